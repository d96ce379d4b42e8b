/** Column types: how values of the domain are stored in SQLite. */

import { Big } from 'big.js';
import { type RawBuilder, sql } from 'kysely';
import { type Codec, codec, plain, whole } from './codecs.ts';
import { readDocument } from './documents.ts';

export type { Codec } from './codecs.ts';
export { type AnyColumn, type Column, column, computed, storedValues } from './table-columns.ts';

/** What a whole number is read as: one that JavaScript would round stays what it is. */
type Whole = number | bigint;

/** Whole numbers of 32 bits. */
export const int32 = integer('int32');

/** Whole numbers of 64 bits. */
export const int64 = integer('int64');

/** Floating point numbers. */
export const float = plain<number>('float', 'real');

/** Truth, stored as 1 or 0. */
export const boolean = codec<boolean, Whole>({
  kind: 'boolean',
  sqlType: 'integer',
  store: (value) => (value ? 1 : 0),
  load: (stored) => Boolean(stored),
});

/** UUIDs, stored as text in their canonical form. */
export const key = plain<string>('uuid', 'text');

/** Days, stored as text: `2026-01-31`. */
export const date = plain<string>('date', 'text');

/** Moments in UTC, stored as text in milliseconds: `2026-01-31T12:00:00.000Z`. */
export const timestamp = plain<string>('datetime', 'text');

/** Text; it compares by code point, and a check of its table tells how long it may be. */
export const text = plain<string>('text', 'text');

/** Bytes. */
export const binary = codec<Buffer, Uint8Array>({
  kind: 'binary',
  sqlType: 'blob',
  store: (value) => value,
  load: (stored) => Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength),
});

/** Documents, stored as JSON. */
export const document = codec<unknown, string>({
  kind: 'json',
  sqlType: 'text',
  store: (value) => JSON.stringify(value),
  load: readDocument,
});

/** A decimal, stored exactly as an integer that counts its smallest unit. */
export function exact(precision: number, scale: number): Codec<Big, Whole> {
  const unit = new Big(10).pow(scale);
  return codec<Big, Whole>({
    kind: 'decimal',
    sqlType: 'integer',
    precision,
    scale,
    store: (value) => BigInt(value.times(unit).toFixed(0, Big.roundDown)),
    load: (stored) => new Big(`${stored}e-${scale}`),
  });
}

/** Text that holds one of these values; a check constraint of the table guards it. */
export function choice<Value extends string>(values: readonly Value[]): Codec<Value, Value> {
  const load = (stored: Value): Value => {
    if (!values.includes(stored)) {
      throw new RangeError('A stored value is none of its choice.');
    }
    return stored;
  };
  return codec({ kind: 'text', sqlType: 'text', values, store: (value: Value) => value, load });
}

/** A list of values, stored as JSON. */
export function list<Item>(items: Codec<Item, unknown>): Codec<readonly Item[], string> {
  const load = (stored: string): readonly Item[] => {
    const found = JSON.parse(stored) as readonly Item[];
    found.forEach((item) => items.kind === 'int64' && whole(Number(item)));
    return found;
  };
  return codec({ kind: 'list', sqlType: 'text', store: (value) => JSON.stringify(value), load });
}

/** Return a value as an operand of an expression; what may have a fraction is no whole number there. */
export function literal<Host, Stored>(value: Host | null, type: Codec<Host, Stored>): RawBuilder<Stored> {
  const stored = type.store(value);
  return type.kind === 'float' ? sql<Stored>`cast(${stored} as real)` : sql<Stored>`${stored}`;
}

function integer(kind: 'int32' | 'int64'): Codec<number, Whole> {
  return codec<number, Whole>({ kind, sqlType: 'integer', store: (value) => value, load: whole });
}
