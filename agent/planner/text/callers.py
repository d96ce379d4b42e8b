"""Reads who signs in: `nurses log in with email and password`, `there is one kind of account, the user`."""

import re
from collections import Counter

from agent.planner.archetypes import known
from agent.planner.text.chunks import Noun
from agent.planner.text.endpoints.things import things_of
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import LONGEST, Clause, Kind
from agent.planner.text.statements import statements
from agent.planner.text.topics import topic_of
from agent.planner.text.words import ATTRIBUTE_WORDS, FILLER, NOBODY, PEOPLE
from tools.blueprint.names import words as words_of

_IN = (
    r"(?:log(?:s|ged)?[- ]?(?:in|on)|sign(?:s|ed)?[- ]?(?:in|up)|authenticat(?:es?|ed)|"
    r"registers?(?=\s*(?:$|[.,;]|with\b|and\b|first\b|themsel|by\b|using\b|online\b)))"
)
_NOT = re.compile(r"(?:\b(?:not|never|no|nobody|without)|n't)\b", re.IGNORECASE)
_DOES = re.compile(
    rf"(?P<who>(?:[A-Za-z][\w'-]*\s+){{1,4}}?)(?P<aside>\([^()]*\)\s*)?(?:(?:who|that)\s+)?"
    rf"(?P<modal>(?:also|do|does|can|must|may|have to|need to|should|will|all|each|themselves)\s+)*(?P<act>{_IN})\b",
    re.IGNORECASE,
)
_ACCOUNTS = re.compile(
    r"(?P<who>(?:[A-Za-z][\w'-]*\s+){1,4}?)(?:ha(?:s|ve)|gets?|needs?)\s+(?:an?\s+|their\s+(?:own\s+)?|his\s+own\s+)?"
    r"(?:user\s+)?(?:accounts?|log[- ]?ins?)\b",
    re.IGNORECASE,
)
_WORD = r"[`*_'\"]*(?P<who>[a-z]\w{2,30})"
_KIND = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:kind|sort|type) of (?:account|log[- ]?in|user)\b[^.;]*?(?:,|:|is|called|-)\s*(?:the\s+|an?\s+)?"
        r"[`*_'\"]*(?P<who>[a-z][\w -]{1,30}?)[`*_'\"]*\s*(?:[.,:;(]|$)",
        rf"{_WORD}[`*_'\"]*\s*(?:=|is|are)\s*(?:the\s+|our\s+)?(?:user\s+)?accounts?\b",
        rf"\b(?:both|all|everybody|everyone)\b[^.;]{{0,60}}?\b(?:are|is)\s+(?:an?\s+)?{_WORD}[`*_'\"]*"
        r"[^.;]{0,30}\b(?:account|log[- ]?in)\b",
        rf"\b(?:everybody|everyone|whoever)\s+with\s+an?\s+(?:log[- ]?in|account)\s+is\s+(?:an?\s+)?{_WORD}",
        rf"\b(?:everybody|everyone|anyone|whoever)\s+(?:who\s+)?{_IN}\s+is\s+(?:an?\s+)?{_WORD}",
        rf"{_WORD}[`*_'\"]*\s+are\s+(?:the\s+(?:only\s+)?(?:ones|people)\s+)?(?:with|who\s+have)\s+(?:an\s+)?accounts?\b",
        rf"\b(?:bearer\s+)?tokens?\s+for\s+{_WORD}\b",
        r"\b(?P<who>[a-z]\w{2,30}(?:\s[a-z]\w{2,30})?)\s+accounts?\b(?!\s+(?:number|balance))",
    )
)
_WEIGHT = 3
"""What says it outright goes before who is seen to sign in."""
_NO_PERSONS = (ATTRIBUTE_WORDS | {"cookie", "session", "mail", "password", "pin", "work", "right"}) - frozenset(PEOPLE)
"""What stands before `log in` and does not: `with a name, a password and log in`."""
_PERSON = re.compile(r"(?:er|or|ist|ian|ant|ent|man|woman|person|staff|crew|personnel|folk)$")
_SIGN_IN = frozenset({"login", "log-in", "sign-in", "signin", "token", "session", "sessions"})
_NOBODY = (FILLER | NOBODY | {"whoever", "anyone", "everybody", "everyone"}) - {"user"}


def read_callers(reading: Reading) -> tuple[str, ...] | None:
    """Words of the noun of whoever signs in, the last one singular; None where nothing tells."""
    told: Counter[tuple[str, ...]] = Counter()
    for clause in reading.clauses:
        if clause.kind is Kind.CODE or len(clause.text) > LONGEST:
            continue
        for noun, weight in _said(clause, reading):
            told[noun] += weight
    for endpoint in reading.endpoints:
        # `POST /wardens/login`: they are the ones.
        if endpoint.method == "POST" and len(endpoint.parts) == 2 and endpoint.parts[1] in _SIGN_IN:
            for _, words in things_of([endpoint]):
                told[words] += _WEIGHT
    best = sorted(told.items(), key=lambda item: (-item[1], list(told).index(item[0])))
    return best[0][0] if best else None


def _said(clause: Clause, reading: Reading) -> list[tuple[tuple[str, ...], int]]:
    found = []
    for pattern in _KIND:
        for match in pattern.finditer(clause.text):
            noun = _noun(match["who"])
            if noun is not None and not _NOT.search(clause.text[max(0, match.start() - 20) : match.start()]):
                found.append((noun, _WEIGHT if pattern is not _KIND[-1] else 1))
    for pattern in (_DOES, _ACCOUNTS):
        for match in pattern.finditer(clause.text):
            if _NOT.search(match[0]):
                continue
            noun = _noun(match["who"]) or _meant(match["who"], clause, reading)
            if noun is not None:
                found.append((noun, 2))
    return found


def _noun(text: str) -> tuple[str, ...] | None:
    """The subject, before what stands behind it: `the clerks at the ramp`."""
    told = statements(text.strip())
    nouns = [noun for statement in told for noun in (statement.subjects or statement.nouns)]
    return _person(nouns[-1]) if nouns else None


def _person(noun: Noun) -> tuple[str, ...] | None:
    rest = noun.words
    while len(rest) > 1 and rest[0] in _NOBODY:
        rest = rest[1:]
    named = noun.plural or noun.determiner or rest[-1] in PEOPLE or known(rest) or _PERSON.search(rest[-1])
    if not named or not rest[-1].isalpha():
        return None
    if (rest[-1] in _NOBODY and not known(rest)) or rest[-1] in _NO_PERSONS:
        return None
    return rest


def person(entity: str) -> bool:
    """Whether the name of an entity is one of people: `User`, `StaffMember`, `Dispatcher`."""
    last = words_of(entity)[-1].lower() if entity else ""
    return last in PEOPLE or _PERSON.search(last) is not None


def _meant(text: str, clause: Clause, reading: Reading) -> tuple[str, ...] | None:
    """`they log in`: who the paragraph, or the statement before, is about."""
    last = words_of(text)[-1].lower() if words_of(text) else ""
    if last not in {"they", "who", "themselves", "and", "also", "can", "he", "she", "it"}:
        return None
    topic = topic_of(clause)
    if topic is not None:
        return _person(topic)
    for earlier in (clause, *reading.before(clause)[:2]):
        for statement in reading.statements(earlier):
            for noun in statement.subjects:
                if earlier is not clause or noun.end <= clause.text.find(text.strip()):
                    return _person(noun)
    return None
