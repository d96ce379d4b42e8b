/** Bodies, queries and views of notes. */

import { z } from 'zod';
import { boolean, booleanText, choice, dateTime, distinctList, int32Text, text } from '../core/values.ts';
import type { Note } from '../models/index.ts';
import type { Listing } from '../repositories/ordering.ts';
import type { Page } from '../repositories/paging.ts';
import { chosen, named } from './base.ts';

/** Note as shown. */
export interface NoteView {
  readonly id: string;
  readonly title: string;
  readonly body: string | null;
  readonly pinned: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Return what is shown of one note. */
export function noteView(row: Note): NoteView {
  return {
    id: row.id,
    title: row.title,
    body: row.body,
    pinned: row.pinned,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}

/** A page of them. */
export interface NotePage {
  readonly items: readonly NoteView[];
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
}

/** Return what is shown of a page. */
export function notePage(page: Page<Note>): NotePage {
  return { items: page.items.map(noteView), total: page.total, limit: page.limit, offset: page.offset };
}

/** The body of `NoteCreate`. */
export const noteCreate = z.strictObject({
  title: text({ max: 100 }),
  body: text({ max: 4000 }).nullable().default(null),
  pinned: boolean().default(false),
});
export type NoteCreate = z.output<typeof noteCreate>;

/** The body of `NoteUpdate`. */
export const noteUpdate = z.strictObject({
  title: text({ max: 100 }).exactOptional(),
  body: text({ max: 4000 }).nullable().exactOptional(),
  pinned: boolean().exactOptional(),
});
export type NoteUpdate = z.output<typeof noteUpdate>;

const LIST_NOTES_SORT_VALUES = [
  'title',
  'created_at',
  'updated_at',
  '-title',
  '-created_at',
  '-updated_at',
] as const;

/** What `list_notes` can be asked. */
export const listNotesQuery = named(
  z.strictObject({
    title: text({ max: 100 }).nullable().default(null),
    pinned: booleanText().nullable().default(null),
    created_at_gte: dateTime().nullable().default(null),
    created_at_lte: dateTime().nullable().default(null),
    updated_at_gte: dateTime().nullable().default(null),
    updated_at_lte: dateTime().nullable().default(null),
    sort: distinctList(choice(LIST_NOTES_SORT_VALUES), { max: 8 }).default([]),
    limit: int32Text({ min: 1, max: 100 }).default(20),
    offset: int32Text({ min: 0, max: 1_000_000 }).default(0),
  }),
  {
    created_at_gte: 'createdAtGte',
    created_at_lte: 'createdAtLte',
    updated_at_gte: 'updatedAtGte',
    updated_at_lte: 'updatedAtLte',
  },
);
export type ListNotesQuery = z.output<typeof listNotesQuery>;

/** Return which rows are wanted, and in which order. */
export function listingOfListNotes(query: ListNotesQuery): Listing {
  return {
    filters: chosen(query, ['sort', 'limit', 'offset']),
    sort: query.sort,
    limit: query.limit,
    offset: query.offset,
  };
}
