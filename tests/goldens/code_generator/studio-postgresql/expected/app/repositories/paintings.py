"""Store access for paintings."""

from collections.abc import Mapping
from operator import eq, ge, le
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update

from app.core import clock
from app.core.database import Session
from app.core.ids import new_id
from app.models import Painting
from app.repositories.ordering import Filters, Key, Listing, Sorts, filtered, ordered
from app.repositories.paging import Page, fetch_page
from app.repositories.search import contains, rank

FILTERS: Filters = {
    "title": (Painting.title, eq),
    "technique": (Painting.technique, eq),
    "price": (Painting.price, eq),
    "price_gte": (Painting.price, ge),
    "price_lte": (Painting.price, le),
    "created_at_gte": (Painting.created_at, ge),
    "created_at_lte": (Painting.created_at, le),
    "updated_at_gte": (Painting.updated_at, ge),
    "updated_at_lte": (Painting.updated_at, le),
    "painter_id": (Painting.painter_id, eq),
}


SORTS: Sorts = {
    "title": Painting.title,
    "technique": Painting.technique,
    "price": Painting.price,
    "createdAt": Painting.created_at,
    "updatedAt": Painting.updated_at,
}


async def delete_painting(session: Session, *, painting_id: UUID, painting_version: int) -> bool:
    """Remove a painting; False when there was none."""
    statement = delete(Painting).where(Painting.id == painting_id, Painting.version == painting_version)
    return await session.scalar(statement.returning(Painting.id)) is not None


_FIND_PAINTING = select(Painting).where(Painting.id == bindparam("id"))


async def find_painting(session: Session, *, id: UUID) -> Painting | None:
    """Return a painting; None when there is none."""
    return await session.scalar(_FIND_PAINTING, {"id": id})


async def find_painting_for_delete_painting(
    session: Session, *, id: UUID, unrestricted: bool, viewer_id: UUID
) -> Painting | None:
    """Return a painting; None when there is none."""
    statement = select(Painting).where(Painting.id == id)
    if not unrestricted:
        statement = statement.where(Painting.painter_id == viewer_id)
    return await session.scalar(statement)


async def find_painting_for_link_painting_material(
    session: Session, *, id: UUID, unrestricted: bool, viewer_id: UUID
) -> Painting | None:
    """Return a painting; None when there is none."""
    statement = select(Painting).where(Painting.id == id)
    if not unrestricted:
        statement = statement.where(Painting.painter_id == viewer_id)
    return await session.scalar(statement)


async def find_painting_for_unlink_painting_material(
    session: Session, *, id: UUID, unrestricted: bool, viewer_id: UUID
) -> Painting | None:
    """Return a painting; None when there is none."""
    statement = select(Painting).where(Painting.id == id)
    if not unrestricted:
        statement = statement.where(Painting.painter_id == viewer_id)
    return await session.scalar(statement)


async def find_painting_for_update_painting(
    session: Session, *, id: UUID, unrestricted: bool, viewer_id: UUID
) -> Painting | None:
    """Return a painting; None when there is none."""
    statement = select(Painting).where(Painting.id == id)
    if not unrestricted:
        statement = statement.where(Painting.painter_id == viewer_id)
    return await session.scalar(statement)


async def insert_painting(session: Session, *, viewer_id: UUID, values: Mapping[str, Any]) -> Painting:
    """Store a painting."""
    moment = clock.now()
    statement = insert(Painting).values(
        {
            **values,
            "id": new_id(),
            "created_at": moment,
            "updated_at": moment,
            "version": 1,
            "painter_id": viewer_id,
        }
    )
    return (await session.scalars(statement.returning(Painting))).one()


async def list_paintings(session: Session, *, listing: Listing) -> Page[Painting]:
    """Return one page of paintings."""
    statement = select(Painting)
    statement = filtered(statement, FILTERS, listing.filters)
    keys = ordered(SORTS, listing, [], Painting.id)
    return await fetch_page(session, statement, keys, listing)


async def search_paintings(session: Session, *, q: str, listing: Listing) -> Page[Painting]:
    """Return one page of paintings."""
    statement = select(Painting)
    statement = statement.where(contains([Painting.title], q))
    statement = filtered(statement, FILTERS, listing.filters)
    keys = ordered({}, listing, [Key(rank([Painting.title], q))], Painting.id)
    return await fetch_page(session, statement, keys, listing)


async def update_painting(
    session: Session, *, painting_id: UUID, painting_version: int, values: Mapping[str, Any]
) -> Painting | None:
    """Change a painting; None when no row met the conditions."""
    statement = update(Painting).where(Painting.id == painting_id, Painting.version == painting_version)
    statement = statement.values({**values, "updated_at": clock.now(), "version": Painting.version + 1})
    return await session.scalar(statement.returning(Painting), execution_options={"populate_existing": True})
