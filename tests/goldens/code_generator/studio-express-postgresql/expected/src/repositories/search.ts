/** Finding text: ASCII letters match in either case, everything else by code point. */

import { type Expression, type RawBuilder, sql, type SqlBool } from 'kysely';
import { type AnyColumn, computed, int32, literal, text } from '../core/columns.ts';
import { sqlContains, sqlLower, sqlStartsWith } from '../core/functions.ts';

/** Match rows where one of the columns contains the term. */
export function contains(columns: readonly AnyColumn[], term: string): Expression<SqlBool> {
  const folded = literal(fold(term), text);
  return anyColumn(columns, (lower) => sqlContains(lower, folded));
}

/** Return 0 where a column equals the term, 1 where one starts with it, else 2. */
export function rank(columns: readonly AnyColumn[], term: string): AnyColumn {
  const folded = literal(fold(term), text);
  const equal = anyColumn(columns, (lower) => sql`${lower} = ${folded}`);
  const prefix = anyColumn(columns, (lower) => sqlStartsWith(lower, folded));
  return computed(sql<number>`case when ${equal} then 0 when ${prefix} then 1 else 2 end`, int32);
}

function anyColumn(
  columns: readonly AnyColumn[],
  matches: (lower: RawBuilder<string>) => RawBuilder<SqlBool>,
): RawBuilder<SqlBool> {
  const found = columns.map(({ expression }) => matches(sqlLower(expression)));
  return sql<SqlBool>`(${sql.join(found, sql` or `)})`;
}

function fold(term: string): string {
  return term.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
