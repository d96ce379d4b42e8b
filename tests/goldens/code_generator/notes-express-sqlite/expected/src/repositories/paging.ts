/** Pages by offset over any select statement. */

import { type SelectQueryBuilder, sql } from 'kysely';
import { int64 } from '../core/columns.ts';
import type { Key, Listing } from './ordering.ts';

/** Rows in order, and how many there are in all. */
export interface Page<Row> {
  readonly items: readonly Row[];
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
}

/** Run the statement for one page and count all of its rows; `build` makes an item of a row. */
export async function fetchPage<DB, TB extends keyof DB, O, Row>(
  statement: SelectQueryBuilder<DB, TB, O>,
  keys: readonly Key[],
  listing: Listing,
  build: (row: O) => Row,
): Promise<Page<Row>> {
  const { limit, offset } = listing;
  const count = statement.clearSelect().select(sql`count(*)`.as('total')).$castTo<{ total: number }>();
  const { total } = await count.executeTakeFirstOrThrow();
  let sorted = statement;
  for (const key of keys) {
    sorted = sorted.orderBy(key.order());
  }
  const rows = await sorted.limit(limit).offset(offset).execute();
  return { items: rows.map((row) => build(row as O)), total: int64.load(total), limit, offset };
}
