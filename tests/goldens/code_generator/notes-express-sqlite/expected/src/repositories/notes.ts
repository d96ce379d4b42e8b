/** Store access for notes. */

import { now } from '../core/clock.ts';
import type { Session } from '../core/database.ts';
import { newId } from '../core/ids.ts';
import { type Note, noteColumns, noteSelection, noteValues, toNote } from '../models/index.ts';
import { eq, filtered, type Filters, ge, le, type Listing, ordered, type Sorts } from './ordering.ts';
import { fetchPage, type Page } from './paging.ts';

/** What rows may be filtered by. */
const FILTERS: Filters = {
  title: [noteColumns.title, eq],
  pinned: [noteColumns.pinned, eq],
  createdAtGte: [noteColumns.createdAt, ge],
  createdAtLte: [noteColumns.createdAt, le],
  updatedAtGte: [noteColumns.updatedAt, ge],
  updatedAtLte: [noteColumns.updatedAt, le],
};

/** What rows may be sorted by. */
const SORTS: Sorts = {
  title: noteColumns.title,
  created_at: noteColumns.createdAt,
  updated_at: noteColumns.updatedAt,
};

/** Remove a note; false when there was none. */
export async function deleteNote(session: Session, { noteId }: { noteId: string }): Promise<boolean> {
  const removed = await session
    .deleteFrom('notes')
    .where('notes.id', '=', noteId)
    .returning('notes.id')
    .executeTakeFirst();
  return removed !== undefined;
}

/** Return a note; null when there is none. */
export async function findNote(session: Session, { id }: { id: string }): Promise<Note | null> {
  const found = await session
    .selectFrom('notes')
    .select(noteSelection)
    .where('notes.id', '=', id)
    .executeTakeFirst();
  return found === undefined ? null : toNote(found);
}

/** Store a note. */
export async function insertNote(session: Session, { values }: { values: Partial<Note> }): Promise<Note> {
  const moment = now();
  const stored = await session
    .insertInto('notes')
    .values(noteValues({ ...values, id: newId(), createdAt: moment, updatedAt: moment }))
    .returning(noteSelection)
    .executeTakeFirstOrThrow();
  return toNote(stored);
}

/** Return one page of notes. */
export async function listNotes(session: Session, { listing }: { listing: Listing }): Promise<Page<Note>> {
  let statement = session.selectFrom('notes').select(noteSelection);
  statement = filtered(statement, FILTERS, listing.filters);
  const keys = ordered(SORTS, listing, [], noteColumns.id);
  return await fetchPage(statement, keys, listing, toNote);
}

/** Change a note; null when no row met the conditions. */
export async function updateNote(
  session: Session,
  { noteId, values }: {
    noteId: string;
    values: Partial<Note>;
  },
): Promise<Note | null> {
  const stored = await session
    .updateTable('notes')
    .set(noteValues({ ...values, updatedAt: now() }))
    .where('notes.id', '=', noteId)
    .returning(noteSelection)
    .executeTakeFirst();
  return stored === undefined ? null : toNote(stored);
}
