"""Reads transfers: `users can transfer money between wallets`."""

import re

from agent.planner.text.patterns.grammar import first, now, phrase
from agent.planner.text.patterns.phrases import asked, prose, thing
from agent.planner.text.patterns.wish import Who, Wish
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause
from tools.blueprint.names import words

_KINDS = {
    "money": "(money|funds|an amount|amounts|coins|points|credits|tokens|cash|miles|credit)",
    "whose": "((an?other|(someone|somebody) else's|other|the|two|his|her|their|my|own|different|any|an?) ){0,3}",
    "holder": "{whose}({word}'s? )?{word}( {word})??",
    "never": "(can't|cannot|can not|can never|must not|must never|may not|may never|never|can)",
    "one": "((an?|the|my|their|his|her|all|each|every) )?",
}
_MOVE = phrase(
    "^{who:person} ({modal} )?(transfer|send|move|pay|wire)s? {what:money} "
    "(between {among:holder}|((from|out of) {source:holder} )?(to|into) {target:holder})$",
    **_KINDS,
)
_MOVED = phrase(
    "{what:money} (can|may) be (transferred|sent|moved) (between {among:holder}|(from|out of) {source:holder} "
    "(to|into) "
    "({target:holder}|another( one)?))$",
    **_KINDS,
)
_BETWEEN = phrase(
    r"\btransfers?( of {what:money})? between {among:holder} (is|are) ((atomic|instant|possible|allowed)( and )?)*",
    **_KINDS,
)
_SENT = phrase(
    "^{who:person} ({modal} )?(transfer|send|move|pay)s? {what:word} (to|into) {target:other}$",
    other="(an?other|(someone|somebody) else's) ({word}'s? )?{word}",
)
_NEVER = phrase(
    r",?\s*((and|but) )?(no|without) overdrafts?\b|"
    r",?\s*(as long as|while|if) {one}balance (stays|remains|is) (positive|sufficient|high enough|above zero)|"
    r"(,|;|\band\b)?\s*((no|its) )?{one}balances? ({never} )?(go(es)?|falls?|be|become|drops?) (negative|below "
    "(zero|0))",
    **_KINDS,
)
_ENTRIES = phrase(
    "{one}transfers? (is|are|gets?) (booked|recorded|written|kept|logged|posted)( (on|for|to) both sides)?|"
    "(keep|record|store|have) {one}(ledger|journal|entries|transaction (log|history)|statement)( of [^.;,]{2,40})?|"
    "(and )?recorded in an? (ledger|journal)|"
    "({word} can )?see {one}(entries|transactions|statement|bookings) of {one}{word}",
    **_KINDS,
)


def read_transfers(reading: Reading) -> list[Wish]:
    wishes: list[Wish] = []
    for clause in prose(reading):
        match = first((_MOVE, _MOVED, _BETWEEN, _SENT), clause.text)
        if match is not None and match.re is _SENT and not _kept(match["what"], reading):
            continue
        if match is None or not asked(clause, match) or not (what := _holder(match)):
            continue
        unit = words(match["what"] or "money")[-1]
        facets = {
            "unit": unit if unit not in {"money", "fund", "funds", "amount", "amounts", "cash"} else "",
            "entries": False,
        }
        wishes.append(Wish("transfer", what, "transfer", clause.text.strip(" ."), _who(match), facets))
        reading.consume(clause.index, *match.span())
    for wish in wishes:
        for clause in prose(reading):
            for pattern in (_NEVER, _ENTRIES):
                _take(wish, pattern, clause, reading)
    return wishes


def _take(wish: Wish, pattern: re.Pattern[str], clause: Clause, reading: Reading) -> None:
    text = now(clause, reading)
    match = pattern.search(text)
    if match is None:
        return
    wish.facets["entries"] = wish.facets["entries"] or pattern is _ENTRIES
    reading.consume(clause.index, *match.span())


def _kept(unit: str, reading: Reading) -> bool:
    """`a purse with gold` holds gold; nobody keeps messages so."""
    holds = rf"\b(?:with|holding|holds?|has|have|containing)\s+(?:an?\s+)?(?:balance of\s+)?{re.escape(unit)}\b"
    return re.search(holds, reading.text, re.IGNORECASE) is not None


def _who(match: re.Match[str]) -> list[Who]:
    return [Who(match["who"])] if match.groupdict().get("who") else []


def _holder(match: re.Match[str]) -> tuple[str, ...]:
    """What holds the money: `wallet` of `another customer's wallet`."""
    found = match.groupdict()
    for name in ("among", "target", "source"):
        said = found.get(name) or ""
        what = thing(re.sub(r"^.*'s?\s+", "", said)) or thing(said)
        if what:
            return what
    return ()
