/** The `rate_limit_counters` table. */

import type { Insertable, Selectable } from 'kysely';
import * as columns from '../core/columns.ts';

/** Requests counted in the current window, by account or client address. */
export interface RateLimitCounter {
  readonly bucket: string;
  readonly windowStart: number;
  readonly hits: number;
}

/** A row as it is stored, by the names of the columns. */
export interface RateLimitCounterTable {
  bucket: string;
  window_start: number;
  hits: number;
}

/** The columns, by attribute. */
export const rateLimitCounterColumns = {
  bucket: columns.column('rate_limit_counters.bucket', columns.text),
  windowStart: columns.column('rate_limit_counters.window_start', columns.int64),
  hits: columns.column('rate_limit_counters.hits', columns.int32),
};

/** What a statement selects to read whole rows. */
export const rateLimitCounterSelection = [
  'rate_limit_counters.bucket',
  'rate_limit_counters.window_start',
  'rate_limit_counters.hits',
] as const;

/** Read a row. */
export function toRateLimitCounter(stored: Selectable<RateLimitCounterTable>): RateLimitCounter {
  return {
    bucket: stored.bucket,
    windowStart: stored.window_start,
    hits: stored.hits,
  };
}

/** Return what is stored of these values of a row. */
export function rateLimitCounterValues(values: Partial<RateLimitCounter>): Insertable<RateLimitCounterTable> {
  return columns.storedValues(rateLimitCounterColumns, values) as Insertable<RateLimitCounterTable>;
}
