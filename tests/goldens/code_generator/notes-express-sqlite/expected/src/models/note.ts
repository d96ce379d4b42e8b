/** The `notes` table. */

import type { Insertable, Selectable } from 'kysely';
import * as columns from '../core/columns.ts';

/** Note. */
export interface Note {
  readonly id: string;
  readonly title: string;
  readonly body: string | null;
  readonly pinned: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A row as it is stored, by the names of the columns. */
export interface NoteTable {
  id: string;
  title: string;
  body: string | null;
  pinned: number | bigint;
  created_at: string;
  updated_at: string;
}

/** The columns, by attribute. */
export const noteColumns = {
  id: columns.column('notes.id', columns.key),
  title: columns.column('notes.title', columns.text),
  body: columns.column('notes.body', columns.text, { nullable: true }),
  pinned: columns.column('notes.pinned', columns.boolean),
  createdAt: columns.column('notes.created_at', columns.timestamp),
  updatedAt: columns.column('notes.updated_at', columns.timestamp),
};

/** What a statement selects to read whole rows. */
export const noteSelection = [
  'notes.id',
  'notes.title',
  'notes.body',
  'notes.pinned',
  'notes.created_at',
  'notes.updated_at',
] as const;

/** Read a row. */
export function toNote(stored: Selectable<NoteTable>): Note {
  return {
    id: stored.id,
    title: stored.title,
    body: stored.body,
    pinned: noteColumns.pinned.codec.load(stored.pinned),
    createdAt: stored.created_at,
    updatedAt: stored.updated_at,
  };
}

/** Return what is stored of these values of a row. */
export function noteValues(values: Partial<Note>): Insertable<NoteTable> {
  return columns.storedValues(noteColumns, values) as Insertable<NoteTable>;
}
