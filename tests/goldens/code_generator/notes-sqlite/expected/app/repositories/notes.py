"""Store access for notes."""

from collections.abc import Mapping
from operator import eq, ge, le
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update

from app.core import clock
from app.core.database import Session
from app.core.ids import new_id
from app.models import Note
from app.repositories.ordering import Filters, Listing, Sorts, filtered, ordered
from app.repositories.paging import Page, fetch_page

FILTERS: Filters = {
    "title": (Note.title, eq),
    "pinned": (Note.pinned, eq),
    "created_at_gte": (Note.created_at, ge),
    "created_at_lte": (Note.created_at, le),
    "updated_at_gte": (Note.updated_at, ge),
    "updated_at_lte": (Note.updated_at, le),
}


SORTS: Sorts = {
    "title": Note.title,
    "created_at": Note.created_at,
    "updated_at": Note.updated_at,
}


async def delete_note(session: Session, *, note_id: UUID) -> bool:
    """Remove a note; False when there was none."""
    statement = delete(Note).where(Note.id == note_id)
    return await session.scalar(statement.returning(Note.id)) is not None


_FIND_NOTE = select(Note).where(Note.id == bindparam("id"))


async def find_note(session: Session, *, id: UUID) -> Note | None:
    """Return a note; None when there is none."""
    return await session.scalar(_FIND_NOTE, {"id": id})


async def insert_note(session: Session, *, values: Mapping[str, Any]) -> Note:
    """Store a note."""
    moment = clock.now()
    statement = insert(Note).values({**values, "id": new_id(), "created_at": moment, "updated_at": moment})
    return (await session.scalars(statement.returning(Note))).one()


async def list_notes(session: Session, *, listing: Listing) -> Page[Note]:
    """Return one page of notes."""
    statement = select(Note)
    statement = filtered(statement, FILTERS, listing.filters)
    keys = ordered(SORTS, listing, [], Note.id)
    return await fetch_page(session, statement, keys, listing)


async def update_note(session: Session, *, note_id: UUID, values: Mapping[str, Any]) -> Note | None:
    """Change a note; None when no row met the conditions."""
    statement = update(Note).where(Note.id == note_id)
    statement = statement.values({**values, "updated_at": clock.now()})
    return await session.scalar(statement.returning(Note), execution_options={"populate_existing": True})
