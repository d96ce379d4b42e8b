"""Reads transfers: `users can transfer money between wallets`."""

import re

from agent.planner.text.patterns.phrases import MODAL, WORD, asked, prose, thing
from agent.planner.text.patterns.wish import Who, Wish
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause
from tools.blueprint.names import words

_MONEY = r"(?:money|funds|an amount|amounts|coins|points|credits|tokens|cash|miles|credit)"
_WHOSE = r"(?:(?:an?other|someone else's|somebody else's|other|the|his|her|their|my|own|different|any|an?)\s+){0,3}"
_HOLDER = rf"{_WHOSE}(?:{WORD}'s?\s+)?{WORD}(?:\s{WORD})??"
_MOVE = re.compile(
    rf"(?:^|(?<=[,;:(.]))\s*(?P<who>(?:(?:the|an?)\s+)?{WORD})\s+(?:{MODAL}\s+)?(?:transfer|send|move|pay|wire)s?\s+(?P<what>{_MONEY})\s+"
    rf"(?:between\s+(?:their\s+|the\s+|two\s+|own\s+)?(?P<among>{_HOLDER})|"
    rf"(?:(?:from|out of)\s+(?P<source>{_HOLDER})\s+)?(?:to|into)\s+(?P<target>{_HOLDER}))(?=\s*(?:[.;,]|$|\b(?:as|if|and|when|while)\b))",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"(?:,?\s*(?:and\s+|but\s+)?(?:no overdrafts?|without overdrafts?)\b|"
    r",?\s*(?:as long as|while|if)\s+(?:the|his|her|their|its)\s+balance\s+(?:stays|remains|is)\s+(?:positive|sufficient|high enough|above zero)|"
    r"(?:,|;|\band\b)?\s*(?:an?|the|no|its|their)\s+balances?\s+(?:(?:can't|cannot|can not|can never|must not|must never|may not|may never|never|can)\s+)?"
    r"(?:go(?:es)?|fall|falls|be|become|drop|drops)\s+(?:negative|below (?:zero|0)))",
    re.IGNORECASE,
)
_ENTRIES = re.compile(
    r"(?:(?:each|every|a|all)\s+transfers?\s+(?:is|are|gets?)\s+(?:booked|recorded|written|kept|logged|posted)(?:\s+(?:on|for|to)\s+both\s+sides)?|"
    r"(?:keep|record|store|have)\s+(?:an?\s+|the\s+|all\s+)?(?:ledger|journal|entries|transaction (?:log|history)|statement)(?:\s+of\s+[^.;,]{2,40})?)",
    re.IGNORECASE,
)


def read_transfers(reading: Reading) -> list[Wish]:
    wishes: list[Wish] = []
    for clause in prose(reading):
        match = _MOVE.search(clause.text)
        if match is None or not asked(clause, match) or not (what := _holder(match)):
            continue
        unit = words(match["what"])[-1]
        facets = {
            "unit": unit if unit not in {"money", "fund", "funds", "amount", "amounts", "cash"} else "",
            "entries": False,
        }
        wishes.append(Wish("transfer", what, "transfer", clause.text.strip(" ."), [Who(match["who"])], facets))
        reading.consume(clause.index, *match.span())
    for wish in wishes:
        for clause in prose(reading):
            for pattern in (_NEVER, _ENTRIES):
                _take(wish, pattern, clause, reading)
    return wishes


def _take(wish: Wish, pattern: re.Pattern[str], clause: Clause, reading: Reading) -> None:
    text = next(item.text for item in reading.clauses if item.index == clause.index)
    match = pattern.search(text)
    if match is None:
        return
    wish.facets["entries"] = wish.facets["entries"] or pattern is _ENTRIES
    reading.consume(clause.index, *match.span())


def _holder(match: re.Match[str]) -> tuple[str, ...]:
    """What holds the money: `wallet` of `another customer's wallet`."""
    said = match["among"] or match["target"] or ""
    return thing(re.sub(rf"(?:{_WHOSE})(?:{WORD}'s?\s+)?(?=\w)", "", said, count=1, flags=re.IGNORECASE)) or thing(said)
