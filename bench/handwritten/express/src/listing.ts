/** Filters, order and cursors of the list of products. */

import { type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import { db, type Product } from './database.ts';
import { invalid } from './problems.ts';
import type { ProductQuery, SORTS } from './schemas.ts';

type Column = (typeof SORTS)[number] | 'id';

interface Key {
  column: Column;
  descends: boolean;
}

const COMPARISONS = { gte: '>=', lte: '<=' } as const;

/** Return a page of products, and the cursor of the next one. */
export async function pageOf(query: ProductQuery): Promise<{ items: Product[]; next_cursor: string | null }> {
  const { sort, limit, cursor, ...filters } = query;
  const keys = keysOf(sort);
  const mark = JSON.stringify([filters, sort]);
  let statement = db.selectFrom('products').selectAll();
  for (const [name, value] of Object.entries(filters)) {
    const [, column = name, comparison] = /^(.+)_(gte|lte)$/.exec(name) ?? [];
    const operator = comparison === undefined ? '=' : COMPARISONS[comparison as keyof typeof COMPARISONS];
    if (value !== undefined) {
      statement = statement.where(column as Column, operator, value);
    }
  }
  if (cursor !== undefined) {
    const values = decoded(cursor, mark, keys.length);
    statement = statement.where((eb) => after(eb, keys, values));
  }
  for (const { column, descends } of keys) {
    statement = statement.orderBy(column, descends ? 'desc' : 'asc');
  }
  const rows = await statement.limit(limit + 1).execute();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, next_cursor: more ? encoded(mark, keys.map(({ column }) => last[column])) : null };
}

function keysOf(sort: readonly string[]): Key[] {
  const asked = new Map<string, boolean>();
  for (const name of sort) {
    const column = name.replace(/^-/, '');
    asked.set(column, asked.get(column) ?? name.startsWith('-'));
  }
  return [...Array.from(asked, ([column, descends]) => ({ column: column as Column, descends })), { column: 'id', descends: false }];
}

function after(
  eb: ExpressionBuilder<{ products: Product }, 'products'>,
  keys: readonly Key[],
  values: readonly string[],
): Expression<SqlBool> {
  const places = keys.map(({ column, descends }, position) => {
    const same = keys.slice(0, position).map((key, n) => eb(key.column, '=', values[n] ?? ''));
    return eb.and([...same, eb(column, descends ? '<' : '>', values[position] ?? '')]);
  });
  return eb.or(places);
}

function encoded(mark: string, values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([mark, ...values])).toString('base64url');
}

function decoded(cursor: string, mark: string, count: number): string[] {
  try {
    const [found, ...values] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (found === mark && values.length === count) {
      return values as string[];
    }
  } catch {
    // It is no cursor at all.
  }
  throw invalid([{ code: 'format', message: 'This cursor does not belong to this list and order.', parameter: 'cursor' }]);
}
