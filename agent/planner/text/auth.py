"""Reads whether callers have accounts, and how they prove who they are."""

import re

from agent.planner.characters import FILLER, NAMES, kinds_in
from agent.planner.notes import Notes
from agent.planner.sketch import AuthSketch
from agent.planner.text.polarity import negated, words_around
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind

_WANTED = re.compile(
    r"\b(?:JWTs?|json web tokens?|bearer tokens?|token[- ]based|access tokens?|refresh tokens?|"
    r"authenticat(?:ion|e|es|ed)|auth|log[- ]?ins?|logs? in|logged[- ]in|"
    r"log[- ]?out|sign[- ]?(?:in|up)s?|signs? (?:in|up)|"
    r"(?:user )?registration|users? accounts?|(?<=no )accounts?|(?<=without )(?:any )?accounts?|"
    r"register an account|create an account|"
    r"passwords?)\b|\bregisters?\b(?=\s*(?:,|and|or|/)\s*(?:log|sign))",
    re.IGNORECASE,
)
_STRONG = re.compile(r"jwt|json web|bearer|token|authent|\bauth\b|log|sign|regist|account", re.IGNORECASE)
_FOR_PART = re.compile(
    r"^\s*(?:is\s+)?(?:needed|required|necessary)?\s*(?:for|to)\s+(?:(?:the\s+)?"
    r"(?P<reading>read|view|brows|list|search|get|see)|\w+ing\b|book|order|buy|the public|"
    r"(?:guest|visitor|reader|listener|customer)s\b)",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:visitors|readers|guests|listeners|viewers)\s+(?:do not|don't|needn't|need not|can)\b[^,;]*$", re.IGNORECASE
)
"""Whoever has no account, others have one."""
_OTHER = re.compile(
    r"\b(OAuth ?2?(?:\.0)?|OpenID(?: Connect)?|OIDC|SAML|SSO|single sign[- ]on|"
    r"MFA|2FA|two[- ]factor(?: authentication)?|"
    r"API keys?|basic auth(?:entication)?|session cookies?|magic links?|"
    r"(?:Google|GitHub|Facebook|social) (?:login|sign[- ]in))\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\b(?:access )?tokens?\b[^.;]{0,40}?\b(\d+)[- ](minute|min|hour|h)s?\b", re.IGNORECASE)
_DAYS = re.compile(r"\brefresh tokens?\b[^.;]{0,40}?\b(\d+)[- ]days?\b", re.IGNORECASE)
_PASSWORD = re.compile(
    r"\bpasswords?\b[^.;]{0,50}?\b(?:at least|min(?:imum)?(?: of| length)?|>=)\s*(\d+)", re.IGNORECASE
)
_PASSWORD_MOST = re.compile(
    r"\bpasswords?\b[^.;]{0,80}?\b(?:at most|max(?:imum)?(?: of| length)?|up to|no more than)\s*(\d+)", re.IGNORECASE
)
_PASSWORD_NEEDS = re.compile(
    r"\bpasswords?\b[^.;]{0,120}?\b(?:with|contain(?:s|ing)?|includ(?:e|es|ing)|needs?|requires?|have|has|and)\s+"
    rf"(?P<kinds>{FILLER}*{NAMES}(?:{FILLER}|{NAMES})*)",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\b(?:no|without|disable) (?:self[- ]|public |open )?(?:registration|sign[- ]?ups?)\b|\binvite[- ]only\b",
    re.IGNORECASE,
)


def read_auth(reading: Reading, auth: AuthSketch) -> None:
    """Fills what the text says of authentication."""
    for clause in reading.clauses:
        if clause.kind is Kind.CODE:
            continue
        _other_schemes(clause, reading)
        closed = _CLOSED.search(clause.text)
        if closed:
            auth.self_registration = False
            reading.place(clause, closed.span())
        for match in _WANTED.finditer(clause.text):
            if closed and closed.start() <= match.start() < closed.end():
                continue
            _wanted(clause, match, auth, reading)
        reading.used.setdefault(clause.index, []).extend(_numbers(clause, auth))


def _wanted(clause: Clause, match: re.Match[str], auth: AuthSketch, reading: Reading) -> None:
    start, end = match.span()
    if clause.kind is Kind.HEADING or not _STRONG.search(match[0]):
        return
    if _in_attributes(clause, match):
        return
    reading.place(clause, match.span())
    if negated(clause.text, start, end, clause.heading, clause.parent):
        if _SOME.search(clause.text[:start]):
            return
        part = _FOR_PART.match(clause.text[end:])
        if part:
            auth.yes = auth.yes or clause.text.strip(" .")
            if not part["reading"]:
                reading.notes.leave(clause.text.strip())
            return
        auth.no = auth.no or words_around(clause.text, start, end)
        return
    jwt = re.match(r"(?i)jwt|json web", match[0])
    if auth.yes is None or (jwt and "jwt" not in auth.yes.lower()):
        auth.yes = match[0]


def _in_attributes(clause: Clause, match: re.Match[str]) -> bool:
    """`last login` or `(email, password)` inside a list of attributes asks for nothing by itself."""
    before, behind = clause.text[: match.start()], clause.text[match.end() :]
    if before.count("(") > before.count(")") and re.match(r"\s*[,):]", behind):
        return not re.match(r"(?i)jwt|auth|bearer|json web", match[0])
    return bool(re.search(r"(?i)\b(?:last|first|failed|github|twitter)\s+$", before)) or bool(
        re.match(r"(?i)\s+(?:date|time|count)", behind)
    )


def _other_schemes(clause: Clause, reading: Reading) -> None:
    for match in _OTHER.finditer(clause.text):
        if not negated(clause.text, match.start(), match.end(), clause.heading, clause.parent):
            _tell(match[0], reading.notes)
            reading.place(clause, match.span())


def _tell(scheme: str, notes: Notes) -> None:
    notes.leave(f"{scheme} was asked for; accounts log in with a password and a JWT.")
    notes.warn(f"{scheme} is not part of the backend.")


def _numbers(clause: Clause, auth: AuthSketch) -> list[tuple[int, int]]:
    """Reads lifetimes and lengths; where in the clause they stand."""
    days = _DAYS.search(clause.text)
    if days:
        auth.refresh_token_days = int(days[1])
    minutes = _MINUTES.search(clause.text)
    if minutes and not (days and days.start() <= minutes.start() < days.end()):
        factor = 60 if minutes[2].lower().startswith("h") else 1
        auth.access_token_minutes = int(minutes[1]) * factor
    password = _PASSWORD.search(clause.text)
    if password:
        auth.password["min_length"] = int(password[1])
    most = _PASSWORD_MOST.search(clause.text)
    if most:
        auth.password["max_length"] = int(most[1])
    needs = _PASSWORD_NEEDS.search(clause.text)
    if needs:
        auth.password["needs"] = kinds_in(needs["kinds"])
    return [match.span() for match in (days, minutes, password, most, needs) if match]
