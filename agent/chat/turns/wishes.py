"""Wishes as people put them, turned into what the readers know, as `paraphrases` does; here by their kind. A form that
means nothing here is understood by no reader, and does nothing."""

from collections.abc import Iterator

from agent.chat.turns.pieces import said_plainly
from agent.chat.turns.wishes_of_parts import ACCESS, ADDED, CHOICES, NAMES, REMOVED
from agent.chat.turns.wishes_of_values import BOUNDS, DEFAULTS, FIXED, PRESENCE, TYPES, UNIQUE

_TABLES = (NAMES, PRESENCE, UNIQUE, FIXED, BOUNDS, TYPES, DEFAULTS, CHOICES, ADDED, REMOVED, ACCESS)
LONGEST = 240
"""Characters of a clause that has such a form."""


def wishes(clause: str) -> Iterator[str]:
    """The plain ways to say a clause, the likeliest first; none where it has no such form."""
    if len(clause) <= LONGEST:
        text = " ".join(clause.split())
        for table in _TABLES:
            yield from said_plainly(text, table)
