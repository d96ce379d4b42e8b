/** How values are read and written. */

import { expect, test } from 'vitest';
import type { z } from 'zod';
import { date, dateTime, decimal, id, int64, text } from '../src/core/values.ts';

const PRICE = decimal({ digits: 10, places: 2 });

test('reads a moment in any zone and keeps it in UTC', () => {
  expect(dateTime().parse('2026-01-31T12:00:00.123999+02:00')).toBe('2026-01-31T10:00:00.123Z');
});

test.each<unknown>([
  '2026-01-31T12:00:00',
  '2026-01-31 12:00:00Z',
  '2026-01-31T12:00:60Z',
  '2026-02-30T12:00:00Z',
  5,
  null,
])('refuses what is no moment: %j', (value) => {
  expect(dateTime().safeParse(value).success).toBe(false);
});

test('keeps every digit of a decimal', () => {
  expect(PRICE.parse('12.5').toFixed(2)).toBe('12.50');
  expect(PRICE.parse('-99999999.99').toFixed(2)).toBe('-99999999.99');
  expect(decimal({ digits: 3, places: 3 }).parse('0').toFixed(3)).toBe('0.000');
});

test.each<unknown>(['1e2', 'NaN', '1.234', ' 1', '+1', 1, 1.5])(
  'refuses what is no decimal of the scale: %j',
  (value) => {
    expect(PRICE.safeParse(value).success).toBe(false);
  },
);

test.each<[kind: z.ZodType, value: string]>([
  [date(), '2026-02-30'],
  [date(), '20260101'],
  [id(), 'not-a-uuid'],
  [text(), 'a\0b'],
])('refuses other malformed values: %#', (kind, value) => {
  expect(kind.safeParse(value).success).toBe(false);
});

test('bounds whole numbers to what JSON keeps', () => {
  expect(int64().parse(9007199254740991)).toBe(2 ** 53 - 1);
  expect(int64().parse(7)).toBe(7);
  for (const value of [9007199254740992, 1e30, 1.5, '1', true]) {
    expect(int64().safeParse(value).success).toBe(false);
  }
});
