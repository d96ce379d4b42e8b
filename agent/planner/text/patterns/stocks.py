"""Reads what is used up: `buying a product decrements its stock, never below zero`."""

import re

from agent.planner.text.patterns.phrases import DET, MODAL, WORD, asked, prose, thing
from agent.planner.text.patterns.verbs import third
from agent.planner.text.patterns.wish import Who, Wish
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause
from tools.blueprint.names import singular, words

_VERBS = ("buy", "purchase", "order", "take", "use", "consume", "sell", "draw", "sign up", "enrol", "enroll", "book")
_FORMS = "|".join(sorted({form for verb in _VERBS for form in (third(verb), verb)}, key=len, reverse=True))
_ACTS = {
    "buying": "buy", "purchasing": "purchase", "ordering": "order", "purchase": "buy", "sale": "sell", "order": "order",
    "sign-up": "sign_up", "signup": "sign_up", "booking": "book", "enrolment": "enrol", "enrollment": "enroll",
    "taking": "take", "using": "use", "selling": "sell", "consuming": "consume", "withdrawal": "take",
}  # fmt: skip
_LEVEL = r"(?:stock|inventory|quantity on hand|quantity|units? left|(?P<unit>[a-z]+)\s+(?:left|remaining|available)|(?P<left>seats|doses|units|places|copies|tickets|items))"
_LESS = r"(?:decrements?|reduces?|lowers?|decreases?|subtracts? from|deducts? from|takes? (?:it |the quantity |one |(?:one )?[a-z]+ )?(?:off|from)|counts? down)"
_BELOW = re.compile(
    rf"(?:,?\s*(?:and|but|which|that)?\s*(?:(?:the|its|a)\s+)?(?:{WORD}(?:\s{WORD}){{0,4}}?\s+)?(?:(?:must|may|can|should|will)\s*(?:not|never)|can't|cannot|never|not)\s+"
    r"(?:be\s+|go(?:es)?\s+|drops?\s+|falls?\s+|becomes?\s+|get\s+)?(?:below|under|beneath)\s+(?:zero|0|nothing)|"
    rf",?\s*(?:and\s+)?(?:(?:the|its)\s+)?(?:{WORD}(?:\s{WORD}){{0,4}}?\s+)?(?:can never|must never|can't|cannot|can not|never|must not|may not)\s+(?:go|be|become|get|turns?)\s+negative)",
    re.IGNORECASE,
)
_ENOUGH = re.compile(
    rf"(?:,?\s*(?:as long as|while|only if|if|provided)\s+(?:that\s+)?there\s+(?:are|is)\s+(?:still\s+)?(?:enough\s+)?{WORD}(?:\s(?:left|remaining|available))?|"
    rf",?\s*(?:and\s+)?(?:an?\s+{WORD}\s+with\s+too\s+(?:little|few)\s+{WORD}\s+(?:fails|is refused)|"
    rf"(?:it\s+)?(?:is|are|fails?|gets?)\s*(?:refused|rejected|denied)?\s+(?:when|if)\s+there\s+(?:are|is)\s+not\s+enough|"
    r"(?:when|if)\s+there\s+(?:are|is)\s+(?:none|no more|not enough)(?:\s+(?:left|remaining))?,?\s+(?:it|this|that)\s+(?:is\s+refused|is\s+rejected|fails)))",
    re.IGNORECASE,
)
_BUYING = re.compile(
    rf"\b(?:(?:each|every|a|any)\s+)?(?P<act>{'|'.join(sorted(_ACTS, key=len, reverse=True))})\s+(?:(?:of|for)\s+)?(?P<what>{DET}{WORD})?\s*"
    rf"(?:{_LESS})\s*(?:(?:the|its|their|one|a|from)\s+){{0,2}}(?:quantity\s+(?:off|from)\s+(?:the\s+|its\s+)?)?{_LEVEL}(?:\s+off)?",
    re.IGNORECASE,
)
_OFF = re.compile(
    rf"\b(?:each|every|a|any)\s+(?P<act>{'|'.join(sorted(_ACTS, key=len, reverse=True))})\s+(?:of|for)\s+(?P<what>{DET}{WORD})\s+takes?\s+"
    rf"(?:one|a|the)\s+(?P<unit>{WORD})\s+off",
    re.IGNORECASE,
)
_TAKING = re.compile(
    rf"(?:^|(?<=[,;:(.]))\s*(?P<who>(?:(?:the|an?)\s+)?{WORD})\s+(?:{MODAL}\s+)?(?P<verb>{_FORMS})\s+(?P<what>{DET}{WORD}(?:\s{WORD})??)"
    rf"(?:\s+(?:for|from|out of)\s+(?P<of>{DET}{WORD}))?(?=\s*(?:[.;,]|$|\b(?:as|while|if|and|provided|only)\b))",
    re.IGNORECASE,
)
_RESTOCK = re.compile(
    rf"(?:^|(?<=[,;:(.]))\s*(?P<who>(?:(?:the|an?|only)\s+)*{WORD})\s+(?:{MODAL}\s+)?(?P<verb>restock|replenish|refill|top up)s?\s+(?P<what>{DET}{WORD}(?:\s{WORD})?)",
    re.IGNORECASE,
)
_KEEP = re.compile(
    r"\b(?:keep|record|store|log|save)s?\s+(?:(?:the|all|each|every|a)\s+)?(?P<what>purchases?|sales?|orders?|sign-ups?|withdrawals?|takings?|"
    r"who\s+[a-z]+\s+(?:how (?:many|much)|what))(?:\s+(?:with|together with)\s+(?:their|its|the)\s+(?:quantity|quantities|amount))?",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"(?:\ban?\s+|\bthe\s+)?\b(?P<name>(?:number of\s+)?(?P<unit>[a-z]+)\s+(?:left|remaining|on hand|available)(?:\s+in\s+stock)?|"
    r"doses|stock|inventory)\b",
    re.IGNORECASE,
)


def read_stocks(reading: Reading) -> list[Wish]:
    """One wish for each thing that is used up; what is bought without a word of what is left is none."""
    wishes: list[Wish] = []
    marks = [clause for clause in prose(reading) if _BELOW.search(clause.text) or _ENOUGH.search(clause.text)]
    for clause in prose(reading):
        match = _OFF.search(clause.text) or _BUYING.search(clause.text)
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
    return Wish("stock", what, _ACTS[match["act"].lower()], clause.text.strip(" ."), facets=_facets(level))


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
            text = next(item.text for item in reading.clauses if item.index == clause.index)
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
    text = next(item.text for item in reading.clauses if item.index == clause.index)
    match = _LEFT.search(text)
    if match is None or wish.facets.get("level"):
        return
    wish.facets["level"] = "_".join(words(match["name"])).removeprefix("number_of_").removesuffix("_in_stock")
    if match["unit"]:
        reading.consume(clause.index, match.start(), match.end())
