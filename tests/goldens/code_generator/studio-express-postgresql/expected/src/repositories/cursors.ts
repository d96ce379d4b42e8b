/**
 * Cursors: the values of the keys in one row of a list, and which list that was.
 *
 * A cursor is no secret and lets nobody see more: the conditions of its list hold whatever it says.
 */

import { createHash } from 'node:crypto';
import { Big } from 'big.js';
import type { AnyColumn } from '../core/columns.ts';
import { invalid } from '../core/validation.ts';
import type { Key, Listing } from './ordering.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const INT32 = 2 ** 31;
const DIGITS = /^-?\d{1,40}(?:\.\d{1,40})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Write the cursor of the row with these key values. */
export function encode(listing: Listing, values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([mark(listing), ...values.map(written)])).toString('base64url');
}

/** Read the key values from the cursor; refuses (422) one of another list, filter or order. */
export function decode(listing: Listing, keys: readonly Key[]): unknown[] {
  const values = parsed(listing.cursor ?? '');
  if (values?.length === keys.length + 1 && values[0] === mark(listing)) {
    const found = keys.map(({ column }, n) => readable(column, values[n + 1]));
    if (found.every((value) => value !== undefined)) {
      return found;
    }
  }
  const message = 'This cursor does not belong to this list and order.';
  throw invalid([{ code: 'format', message, parameter: 'cursor' }]);
}

/** Tell a list, as it was asked for, from all others. */
function mark({ of, filters, sort }: Listing): string {
  const asked = Object.entries(filters).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify([of, asked, sort])).digest('hex').slice(0, 16);
}

function written(value: unknown): unknown {
  return value instanceof Big ? value.toFixed() : value;
}

function parsed(text: string): readonly unknown[] | null {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) {
    return null;
  }
  try {
    const found: unknown = JSON.parse(UTF8.decode(bytes));
    return Array.isArray(found) ? found : null;
  } catch {
    return null;
  }
}

/** Return the value as the column could hold it; undefined for any other, at which the store would fail. */
function readable(column: AnyColumn, value: unknown): unknown {
  if (value === null) {
    return column.nullable ? null : undefined;
  }
  switch (typeof value) {
    case 'boolean':
      return column.codec.kind === 'boolean' ? value : undefined;
    case 'number':
      return fitsNumber(column, value) ? value : undefined;
    case 'string':
      return readText(column, value);
    default:
      return undefined;
  }
}

function fitsNumber({ codec }: AnyColumn, value: number): boolean {
  switch (codec.kind) {
    case 'int32':
      return Number.isInteger(value) && value >= -INT32 && value < INT32;
    case 'int64':
      return Number.isSafeInteger(value);
    default:
      return codec.kind === 'float' && Number.isFinite(value);
  }
}

function readText({ codec }: AnyColumn, value: string): unknown {
  switch (codec.kind) {
    case 'date':
      return DAY.test(value) && isMoment(`${value}T00:00:00.000Z`) ? value : undefined;
    case 'datetime':
      return MOMENT.test(value) && isMoment(value) ? value : undefined;
    case 'decimal':
      return DIGITS.test(value) ? fittingDecimal(codec, new Big(value)) : undefined;
    case 'text':
      return fitsText(codec, value) ? value : undefined;
    default:
      return codec.kind === 'uuid' && UUID.test(value) ? value : undefined;
  }
}

function fittingDecimal({ precision, scale }: AnyColumn['codec'], value: Big): Big | undefined {
  const short = value.round(scale, Big.roundDown).eq(value);
  return short && value.abs().lt(new Big(10).pow(precision - scale)) ? value : undefined;
}

function fitsText({ values }: AnyColumn['codec'], value: string): boolean {
  return value.isWellFormed() && !value.includes('\0') && (values.length === 0 || values.includes(value));
}

/** Tell whether a text in the form of a moment is one, in the years that the store knows. */
function isMoment(text: string): boolean {
  const moment = new Date(text);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === text && !text.startsWith('0000');
}
