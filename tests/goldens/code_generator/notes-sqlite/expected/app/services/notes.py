"""What may happen to notes, step by step."""

from uuid import UUID

from app.core import cases
from app.core.database import Session
from app.core.errors import Problem
from app.models import Note
from app.repositories import notes as note_store
from app.repositories.paging import Page
from app.schemas.notes import ListNotesQuery, NoteCreate, NoteUpdate


async def list_notes(session: Session, query: ListNotesQuery) -> Page[Note]:
    """List notes."""
    page = await note_store.list_notes(session, listing=query.listing())
    return page


async def create_note(session: Session, data: NoteCreate) -> Note:
    """Create a new note."""
    note = await note_store.insert_note(session, values=data.values())
    return note


async def delete_note(session: Session, id: UUID) -> None:
    """Delete one note."""
    note = await note_store.find_note(session, id=id)
    if note is None:
        raise Problem(cases.NOT_FOUND)
    done = await note_store.delete_note(session, note_id=note.id)
    if not done:
        raise Problem(cases.NOT_FOUND)


async def read_note(session: Session, id: UUID) -> Note:
    """Read one note."""
    note = await note_store.find_note(session, id=id)
    if note is None:
        raise Problem(cases.NOT_FOUND)
    return note


async def update_note(session: Session, id: UUID, data: NoteUpdate) -> Note:
    """Change the given fields of one note."""
    note = await note_store.find_note(session, id=id)
    if note is None:
        raise Problem(cases.NOT_FOUND)
    changes = data.sent()
    if changes:
        note = await note_store.update_note(session, note_id=note.id, values=changes)
        if note is None:
            raise Problem(cases.NOT_FOUND)
    return note
