"""Filters, order and cursors of the list of products."""

import base64
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from operator import ge, le
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Row, Select, and_, or_, select

from shop.problems import invalid
from shop.schemas import ProductQuery
from shop.tables import products

_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {"gte": ge, "lte": le}
_READERS: dict[str, Callable[[Any], Any]] = {
    "id": UUID,
    "created_at": datetime.fromisoformat,
    "updated_at": datetime.fromisoformat,
}
_SHAPE = frozenset({"sort", "limit", "cursor"})
Key = tuple[Column[Any], bool]
"""A column, and whether it descends."""


def statement_of(query: ProductQuery) -> Select[Any]:
    """One row more than the page holds: it tells whether another page follows."""
    statement = select(products)
    for name in query.model_fields_set - _SHAPE:
        statement = statement.where(_filter(name, getattr(query, name)))
    keys = _keys(query.sort)
    if query.cursor is not None:
        statement = statement.where(_after(keys, _decoded(query, keys)))
    return statement.order_by(*(c.desc() if down else c.asc() for c, down in keys)).limit(query.limit + 1)


def cursor_of(query: ProductQuery, row: Row[Any]) -> str:
    values = [getattr(row, column.name) for column, _ in _keys(query.sort)]
    document = json.dumps([_mark(query), *values], default=str, separators=(",", ":"))
    return base64.urlsafe_b64encode(document.encode()).decode().rstrip("=")


def _filter(name: str, value: Any) -> ColumnElement[bool]:
    column, _, comparison = name.rpartition("_")
    compare = _COMPARISONS.get(comparison)
    condition: ColumnElement[bool] = compare(products.c[column], value) if compare else products.c[name] == value
    return condition


def _keys(sort: Sequence[str]) -> list[Key]:
    asked = {name.removeprefix("-"): name.startswith("-") for name in reversed(sort)}
    return [*((products.c[name], down) for name, down in reversed(asked.items())), (products.c.id, False)]


def _after(keys: Sequence[Key], values: Sequence[Any]) -> ColumnElement[bool]:
    places = []
    for position, ((column, down), value) in enumerate(zip(keys, values, strict=True)):
        same = [other == values[n] for n, (other, _) in enumerate(keys[:position])]
        places.append(and_(*same, column < value if down else column > value))
    return or_(*places)


def _mark(query: ProductQuery) -> str:
    """A cursor is good for the filters and the order that it was given for."""
    return query.model_dump_json(include=(query.model_fields_set - _SHAPE) | {"sort"})


def _decoded(query: ProductQuery, keys: Sequence[Key]) -> list[Any]:
    text = query.cursor or ""
    try:
        mark, *values = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True))
        if mark != _mark(query):
            raise ValueError("the cursor of another list")
        return [_READERS.get(c.name, c.type.python_type)(value) for (c, _), value in zip(keys, values, strict=True)]
    except (ValueError, TypeError, ArithmeticError):
        message = "This cursor does not belong to this list and order."
        raise invalid([{"code": "format", "message": message, "parameter": "cursor"}]) from None
