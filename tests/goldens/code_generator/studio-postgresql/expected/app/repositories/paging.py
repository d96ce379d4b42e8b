"""Cursor pages over any select statement, and the place where the next page starts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, and_, false, or_

from app.core.database import Session
from app.repositories.cursors import decode, encode
from app.repositories.ordering import AnySelect, Key, Listing

Row = TypeVar("Row")


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
