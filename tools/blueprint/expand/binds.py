"""What standard operations call the rows that they find and make."""

from tools.blueprint.lower.scope import ROOTS
from tools.blueprint.names import snake

_OWN = ROOTS | {"digest", "page", "result", "tokens"}
"""Roots of expressions, and what standard operations call other things."""


def bind_of(entity: str) -> str:
    """`OrderLine` → `order_line`; a name that stands for something else in expressions gets an ending."""
    name = snake(entity)
    return f"{name}_row" if name in _OWN else name
