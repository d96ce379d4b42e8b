/** Columns of tables, and what is read and compared like them. */

import { type Expression, sql } from 'kysely';
import type { Codec } from './codecs.ts';

/** An expression that is read, compared and ordered by like a column. */
export interface Column<Host, Stored = unknown> {
  readonly expression: Expression<Stored>;
  readonly codec: Codec<Host, Stored>;
  /** Whether a row may have no value here. */
  readonly nullable: boolean;
}

/** A column of whatever type. */
export type AnyColumn = Column<unknown>;

/** A column of a table, with its name there. */
export interface TableColumn<Host, Stored = unknown> extends Column<Host, Stored> {
  readonly name: string;
}

interface Options {
  readonly nullable?: boolean;
}

/** Return a column by its table, or the alias of that, and its name: `books.title`. */
export function column<Host, Stored>(
  place: string,
  type: Codec<Host, Stored>,
  options: Options = {},
): TableColumn<Host, Stored> {
  return { ...computed(sql.ref<Stored>(place), type, options), name: place.slice(place.indexOf('.') + 1) };
}

/** Return an expression as a column. */
export function computed<Host, Stored>(
  expression: Expression<Stored>,
  type: Codec<Host, Stored>,
  { nullable = false }: Options = {},
): Column<Host, Stored> {
  return { expression, codec: type, nullable };
}

/** Return what is stored of the values of a row, by the names of its columns. */
export function storedValues(
  places: Readonly<Record<string, TableColumn<unknown>>>,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [attribute, { name, codec: type }] of Object.entries(places)) {
    if (attribute in values) {
      found[name] = type.store(values[attribute]);
    }
  }
  return found;
}
