/** All tables. */

import type { NoteTable } from './note.ts';

export * from './note.ts';

/** All tables, by their names in the store. */
export interface Tables {
  notes: NoteTable;
}
