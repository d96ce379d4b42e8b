"""Reads what one caller at most can hold: `seats can be reserved, one person each`."""

import re

from agent.planner.text.patterns.grammar import now, phrase
from agent.planner.text.patterns.phrases import asked, prose, same, thing
from agent.planner.text.patterns.verbs import participle, third
from agent.planner.text.patterns.wish import Who, Wish
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause
from tools.blueprint.names import plural

_VERBS = ("take over", "reserve", "claim", "book", "take", "grab", "occupy", "hold", "borrow")
_KINDS = {
    "does": "|".join(form for verb in _VERBS for form in (third(verb), verb)),
    "done": "|".join(participle(verb).replace("_", " ") for verb in _VERBS),
    "free": "(free|open|available|unassigned|unclaimed|vacant|untaken|empty)",
    "one": "((an?|the|any|one|each|every|his|her|their) )?",
    "holds": "(can|may) (hold|have|claim|take|reserve|book|share) [^.;,]{2,40}",
}
_ACTIVE = phrase("^{who:person} ({modal:modal} )?{verb:does} {what:held}$", held="{one}({free} )?{things}", **_KINDS)
_PASSIVE = phrase(r"{what:held} (can|may) be {verb:done}\b( by {who:person})?", held="{one}{things}", **_KINDS)
_HELD_BY_ONE = phrase(
    r",?\s*((so that|and|but|once) )?\b("
    "one {word} (each|per {word}|only)|"
    "(once (it is |they are )?{done},? )?(nobody|no[- ]?one|none) else (can|may|works|is able to)[^.;]{0,60}|"
    "(only|at most|just) (by )?one {word}( at a time)?( {holds})?|"
    "{one}{things} (can only be|can be|is|may only be|may be) (only )?{done} (only )?by ((only|at most) )?one {word}"
    "( (at a time|at most|only|alone))?|"
    "no two {word} {holds}|"
    "if it is (still )?({free}|not {done})|"
    "(unless|as long as) it is (already |not (yet )?)?({done}|{free}))",
    **_KINDS,
)
_GIVE_BACK = phrase(
    r"\s*,?\s*((and|or) )?((he|she|they) )?((may|can) )?({one}{word} (can|may) )?"
    r"\b((release|unclaim|return|free)s? (it|them|{one}{things})|give (it|them) (back|up))( again)?( (that|"
    "which) {word} {word})?"
    r"(?=\s*([.;,]|\Z|and\b))",
    **_KINDS,
)
_PERIOD = phrase(r"\b(from|to|until|per|for) ((an?|the|each) )?(date|day|night|time|week|slot|period|showtime|hour)")
_FREE = phrase(r"\b{free} ", **_KINDS)


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
    what = thing(_FREE.sub("", match["what"]))
    verb = next(
        verb for verb in _VERBS if match["verb"].lower() in (verb, third(verb), participle(verb).replace("_", " "))
    )
    if (
        not what
        or _nobody(match["who"] or "")
        or not asked(clause, match)
        or _PERIOD.search(reading.text)
        or _rows_of_their_own(verb, reading)
    ):
        return None
    free = _FREE.search(match["what"]) is not None
    sure = verb == "claim" and match.groupdict().get("modal") is not None
    alone = any(_HELD_BY_ONE.search(item.text) for item in _near(clause, reading))
    if not (free or sure or alone):
        return None
    who = [Who(match["who"])] if match["who"] else []
    return Wish("claim", what, verb.replace(" ", "_"), clause.text.strip(" ."), who, {"release": None})


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
            text = now(clause, reading)
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
