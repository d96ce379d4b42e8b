"""Reads what one caller at most can hold: `seats can be reserved, one person each`."""

import re

from agent.planner.text.patterns.phrases import MODAL, WORD, asked, prose, same, thing
from agent.planner.text.patterns.verbs import participle, third
from agent.planner.text.patterns.wish import Who, Wish
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause
from tools.blueprint.names import plural

_VERBS = ("reserve", "claim", "book", "take", "grab", "occupy", "hold", "borrow")
_FORMS = "|".join(form for verb in _VERBS for form in (third(verb), verb))
_DONE = "|".join(sorted({*map(participle, _VERBS), "borrowed"}))
_FREE = r"(?:free|open|available|unassigned|unclaimed|vacant|untaken|empty)"
_END = r"(?=\s*(?:[.;,:()]|$|\b(?:and|so|that|which|if|when|while|as|but|for|until)\b))"
_ACTIVE = re.compile(
    rf"(?:^|(?<=[,;:(.])|(?<=\band))\s*(?P<who>(?:(?:the|an?|any|every|each)\s+)?{WORD}(?:\s{WORD})??)\s+(?P<modal>{MODAL}\s+)?"
    rf"(?P<verb>{_FORMS})\s+(?P<what>(?:(?:an?|the|any|one)\s+)?(?:{_FREE}\s+)?{WORD}(?:\s{WORD})??){_END}",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"(?P<what>(?:(?:an?|the|each|every)\s+)?{WORD}(?:\s{WORD})??)\s+(?:can|may)\s+be\s+(?P<verb>{_DONE})\b"
    r"(?:\s+by\s+(?P<who>(?:an?|any|the)?\s*[a-z]+(?:[\s-][a-z]+)?))?",
    re.IGNORECASE,
)
_HOLDS = r"(?:can|may)\s+(?:hold|have|claim|take|reserve|book|share)\s+[^.;,]{2,40}"
_ALONE = (
    r"one (?:person|[a-z]+) (?:each|per [a-z]+|only)",
    rf"(?:once (?:it is |they are )?(?:{_DONE}),?\s+)?(?:nobody|no[- ]?one|none) else (?:can|may|works|is able to)[^.;]{{0,60}}",
    rf"(?:only|at most|just)\s+(?:by\s+)?one\s+[a-z]+(?:\s+at a time)?(?:\s+{_HOLDS})?",
    r"(?:an?|the|each|every)\s+[a-z]+(?:\s[a-z]+)?\s+(?:can only be|can be|is|may only be|may be)\s+(?:only\s+)?"
    rf"(?:{_DONE})\s+(?:only\s+)?by\s+(?:only\s+|at most\s+)?one\s+[a-z]+(?:\s+(?:at a time|at most|only|alone))?",
    rf"no two\s+[a-z]+\s+{_HOLDS}",
    rf"if it is (?:still\s+)?(?:{_FREE}|not (?:{_DONE}))",
    rf"(?:unless|as long as) it is (?:already |not (?:yet )?)?(?:{_DONE}|{_FREE})",
)
_HELD_BY_ONE = re.compile(rf",?\s*(?:(?:so that|and|but|once)\s+)?\b(?:{'|'.join(_ALONE)})", re.IGNORECASE)
_GIVE_BACK = re.compile(
    rf"\s*,?\s*(?:and|or)?\s*(?:(?:he|she|they)\s+)?(?:(?:may|can)\s+)?(?:(?:an?\s+)?{WORD}\s+(?:can|may)\s+)?"
    r"\b(?:(?:release|unclaim|return|free)s?\s+(?:it|them|(?:an?|the|his|her|their)\s+[a-z]+(?:\s[a-z]+)??)|give\s+(?:it|them)\s+(?:back|up))"
    r"(?:\s+again)?(?:\s+(?:that|which)\s+(?:i|they|he|she)\s+[a-z]+)?",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:from|to|until|per|for)\s+(?:an?\s+|the\s+|each\s+)?(?:date|day|night|time|week|slot|period|showtime|hour)",
    re.I,
)


def read_claims(reading: Reading) -> list[Wish]:
    wishes: list[Wish] = []
    for clause in prose(reading):
        for pattern in (_ACTIVE, _PASSIVE):
            match = pattern.search(clause.text)
            if match is not None and (wish := _wish(match, clause, reading)) is not None:
                there = next((item for item in wishes if same(item.thing, wish.thing)), None)
                if there is None:
                    wishes.append(wish)
                reading.consume(clause.index, *match.span())
                break
    for wish in wishes:
        _around(wish, reading)
    return wishes


def _wish(match: re.Match[str], clause: Clause, reading: Reading) -> Wish | None:
    what = thing(re.sub(rf"\b{_FREE}\b", "", match["what"], flags=re.I))
    verb = next(verb for verb in _VERBS if match["verb"].lower() in (verb, third(verb), participle(verb)))
    if (
        not what
        or _nobody(match["who"] or "")
        or not asked(clause, match)
        or _PERIOD.search(reading.text)
        or _rows_of_their_own(verb, reading)
    ):
        return None
    free = re.search(rf"\b{_FREE}\s", match["what"], re.IGNORECASE) is not None
    sure = verb == "claim" and match.groupdict().get("modal") is not None
    alone = any(_HELD_BY_ONE.search(item.text) for item in _near(clause, reading))
    if not (free or sure or alone):
        return None
    who = [Who(match["who"])] if match["who"] else []
    return Wish("claim", what, verb, clause.text.strip(" ."), who, {"release": None})


def _nobody(who: str) -> bool:
    return re.match(r"(?:once\s+\w+,?\s+)?(?:nobody|no[- ]?one|none|no)\b", who.strip(), re.IGNORECASE) is not None


def _rows_of_their_own(verb: str, reading: Reading) -> bool:
    """The text tells of reservations, which are kept with what they have."""
    noun = {"reserve": "reservation", "book": "booking", "borrow": "loan"}.get(verb)
    if noun is None:
        return False
    return re.search(rf"\b(?:{noun}|{plural(noun)})\b", reading.text, re.IGNORECASE) is not None


def _near(clause: Clause, reading: Reading) -> list[Clause]:
    return [item for item in prose(reading) if abs(item.index - clause.index) <= 2]


def _around(wish: Wish, reading: Reading) -> None:
    """Takes along what says that nobody else can hold it, and how it is given back."""
    for clause in prose(reading):
        for pattern in (_GIVE_BACK, _HELD_BY_ONE):
            text = next(item.text for item in reading.clauses if item.index == clause.index)
            match = pattern.search(text)
            if match is None or not _about(wish, clause, reading):
                continue
            if pattern is _GIVE_BACK:
                wish.facets["release"] = "release"
            reading.consume(clause.index, *match.span())


def _about(wish: Wish, clause: Clause, reading: Reading) -> bool:
    """The clause stands near what is claimed, or names it."""
    said = next((item for item in reading.clauses if wish.said and item.index in reading.placed), None)
    return wish.thing[-1] in clause.text.lower() or said is not None
