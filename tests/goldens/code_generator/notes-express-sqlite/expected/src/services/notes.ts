/** What may happen to notes, step by step. */

import * as cases from '../core/cases.ts';
import type { Session } from '../core/database.ts';
import { Problem } from '../core/errors.ts';
import type { Note } from '../models/index.ts';
import * as noteStore from '../repositories/notes.ts';
import type { Page } from '../repositories/paging.ts';
import { sentOf, valuesOf } from '../schemas/base.ts';
import {
  listingOfListNotes,
  type ListNotesQuery,
  type NoteCreate,
  type NoteUpdate,
} from '../schemas/notes.ts';

/** List notes. */
export async function listNotes(session: Session, { query }: { query: ListNotesQuery }): Promise<Page<Note>> {
  return await noteStore.listNotes(session, { listing: listingOfListNotes(query) });
}

/** Create a new note. */
export async function createNote(session: Session, { data }: { data: NoteCreate }): Promise<Note> {
  return await noteStore.insertNote(session, { values: valuesOf(data) });
}

/** Delete one note. */
export async function deleteNote(session: Session, { id }: { id: string }): Promise<void> {
  const note = await noteStore.findNote(session, { id });
  if (note === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  const done = await noteStore.deleteNote(session, { noteId: note.id });
  if (!done) {
    throw new Problem(cases.NOT_FOUND);
  }
}

/** Read one note. */
export async function readNote(session: Session, { id }: { id: string }): Promise<Note> {
  const note = await noteStore.findNote(session, { id });
  if (note === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  return note;
}

/** Change the given fields of one note. */
export async function updateNote(
  session: Session,
  { id, data }: { id: string; data: NoteUpdate },
): Promise<Note> {
  const note = await noteStore.findNote(session, { id });
  if (note === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  const changes = sentOf(data);
  if (Object.keys(changes).length === 0) {
    return note;
  }
  const changedNote = await noteStore.updateNote(session, { noteId: note.id, values: changes });
  if (changedNote === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  return changedNote;
}
