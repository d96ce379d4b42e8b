/** The numbers of bodies and queries. */

import type { Big } from 'big.js';
import type { z } from 'zod';
import { type Bounds, fractional, precise, ranging, rangingExactly, schemaOf } from './checks.ts';
import * as reading from './reading.ts';

/** Digits of a decimal number, and its bounds as texts. */
interface Exactness {
  readonly digits: number;
  readonly places: number;
  readonly min?: string;
  readonly max?: string;
}

const INT32 = { min: -(2 ** 31), max: 2 ** 31 - 1 };
const INT64 = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };

/** A whole number of 32 bits. */
export function int32(bounds: Bounds = {}): z.ZodType<number> {
  return whole(reading.wholeValue, INT32, bounds);
}

/** A whole number that every reader of JSON keeps exactly. */
export function int64(bounds: Bounds = {}): z.ZodType<number> {
  return whole(reading.wholeValue, INT64, bounds);
}

/** A whole number of 32 bits, as a text. */
export function int32Text(bounds: Bounds = {}): z.ZodType<number> {
  return whole(reading.wholeText, INT32, bounds);
}

/** A whole number that every reader of JSON keeps exactly, as a text. */
export function int64Text(bounds: Bounds = {}): z.ZodType<number> {
  return whole(reading.wholeText, INT64, bounds);
}

function whole(read: reading.Reader<number>, type: Bounds, bounds: Bounds): z.ZodType<number> {
  return schemaOf(read, ranging(type), ranging(bounds));
}

/** A finite number. */
export function float(bounds: Bounds = {}): z.ZodType<number> {
  return schemaOf(reading.numberValue, ranging(bounds, fractional));
}

/** A finite number, as a text. */
export function floatText(bounds: Bounds = {}): z.ZodType<number> {
  return schemaOf(reading.numberText, ranging(bounds));
}

/** A decimal number; a string on the wire. */
export function decimal({ digits, places, min, max }: Exactness): z.ZodType<Big> {
  return schemaOf(reading.decimalValue, rangingExactly(min, max), precise(digits, places));
}
