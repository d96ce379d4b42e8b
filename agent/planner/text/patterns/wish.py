"""A pattern as a text asks for it, before it is known which entity its words mean."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Who:
    """Whom a text lets do something."""

    text: str
    only: bool = False
    """Nobody else may."""
    own: bool = False
    """With rows that are his own."""


@dataclass
class Wish:
    """One pattern; `facets` are keyword arguments of its settling."""

    kind: str
    thing: tuple[str, ...]
    """Words of the noun that it is about, the head made singular."""
    name: str
    """What is done; empty where the kind has no name."""
    said: str
    """The words that ask for it."""
    who: list[Who] = field(default_factory=list)
    facets: dict[str, Any] = field(default_factory=dict)
