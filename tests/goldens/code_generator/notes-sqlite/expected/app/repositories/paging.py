"""Pages by offset over any select statement."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import func, select

from app.core.database import Session
from app.repositories.ordering import AnySelect, Key, Listing

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows in order, and how many there are in all."""

    items: list[Row]
    total: int
    limit: int
    offset: int


async def fetch_page(
    session: Session,
    statement: AnySelect,
    keys: Sequence[Key],
    listing: Listing,
    build: Callable[[Any], Any] = lambda row: row[0],
) -> Page[Any]:
    """Run the statement for one page and count all of its rows; `build` makes an item of a row."""
    total = await session.scalar(select(func.count()).select_from(statement.order_by(None).subquery()))
    statement = statement.order_by(*(key.order() for key in keys))
    rows = (await session.execute(statement.limit(listing.limit).offset(listing.offset))).all()
    return Page([build(row) for row in rows], total or 0, listing.limit, listing.offset)
