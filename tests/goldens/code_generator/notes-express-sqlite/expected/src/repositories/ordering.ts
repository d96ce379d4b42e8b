/** What a caller may ask of a list: filters and an order. */

import { type Expression, type SelectQueryBuilder, sql, type SqlBool } from 'kysely';
import { type AnyColumn, literal } from '../core/columns.ts';

/** Values to filter by, by parameter; only those that were sent. */
export type Filtering = Readonly<Record<string, unknown>>;

/** Compares a column with a value. */
export type Comparison = (column: AnyColumn, value: unknown) => Expression<SqlBool>;

/** By parameter: the column, and how it is compared with the value. */
export type Filters = Readonly<Record<string, readonly [column: AnyColumn, compare: Comparison]>>;

/** By name on the wire: the column. */
export type Sorts = Readonly<Record<string, AnyColumn>>;

/** Which rows are wanted, in which order, and how many. */
export interface Listing {
  readonly filters: Filtering;
  /** Names on the wire; a leading `-` means descending. */
  readonly sort: readonly string[];
  readonly limit: number;
  readonly offset: number;
}

/** Match rows with this value. */
export const eq: Comparison = (column, value) => sql`${column.expression} = ${literal(value, column.codec)}`;

/** Match rows with this value or a greater one. */
export const ge: Comparison = (column, value) => sql`${column.expression} >= ${literal(value, column.codec)}`;

/** Match rows with this value or a smaller one. */
export const le: Comparison = (column, value) => sql`${column.expression} <= ${literal(value, column.codec)}`;

/** One expression of an order; nulls come last in either direction. */
export class Key {
  readonly column: AnyColumn;
  readonly descending: boolean;

  constructor(column: AnyColumn, { descending = false }: { readonly descending?: boolean } = {}) {
    this.column = column;
    this.descending = descending;
  }

  /** Return the ORDER BY element. */
  order(): Expression<unknown> {
    const direction = this.descending ? sql`desc` : sql`asc`;
    const nulls = this.column.nullable ? sql` nulls last` : sql``;
    return sql`${this.column.expression} ${direction}${nulls}`;
  }

  /** Match rows with this value. */
  equals(value: unknown): Expression<SqlBool> {
    return value === null ? sql`${this.column.expression} is null` : eq(this.column, value);
  }

  /** Match rows that come after this value. */
  follows(value: unknown): Expression<SqlBool> {
    const { expression, codec, nullable } = this.column;
    if (value === null) {
      return sql`1 = 0`;
    }
    const later = sql<SqlBool>`${expression} ${this.descending ? sql`<` : sql`>`} ${literal(value, codec)}`;
    return nullable ? sql`(${later} or ${expression} is null)` : later;
  }
}

/** Add the conditions of the filters that were sent. */
export function filtered<DB, TB extends keyof DB, O>(
  statement: SelectQueryBuilder<DB, TB, O>,
  filters: Filters,
  values: Filtering,
): SelectQueryBuilder<DB, TB, O> {
  let narrowed = statement;
  for (const [name, [column, compare]] of Object.entries(filters)) {
    if (name in values) {
      narrowed = narrowed.where(compare(column, values[name]));
    }
  }
  return narrowed;
}

/** Return the keys that were asked for, else the default; the row's own key always decides ties. */
export function ordered(sorts: Sorts, listing: Listing, byDefault: readonly Key[], last: AnyColumn): Key[] {
  const asked = listing.sort.flatMap((name) => {
    const column = sorts[name.replace(/^-/, '')];
    return column === undefined ? [] : [new Key(column, { descending: name.startsWith('-') })];
  });
  return [...(asked.length > 0 ? asked : byDefault), new Key(last)];
}
