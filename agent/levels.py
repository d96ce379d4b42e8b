"""The levels of proof, each resting on the one before."""

from collections.abc import Sequence
from typing import get_args

from tools.errors import Unsupported
from tools.validators.evidence import Level

LEVELS: tuple[Level, ...] = get_args(Level)


def up_to(level: Level) -> Sequence[Level]:
    """The levels to run, the cheapest first."""
    return LEVELS[: LEVELS.index(level) + 1]


def parse_level(text: str) -> Level:
    """The level of that name; Unsupported for another."""
    for level in LEVELS:
        if level == text.strip().lower():
            return level
    raise Unsupported("level", text[:40], LEVELS)
