/** Cursor pages over any select statement, and the place where the next page starts. */

import { type AliasedRawBuilder, type Expression, type SelectQueryBuilder, sql, type SqlBool } from 'kysely';
import { decode, encode } from './cursors.ts';
import type { Key, Listing } from './ordering.ts';

/** Rows in order, whether more follow, and the cursor behind each of them. */
export class Page<Row> {
  readonly items: readonly Row[];
  readonly more: boolean;
  readonly cursor: (position: number) => string;

  constructor(items: readonly Row[], more: boolean, cursor: (position: number) => string) {
    this.items = items;
    this.more = more;
    this.cursor = cursor;
  }

  /** Where the next page starts, if there is one. */
  get nextCursor(): string | null {
    return this.more ? this.cursor(this.items.length - 1) : null;
  }
}

/** Run the statement for one page, in one round trip; `build` makes an item of a row. */
export async function fetchPage<DB, TB extends keyof DB, O, Row>(
  statement: SelectQueryBuilder<DB, TB, O>,
  keys: readonly Key[],
  listing: Listing,
  build: (row: O) => Row,
): Promise<Page<Row>> {
  let sorted = statement.select(keyColumns(keys));
  if (listing.cursor !== null) {
    sorted = sorted.where(after(keys, decode(listing, keys)));
  }
  for (const key of keys) {
    sorted = sorted.orderBy(key.order());
  }
  const rows = await sorted.limit(listing.limit + 1).execute();
  const items = rows.slice(0, listing.limit).map((row) => build(row as O));
  const place = (position: number): string => encode(listing, keyValues(keys, rows[position] ?? {}));
  return new Page(items, rows.length > listing.limit, place);
}

/** Return what a statement selects beside its rows so that each can be a cursor. */
export function keyColumns(keys: readonly Key[]): AliasedRawBuilder<unknown, string>[] {
  // No column of a table begins with an underscore.
  return keys.map(({ column }, n) => sql`${column.expression}`.as(`_key_${n}`));
}

/** Return the values of the keys in a row. */
export function keyValues(keys: readonly Key[], row: object): unknown[] {
  const values = new Map(Object.entries(row));
  return keys.map(({ column }, n) => column.codec.load(values.get(`_key_${n}`)));
}

/** Match the rows behind a place: a later key decides where all earlier ones are equal. */
export function after(keys: readonly Key[], values: readonly unknown[]): Expression<SqlBool> {
  const alternatives = keys.map((key, position) => {
    const earlier = keys.slice(0, position).map((other, n) => other.equals(values[n]));
    return sql`(${sql.join([...earlier, key.follows(values[position])], sql` and `)})`;
  });
  return sql<SqlBool>`(${sql.join(alternatives, sql` or `)})`;
}
