"""Reads what is used up: `buying a product decrements its stock, never below zero`."""

import re

from agent.planner.text.patterns.grammar import first, now, phrase
from agent.planner.text.patterns.phrases import asked, prose, thing
from agent.planner.text.patterns.verbs import third
from agent.planner.text.patterns.wish import Who, Wish
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause
from agent.planner.text.words import VERBS
from tools.blueprint.names import singular, words

_VERBS = ("buy", "purchase", "order", "take", "use", "consume", "sell", "draw", "sign up", "enrol", "enroll", "book")
_ACTS = {
    "buying": "buy", "purchasing": "purchase", "ordering": "order", "purchase": "buy", "sale": "sell", "order": "order",
    "sign-up": "sign_up", "signup": "sign_up", "booking": "book", "enrolment": "enrol", "enrollment": "enroll",
    "taking": "take", "using": "use", "selling": "sell", "consuming": "consume", "withdrawal": "take",
}  # fmt: skip
"""What it is called → what is done."""
_KINDS = {
    "does": "|".join(sorted({form for verb in _VERBS for form in (third(verb), verb)}, key=len, reverse=True)),
    "act": "|".join(sorted(_ACTS, key=len, reverse=True)),
    "each": "((each|every|an?|any) )",
    "the": "((the|its|their|one|an?|from) ){0,2}",
    "less": "(decrements?|reduces?|lowers?|decreases?|subtracts? from|deducts? from|counts? down|"
    "takes? ((it|the quantity|one|{word}) )?(off|from))",
    "level": "(stock|inventory|quantity on hand|quantity|units? left|{unit:word} (left|remaining|available)|"
    "{left:left})",
    "left": "(seats|doses|units|places|copies|tickets|items)",
    "never": "((must|may|can|should|will) (not|never)|can't|cannot|never|not)",
    "subject": r"(,?\s*(and|but|which|that)?\s*((the|its|a) )?({word}( {word}){0,4}? )?)",
}
_BELOW = phrase(
    "{subject}{never} ((be|go(es)?|drops?|falls?|becomes?|get) )?(below|under|beneath) (zero|0|nothing)|"
    "{subject}{never} (go|be|become|get|turns?) negative",
    **_KINDS,
)
_ENOUGH = phrase(
    r",?\s*(as long as|while|only if|if|provided) (that )?there (are|is) (still )?(enough )?{word}( (left|"
    "remaining|available))?|"
    r",?\s*(and )?an? {word} with too (little|few) {word} (fails|is refused)|"
    r",?\s*(and )?(it )?(is|are|fails?|gets?)( (refused|rejected|denied))? (when|if) there (are|is) not enough|"
    r",?\s*(when|if) there (are|is) (none|no more|not enough)( (left|remaining))?,? (it|this|that) (is refused|"
    "is rejected|fails)",
    **_KINDS,
)
_BUYING = phrase(
    r"\b{each}?{act:act} ((of|for) )?({what:short})?\s*{less}\s*{the}(quantity (off|from) {the})?{level}( off)?",
    **_KINDS,
)
_WHEN = phrase(
    r"\b(when|whenever|each time|every time) (an? )?{word} {verb:does} {what:short},? (the|its) {level} (is|gets) "
    "(reduced|lowered|decremented|decreased)",
    **_KINDS,
)
_WHICH = phrase(
    r"^{who:person} ({modal} )?{verb:word} {what:short},? (which|and that|this) {less} (the|its) {level}"
    r"( and (fails|is refused) (when|if) (the|its) {word} (is|are) (too low|too little|not enough))?",
    **_KINDS,
)
_OFF = phrase(r"\b{each}{act:act} (of|for) {what:short} takes? (one|a|the) {unit:word} off", **_KINDS)
_TAKING = phrase("^{who:person} ({modal} )?{verb:does} {what:noun}( (for|from|out of) {of:short})?$", **_KINDS)
_RESTOCK = phrase(
    r"^(only )?{who:person} ({modal} )?{verb:fills}s?( {what:short}( {word})?)?(?=\s*([.;,]|\Z|and\b))",
    fills="restock|replenish|refill|top up",
)
_KEEP = phrase(
    r"\b(keep|record|store|log|save)s? ((the|all|each|every|a) )?{what:kept}( (with|together with) (their|its|the) "
    "(quantity|quantities|amount))?",
    kept="purchases?|sales?|orders?|sign-ups?|withdrawals?|takings?|who {word} (how (many|much)|what)",
)
_LEFT = phrase(
    r"((an?|the) )?\b{name:left}\b",
    left="(number of )?{unit:word} (left|remaining|on hand|available)( in stock)?|doses|stock|inventory",
)


