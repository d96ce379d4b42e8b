"""Reads who has an account: `customers have accounts` makes of customers the accounts, and of accounts no thing."""

import re

from agent.planner.sketch import Sketch
from agent.planner.text.reading import Reading
from agent.planner.text.words import FILLER, ROLE_WORDS
from tools.blueprint.names import pascal, singular

_HAVE = re.compile(
    r"(?:^|(?<=[,;:.(]))\s*(?:and\s+)?(?:all\s+|the\s+|each\s+|every\s+)?(?P<who>[A-Za-z]{3,30})\s+(?:have|has|need|needs|get|gets)\s+"
    r"(?:an\s+account|accounts)(?=\s*(?:[.;,]|$|\band\b))",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"\baccounts?\b", re.IGNORECASE)


def read_holders(reading: Reading) -> str | None:
    """The noun of who has an account; None where nothing says so, or where accounts are told of besides."""
    found = [(clause, match) for clause in reading.prose for match in _HAVE.finditer(clause.text)]
    if len(found) != 1 or len(_ACCOUNT.findall(reading.text)) > 1:
        return None
    [(clause, match)] = found
    who = singular(match["who"].lower())
    if who in FILLER or who in ROLE_WORDS:
        return None
    reading.consume(clause.index, *match.span())
    return who


def place_holders(who: str | None, reading: Reading, sketch: Sketch) -> None:
    """They are the accounts."""
    if who is None:
        return
    name = reading.entities.setdefault((who,), pascal(who))
    sketch.entity(name)
    sketch.auth.yes = sketch.auth.yes or f"{who} has an account"
    sketch.auth.account = sketch.auth.account or name
