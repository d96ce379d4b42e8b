"""Reads whether callers have accounts, and how they prove who they are."""

import re
from dataclasses import dataclass

from agent.planner.carriers import by_basic, by_cookie, by_key
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
    r"register an account|create an account|signed[- ]in|"
    r"(?:with|ha(?:s|ve)) an? (?:user )?account(?! (?:number|balance|manager|holder))|"
    r"passwords?)\b|\bregisters?\b(?=\s*(?:,|and|or|/)\s*(?:log|sign))",
    re.IGNORECASE,
)
_STRONG = re.compile(r"jwt|json web|bearer|token|authent|\bauth\b|log|sign|regist|account", re.IGNORECASE)
_FOR_PART = re.compile(
    r"^\s*(?:is\s+)?(?:not\s+)?(?:needed|required|necessary)?\s*(?:for|to)\s+(?:(?:the\s+)?"
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
    r"API keys?|basic auth(?:entication)?|magic links?|"
    r"(?:Google|GitHub|Facebook|social) (?:login|sign[- ]in))\b",
    re.IGNORECASE,
)
_KEYS = re.compile(
    r"\b(?:authenticat\w+|identif\w+|log(?:s|ged)? in|sign(?:s|ed)? in|secured|protected|called|accessed)\b[^.;]{0,30}?"
    r"\b(?:with|by|via|using|through)\s+(?:(?:an?|their|his)\s+)?API[- ]keys?\b"
    r"|\bAPI[- ]keys?\s+auth\w*|\bAPI[- ]keys?(?=\s+(?:in|via|as|sent in)\s+(?:an?\s+|the\s+)?(?:header\s+)?`?X-)",
    re.IGNORECASE,
)
_IN_HEADER = re.compile(
    r"\s*(?:are |is )?(?:in|via|as|sent in)\s+(?:an?\s+|the\s+)?(?:header\s+)?"
    r"`?(X-[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)`?(?:\s+header)?",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\b(?:session cookies?|cookie[- ]based (?:sessions?|auth\w*|log[- ]?ins?)|cookie[- ](?:sessions?|auth\w*)|"
    r"sessions? (?:in|with|by) (?:an? )?cookies?)\b",
    re.IGNORECASE,
)
_BASIC = re.compile(
    r"\b(?:HTTP[- ])?basic[- ]auth(?:entication)?\b|\bHTTP[- ]basic\b|\bbasic credentials\b", re.IGNORECASE
)
_TOKEN = re.compile(r"jwt|json web|bearer|token|access|refresh|password", re.IGNORECASE)
"""Means of signing in: without one there may be another."""
_JWT = re.compile(r"\bJWTs?\b|json web|bearer", re.IGNORECASE)
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
_FOR_SOME = re.compile(r"\s+for\s+(?:the\s+|our\s+)?(?!now\b|this\b|it\b|that\b)[a-z]+s\b", re.IGNORECASE)
_BARE = re.compile(
    r"auth|log[- ]?ins?|sign[- ]?(?:in|up)s?|(?:users? )?accounts?|(?:user )?registration", re.IGNORECASE
)
"""Words that may stand as a topic and say nothing."""
_NONE = re.compile(
    r"(?:^|[,;:.-]\s|\b(?:and|so|but|either|because|there(?:'s| is| are| will be)|"
    r"(?:we|it|api|backend|service|system|app)(?:'ll|'s)?(?: ha(?:ve|s)| keeps?| needs?| wants?| requires?| uses?)?)\s)"
    r"\s*[`*]*(?:no(?:\s+need for)?|without|(?:works?|runs?)\s+without|"
    r"(?:do(?:es)? not|don't|doesn't|needn't)\s+(?:need|want|require|have|use|add|include))\s+"
    r"(?:an?\s+|any\s+|user\s+|kind of\s+)*$|(?:^|[.;:]\s+)(?:skip|omit|disable|drop|leave out)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\b(?:nobody|no one|no-one)\s*$", re.IGNORECASE)
_NOT_NEEDED = re.compile(
    r"\s*(?:is|are)?\s*(?:n't|not)\s+(?:needed|required|necessary|wanted)\b|"
    r"\s*(?:is|are)\s+(?:out of scope|unnecessary)"
    r"|\s*[:=]\s*(?:no|none|off|false|disabled)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\b(?:no|without|disable) (?:self[- ](?:service )?|public |open )*(?:registration|sign[- ]?ups?)\b|"
    r"\binvite[- ]only\b",
    re.IGNORECASE,
)


def read_auth(reading: Reading, auth: AuthSketch) -> None:
    """Fills what the text says of authentication.

    That some people need none says nothing of the others; where there are no others, nobody does.
    """
    said = _Said()
    jwt = any(_asks(_JWT, clause) for clause in reading.clauses)
    for clause in reading.clauses:
        if clause.kind is Kind.CODE:
            continue
        taken = [] if jwt else _carriers(clause, auth, reading)
        _other_schemes(clause, reading, taken)
        closed = _CLOSED.search(clause.text)
        if closed:
            auth.self_registration = False
            reading.place(clause, closed.span())
        for match in _WANTED.finditer(clause.text):
            if closed and closed.start() <= match.start() < closed.end():
                continue
            _wanted(clause, match, auth, reading, said)
        reading.used.setdefault(clause.index, []).extend(_numbers(clause, auth))
    carried = auth.carrier is not None or auth.basic
    if said.nobody is not None and not said.somebody and not carried:
        auth.yes, auth.no = None, auth.no or said.nobody
    elif said.nobody is not None:
        auth.no = auth.no or said.nobody
    elif said.some is not None and auth.yes is None and not carried:
        auth.no, auth.no_for_some = auth.no or said.some, auth.no is None


@dataclass
class _Said:
    """How firmly the text speaks."""

    somebody: bool = False
    """Callers log in, or hold tokens: more than the bare word `login` or `accounts`."""
    nobody: str | None = None
    """There is no authentication at all."""
    some: str | None = None
    """Some people have none."""


def _wanted(clause: Clause, match: re.Match[str], auth: AuthSketch, reading: Reading, said: _Said) -> None:
    start, end = match.span()
    if clause.kind is Kind.HEADING or not _STRONG.search(match[0]):
        return
    if _in_attributes(clause, match):
        return
    reading.place(clause, match.span())
    if _NOBODY.search(clause.text[:start]) or negated(clause.text, start, end, clause.heading, clause.parent):
        if _SOME.search(clause.text[:start]):
            return
        part = _FOR_PART.match(clause.text[end:])
        if part:
            auth.yes = auth.yes or clause.text.strip(" .")
            if not part["reading"]:
                reading.notes.leave(clause.text.strip())
            return
        told = words_around(clause.text, start, end)
        if _of_all(clause, match) and not _TOKEN.match(match[0]):
            said.nobody = said.nobody or told
        else:
            said.some = said.some or told
        return
    said.somebody = said.somebody or not _BARE.fullmatch(match[0])
    jwt = re.match(r"(?i)jwt|json web", match[0])
    if auth.yes is None or (jwt and "jwt" not in auth.yes.lower()):
        auth.yes = match[0]


def _of_all(clause: Clause, match: re.Match[str]) -> bool:
    """Whether what is negated is authentication as a whole: `no login`, but not `visitors never log in`."""
    before, behind = clause.text[: match.start()], clause.text[match.end() :]
    if negated("", 0, 0, clause.heading, clause.parent) or _FOR_SOME.match(behind):
        return False
    return bool(_NONE.search(before) or _NOBODY.search(before) or _NOT_NEEDED.match(behind))


def _in_attributes(clause: Clause, match: re.Match[str]) -> bool:
    """`last login` or `(email, password)` inside a list of attributes asks for nothing by itself."""
    before, behind = clause.text[: match.start()], clause.text[match.end() :]
    if before.count("(") > before.count(")") and re.match(r"\s*[,):]", behind):
        return not re.match(r"(?i)jwt|auth|bearer|json web", match[0])
    return bool(re.search(r"(?i)\b(?:last|first|failed|github|twitter)\s+$", before)) or bool(
        re.match(r"(?i)\s+(?:date|time|count)", behind)
    )


def _carriers(clause: Clause, auth: AuthSketch, reading: Reading) -> list[tuple[int, int]]:
    """Takes up API keys, cookies and Basic credentials; where in the clause they stand.

    Beside a JWT they are left to `_other_schemes`.
    """
    found = []
    for pattern in (_KEYS, _COOKIES, _BASIC):
        match = pattern.search(clause.text)
        if match is None or not _asks(pattern, clause):
            continue
        start, end = match.span()
        if pattern is _KEYS:
            header = _IN_HEADER.match(clause.text, end)
            by_key(auth, reading.notes, match[0], header[1] if header else None)
            end = header.end() if header else end
        elif pattern is _BASIC:
            by_basic(auth, reading.notes, match[0])
        else:
            by_cookie(auth, reading.notes, match[0], None)
        reading.place(clause, (start, end))
        found.append((start, end))
    return found


def _asks(pattern: re.Pattern[str], clause: Clause) -> bool:
    """Whether a clause has the words, and does not rule them out."""
    match = pattern.search(clause.text)
    return match is not None and not negated(clause.text, *match.span(), clause.heading, clause.parent)


def _other_schemes(clause: Clause, reading: Reading, taken: list[tuple[int, int]]) -> None:
    for match in _OTHER.finditer(clause.text):
        if any(start <= match.start() < end for start, end in taken):
            continue
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