def read_stocks(reading: Reading) -> list[Wish]:
    """One wish for each thing that is used up; what is bought without a word of what is left is none."""
    wishes: list[Wish] = []
    marks = [clause for clause in prose(reading) if _BELOW.search(clause.text) or _ENOUGH.search(clause.text)]
    for clause in prose(reading):
        match = first((_WHEN, _WHICH, _OFF, _BUYING), clause.text)
        if match is not None and asked(clause, match):
            _add(wishes, _bought(match, clause, reading), clause, match, reading)
    for clause in prose(reading):
        match = _TAKING.search(clause.text)
        near = any(abs(mark.index - clause.index) <= 2 for mark in marks)
        if match is not None and asked(clause, match) and (near or _known(match, wishes)):
            _add(wishes, _taken(match, clause, reading), clause, match, reading)
    for wish in wishes:
        _more(wish, reading)
    return wishes


def _add(wishes: list[Wish], wish: Wish | None, clause: Clause, match: re.Match[str], reading: Reading) -> None:
    if wish is None:
        return
    there = next((item for item in wishes if item.thing == wish.thing), None)
    if there is None:
        wishes.append(wish)
    else:
        there.who += wish.who
        there.facets["said"] = there.facets["said"] or wish.facets["said"]
    reading.consume(clause.index, *match.span())


def _known(match: re.Match[str], wishes: list[Wish]) -> bool:
    return any(thing(match["what"]) == wish.thing for wish in wishes)


def _bought(match: re.Match[str], clause: Clause, reading: Reading) -> Wish | None:
    what = thing(match["what"] or "") or _bought_before(clause, reading)
    if not what:
        return None
    units = match.groupdict()
    level = units.get("unit") or units.get("left") or ("inventory" if "inventory" in match[0].lower() else "stock")
    said = match.groupdict()
    done = _ACTS[said["act"].lower()] if said.get("act") else _lemma(said["verb"].lower())
    who = [Who(said["who"])] if said.get("who") else []
    return Wish("stock", what, done, clause.text.strip(" ."), who, _facets(level))


def _lemma(form: str) -> str:
    return VERBS.get(form) or next((verb for verb in _VERBS if form in (verb, third(verb))), form).replace(" ", "_")


def _bought_before(clause: Clause, reading: Reading) -> tuple[str, ...]:
    """`customers buy cakes; a purchase lowers the stock`."""
    for other in (*reversed(reading.clauses[: clause.index]), *reading.clauses[clause.index :]):
        match = _TAKING.search(other.text)
        if match is not None:
            return thing(match["what"])
    return ()


def _taken(match: re.Match[str], clause: Clause, reading: Reading) -> Wish | None:
    what, of = thing(match["what"]), thing(match["of"] or "")
    level = ""
    if of and of[-1] not in {"stock", "inventory", "store"}:
        what, level = of, words(match["what"])[-1]
    if not what:
        return None
    verb = next(verb for verb in _VERBS if match["verb"].lower() in (verb, third(verb)))
    return Wish("stock", what, verb.replace(" ", "_"), clause.text.strip(" ."), [Who(match["who"])], _facets(level))


def _facets(level: str) -> dict[str, object]:
    return {"said": level.lower(), "record": None, "restock": None}


def _more(wish: Wish, reading: Reading) -> None:
    """What is never below zero, who fills it up, and what is kept of it."""
    for clause in prose(reading):
        for pattern in (_BELOW, _ENOUGH, _RESTOCK, _KEEP):
            text = now(clause, reading)
            match = pattern.search(text)
            if match is None:
                continue
            if pattern is _RESTOCK:
                wish.facets["restock"] = "_".join(words(match["verb"]))
            elif pattern is _KEEP:
                noun = words(match["what"])[0]
                wish.facets["record"] = "purchase" if noun == "who" else singular(noun)
            reading.consume(clause.index, *match.span())
        _level(wish, clause, reading)


def _level(wish: Wish, clause: Clause, reading: Reading) -> None:
    """What a thing is told to have of it: `a date and tickets left`. Words of the number are no attributes besides."""
    text = now(clause, reading)
    match = _LEFT.search(text)
    if match is None or wish.facets.get("level"):
        return
    wish.facets["level"] = "_".join(words(match["name"])).removeprefix("number_of_").removesuffix("_in_stock")
    if match["unit"]:
        reading.consume(clause.index, match.start(), match.end())
