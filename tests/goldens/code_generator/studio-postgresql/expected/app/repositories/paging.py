"""Cursor pages over any select statement: filters, orders, and the place where the next page starts."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_

from app.core.clock import to_milliseconds
from app.core.database import Session
from app.core.errors import FieldError
from app.core.validation import invalid
from app.repositories.ordering import AnySelect, Key, Listing

Row = TypeVar("Row")
_READERS: Mapping[type, Callable[[Any], Any]] = {
    Decimal: Decimal,
    UUID: UUID,
    date: date.fromisoformat,
    datetime: lambda text: to_milliseconds(datetime.fromisoformat(text)),
}


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows in order, whether more follow, and the cursor behind each of them."""

    items: list[Row]
    more: bool
    cursor: Callable[[int], str]

    @property
    def next_cursor(self) -> str | None:
        """Where the next page starts, if there is one."""
        return self.cursor(len(self.items) - 1) if self.more else None


async def fetch_page(
    session: Session,
    statement: AnySelect,
    keys: Sequence[Key],
    listing: Listing,
    build: Callable[[Any], Any] = lambda row: row[0],
) -> Page[Any]:
    """Run the statement for one page, in one round trip; `build` makes an item of a row."""
    if listing.cursor is not None:
        statement = statement.where(after(keys, decode(listing, keys)))
    statement = statement.add_columns(*(key.expression.label(f"key_{n}") for n, key in enumerate(keys)))
    statement = statement.order_by(*(key.order() for key in keys)).limit(listing.limit + 1)
    rows = (await session.execute(statement)).all()
    more = len(rows) > listing.limit
    items = [build(row) for row in rows[: listing.limit]]
    return Page(items, more, lambda position: encode(listing, rows[position][-len(keys) :]))


def after(keys: Sequence[Key], values: Sequence[Any]) -> ColumnElement[bool]:
    """Match the rows behind a place: a later key decides where all earlier ones are equal."""
    alternatives = []
    for position, (key, value) in enumerate(zip(keys, values, strict=True)):
        earlier = zip(keys[:position], values[:position], strict=True)
        alternatives.append(and_(*(other.equals(same) for other, same in earlier), key.follows(value)))
    return or_(false(), *alternatives)


def encode(listing: Listing, values: Sequence[Any]) -> str:
    """Write the cursor of the row with these key values."""
    document = json.dumps([",".join(listing.sort), *values], default=str, separators=(",", ":"))
    return base64.urlsafe_b64encode(document.encode()).decode().rstrip("=")


def decode(listing: Listing, keys: Sequence[Key]) -> list[Any]:
    """Read the key values from the cursor; refuses (422) one of another list or order."""
    text = listing.cursor or ""
    try:
        document = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True))
        sort, *values = document
        if sort != ",".join(listing.sort) or len(values) != len(keys):
            raise ValueError("the cursor belongs to another order")
        return [_read(key, value) for key, value in zip(keys, values, strict=True)]
    except (ValueError, TypeError, OverflowError, InvalidOperation, RecursionError):
        message = "This cursor does not belong to this list and order."
        raise invalid([FieldError("format", message, parameter="cursor")]) from None


def _read(key: Key, value: Any) -> Any:
    if value is None:
        if not key.nullable:
            raise ValueError("null where there is none")
        return None
    kind: Any = key.expression.type.python_type
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not (kind if kind in (bool, int, float) else str):
        raise TypeError("not of the key's type")
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise ValueError("beyond every key")
    if kind is str and "\0" in value:
        raise ValueError("no such text")
    return _READERS.get(kind, kind)(value) if isinstance(value, str) else value
