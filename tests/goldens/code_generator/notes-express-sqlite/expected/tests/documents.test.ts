/** Which bodies are JSON, and what is said about those whose values are not acceptable. */

import { expect, test } from 'vitest';
import { z } from 'zod';
import * as cases from '../src/core/cases.ts';
import { parse } from '../src/core/documents.ts';
import { fieldErrors, findings } from '../src/core/validation.ts';
import { choice, decimal, text } from '../src/core/values.ts';

const SAMPLE = z.strictObject({
  name: text({ max: 3 }).default('a'),
  price: decimal({ digits: 4, places: 2, max: '9.5' }).optional(),
  size: choice(['small', 'large']).default('small'),
});

test.each<[body: string | Buffer]>([
  [''],
  ['{'],
  [Buffer.from([0xff])],
  ['{"a": NaN}'],
  ['{"a": 1, "a": 2}'],
  ['['.repeat(102) + ']'.repeat(102)],
  ['['.repeat(100_000)],
])('refuses what is no document: %#', (body) => {
  expect(() => parse(Buffer.from(body))).toThrow(expect.objectContaining({ case: cases.MALFORMED }));
});

test.each<[body: object, code: string, message: string]>([
  [{ name: 'long' }, 'max_length', 'Must have 3 characters at most.'],
  [{ name: 5 }, 'type', 'Must be a string.'],
  [{ name: null }, 'not_null', 'Must not be null.'],
  [{ price: '9.51' }, 'maximum', 'Must be 9.5 or less.'],
  [{ price: '1.234' }, 'format', 'Must have 2 digits after the point at most.'],
  [{ size: 'huge' }, 'enum', 'Must be one of: \'small\' or \'large\'.'],
  [{ more: 1 }, 'unknown', 'Is not known here.'],
])('says what a value must be: %j', (body, code, message) => {
  const [place] = Object.keys(body);
  expect(fieldErrors(findings(SAMPLE, body), 'body')).toEqual([{ code, message, pointer: `/${place}` }]);
});
