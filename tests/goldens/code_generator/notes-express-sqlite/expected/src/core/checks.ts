/** Schemas of single values: how one is read, and what bounds it. */

import type { Big } from 'big.js';
import { z } from 'zod';
import * as messages from './messages.ts';
import { type Reader, cleanValue } from './reading.ts';
import { size } from './texts.ts';

/** What is wrong with a value: one thing, several that are told together, or nothing. */
type Verdict = messages.Wrong | readonly messages.Wrong[] | null;

/** Looks at a value that was read. */
export type Check<T> = (value: T) => Verdict;

/** Bounds of a length, or of a number. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** A schema that reads one value; of what is wrong with it only the first is told. */
export function schemaOf<T>(read: Reader<T>, ...checks: readonly Check<T>[]): z.ZodType<T> {
  return z.unknown().transform((value, context) => {
    const found = value === undefined ? messages.MISSING : value === null ? messages.NULL : read(value);
    const wrong = found instanceof messages.Wrong ? found : firstOf(found, checks);
    for (const { code, message } of wrong === null ? [] : [wrong].flat()) {
      context.issues.push({ code: 'custom', message, params: { code }, input: value });
    }
    return found instanceof messages.Wrong || wrong !== null ? z.NEVER : found;
  });
}

function firstOf<T>(value: T, checks: readonly Check<T>[]): Verdict {
  for (const check of checks) {
    const wrong = check(value);
    if (wrong !== null) {
      return wrong;
    }
  }
  return null;
}

/** The length of what can be counted. */
export function within<T>(
  measure: (value: T) => number,
  unit: messages.Unit,
  { min = 0, max = Infinity }: Bounds,
): Check<T> {
  return (value) => {
    const length = measure(value);
    return length > max ? messages.tooLong(max, unit) : length < min ? messages.tooShort(min, unit) : null;
  };
}

/** The length of a text, its form, and that it holds no NUL. */
export function textual(lengths: Bounds, pattern?: RegExp): Check<string>[] {
  return [
    within(size, 'characters', lengths),
    (value) => (pattern?.test(value) === false ? messages.OTHER_FORM : null),
    cleanValue,
  ];
}

/** The range of a number. */
export function ranging(
  { min = -Infinity, max = Infinity }: Bounds,
  told: (bound: number) => string = String,
): Check<number> {
  return (value) => {
    if (value > max) {
      return messages.tooLarge(told(max));
    }
    return value < min ? messages.tooSmall(told(min)) : null;
  };
}

/** Return a bound of numbers with fractions: it has one itself, `1.0`. */
export function fractional(bound: number): string {
  return Number.isInteger(bound) && Math.abs(bound) < 1e16 ? bound.toFixed(1) : String(bound);
}

/** The digits of a decimal number: so many in all, and so many of them after the point. */
export function precise(digits: number, places: number): Check<Big> {
  return ({ c, e }) => {
    const after = Math.max(c.length - e - 1, 0);
    const all = Math.max(c.length, e + 1, after);
    if (all > digits) {
      return messages.tooPrecise(digits, '');
    }
    if (after > places) {
      return messages.tooPrecise(places, ' after the point');
    }
    // A zero before the point is none of the digits.
    const before = c[0] === 0 ? 0 : all - after;
    return before > digits - places ? messages.tooPrecise(digits - places, ' before the point') : null;
  };
}

/** The range of a decimal number; bounds are texts, as they are told. */
export function rangingExactly(min: string | undefined, max: string | undefined): Check<Big> {
  return (value) => {
    if (max !== undefined && value.gt(max)) {
      return messages.tooLarge(max);
    }
    return min !== undefined && value.lt(min) ? messages.tooSmall(min) : null;
  };
}
