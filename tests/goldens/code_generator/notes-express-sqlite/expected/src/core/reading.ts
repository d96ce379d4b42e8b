/** Reads values from their wire form, strictly: nothing is coerced. */

import { Big } from 'big.js';
import { isObject, isWhole, numberOf, walk } from './documents.ts';
import { NOT_FINITE, NO_BOOLEAN, NO_NUMBER, NO_STRING, NO_WHOLE_NUMBER, Wrong, tooLong } from './messages.ts';

const DECIMAL = /^-?[0-9]{1,40}(?:\.[0-9]{1,40})?$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NOT_BASE64 = /[^A-Za-z0-9+/=]/;
const PADDINGS: readonly string[] = ['', '=', '=='];
const INTEGER = /^-?(?:0|[1-9][0-9]{0,18})$/;
const NUMBER = /^-?(?:0|[1-9][0-9]{0,300})(?:\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,3})?$/;
const JSON_BYTES = 65_536;
const HAS_NUL = new Wrong('format', 'Must not contain the character NUL.');

/** What a reader gives: the value, or what is wrong with it. */
export type Read<T> = T | Wrong;

/** Reads one value. */
export type Reader<T> = (value: unknown) => Read<T>;

/** Read a string in a certain form. */
export function formed(value: unknown, pattern: RegExp, what: string): Read<string> {
  if (typeof value !== 'string') {
    return new Wrong('type', `Must be ${what}, in a string.`);
  }
  return pattern.test(value) ? value : new Wrong('format', `Must be ${what}.`);
}

/** Read a string. */
export function textValue(value: unknown): Read<string> {
  return typeof value === 'string' ? value : NO_STRING;
}

/** Refuse NUL. */
export function cleanValue(value: string): Wrong | null {
  return value.includes('\0') ? HAS_NUL : null;
}

/** Read `true` or `false`. */
export function booleanValue(value: unknown): Read<boolean> {
  return typeof value === 'boolean' ? value : NO_BOOLEAN;
}

/** Read a whole number. */
export function wholeValue(value: unknown): Read<number> {
  const number = numberOf(value);
  return number !== null && isWhole(value) ? number + 0 : NO_WHOLE_NUMBER;
}

/** Read a number. */
export function numberValue(value: unknown): Read<number> {
  const number = numberOf(value);
  if (number === null) {
    return NO_NUMBER;
  }
  return Number.isFinite(number) ? number : NOT_FINITE;
}

/** Read a whole number from its digits. */
export function wholeText(value: unknown): Read<number> {
  return typeof value === 'string' && INTEGER.test(value) ? Number(value) + 0 : NO_WHOLE_NUMBER;
}

/** Read a number from its digits. */
export function numberText(value: unknown): Read<number> {
  return typeof value === 'string' && NUMBER.test(value) ? numberValue(Number(value)) : NO_NUMBER;
}

/** Read the word `true` or `false`. */
export function booleanText(value: unknown): Read<boolean> {
  return value === 'true' || value === 'false' ? value === 'true' : NO_BOOLEAN;
}

/** Read a decimal number from a string. */
export function decimalValue(value: unknown): Read<Big> {
  const text = formed(value, DECIMAL, 'a decimal number');
  return text instanceof Wrong ? text : new Big(text);
}

/** Read a UUID; its letters become small. */
export function idValue(value: unknown): Read<string> {
  const text = formed(value, UUID, 'a UUID');
  return text instanceof Wrong ? text : text.toLowerCase();
}

/** Read base64; bytes that came as such, in a form, are what they are. */
export function binaryValue(value: unknown): Read<Buffer> {
  if (Buffer.isBuffer(value)) {
    return value;
  }
  if (typeof value !== 'string') {
    return new Wrong('type', 'Must be base64, in a string.');
  }
  return isBase64(value) ? Buffer.from(value, 'base64') : new Wrong('format', 'Must be padded base64.');
}

function isBase64(text: string): boolean {
  const padding = text.includes('=') ? text.slice(text.indexOf('=')) : '';
  return text.length % 4 === 0 && PADDINGS.includes(padding) && !NOT_BASE64.test(text);
}

/** Accept a JSON object or array. */
export function documentValue(value: unknown): Read<unknown> {
  if (!isObject(value) && !Array.isArray(value)) {
    return new Wrong('type', 'Must be a JSON object or array.');
  }
  for (const { value: part } of walk(value)) {
    if (typeof part === 'string' && part.includes('\0')) {
      return HAS_NUL;
    }
    if (typeof part === 'number' && !Number.isFinite(part)) {
      return NOT_FINITE;
    }
  }
  return Buffer.byteLength(JSON.stringify(value)) > JSON_BYTES ? tooLong(JSON_BYTES, 'bytes') : value;
}
