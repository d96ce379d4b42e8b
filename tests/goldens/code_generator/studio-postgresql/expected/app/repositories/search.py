"""Finding text: ASCII letters match in either case, everything else by code point."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_


def _folded(term: str) -> str:
    return "".join(char.lower() if char.isascii() else char for char in term)


def contains(columns: Sequence[Any], term: str) -> ColumnElement[bool]:
    """Match rows where one of the columns contains the term."""
    return or_(*(func.lower(column).contains(_folded(term), autoescape=True) for column in columns))


def rank(columns: Sequence[Any], term: str) -> ColumnElement[int]:
    """Return 0 where a column equals the term, 1 where one starts with it, else 2."""
    folded = _folded(term)
    equal = or_(*(func.lower(column) == folded for column in columns))
    prefix = or_(*(func.lower(column).startswith(folded, autoescape=True) for column in columns))
    return case((equal, 0), (prefix, 1), else_=2)
