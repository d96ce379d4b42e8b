/** JSON documents as RFC 8259 has them. */

import * as cases from './cases.ts';
import { Problem } from './errors.ts';
import { namesTwice } from './names.ts';

const DEEPEST = 100;
const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const LONG = /[0-9]{16}/;
const WHOLE = /^-?[0-9]+$/;

/** A number that no double holds, in the digits it was sent with; `JSON.stringify` writes them again. */
interface RawNumber {
  readonly rawJSON: string;
}

interface RawJson {
  isRawJSON(value: unknown): value is RawNumber;
  rawJSON(text: string): RawNumber;
}

const raw = JSON as JSON & RawJson;

/** Return the JSON value; refuses (400) what is none, names that stand twice, and great depth. */
export function parse(body: Buffer): unknown {
  const document = wellFormed(body);
  if (Array.from(walk(document)).some(({ depth }) => depth > DEEPEST)) {
    throw new Problem(cases.MALFORMED, `The body may be nested ${DEEPEST} levels deep at most.`);
  }
  return document;
}

function wellFormed(body: Buffer): unknown {
  try {
    const text = UTF_8.decode(body);
    const document = readDocument(text);
    if (!namesTwice(text)) {
      return document;
    }
  } catch {
    // It is no UTF-8, or no JSON.
  }
  throw new Problem(cases.MALFORMED, 'The body is not well-formed JSON.');
}

/** Return the JSON value; whole numbers beyond what is exact keep their digits. */
export function readDocument(text: string): unknown {
  return LONG.test(text) ? (JSON.parse(text, exact) as unknown) : JSON.parse(text);
}

function exact(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source ?? '';
  const isLost = typeof value === 'number' && !Number.isSafeInteger(value) && WHOLE.test(source);
  return isLost ? raw.rawJSON(source) : value;
}

/** Return the number, as near as a double comes to it; null for what is no number. */
export function numberOf(value: unknown): number | null {
  if (raw.isRawJSON(value)) {
    return Number(value.rawJSON);
  }
  return typeof value === 'number' ? value : null;
}

/** Tell whether the value is a number without a fraction, however it is spelled: `1.0` is `1`. */
export function isWhole(value: unknown): boolean {
  return raw.isRawJSON(value) || Number.isInteger(value);
}

/** Tell whether the value is an object of members. */
export function isObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || raw.isRawJSON(value)) {
    return false;
  }
  const parent: unknown = Object.getPrototypeOf(value);
  return parent === null || parent === Object.prototype;
}

/** Take from objects what they inherit: it must not be taken for members that were sent (`constructor`). */
export function disinherited(document: unknown): unknown {
  if (!isObject(document) || Object.getPrototypeOf(document) !== null) {
    for (const { value } of walk(document)) {
      if (isObject(value)) {
        Object.setPrototypeOf(value, null);
      }
    }
  }
  return document;
}

/** Return the places of texts with lone surrogates, which no UTF-8 text can hold. */
export function tornPlaces(document: unknown): string[] {
  const isTorn = ({ value }: Place): boolean => typeof value === 'string' && !value.isWellFormed();
  return Array.from(walk(document)).filter(isTorn).map(({ pointer }) => pointer);
}

interface Place {
  readonly value: unknown;
  readonly pointer: string;
  readonly depth: number;
}

/** Yield every value and every name of a member, with its JSON pointer and how deep it stands. */
export function* walk(document: unknown): Generator<Place, undefined> {
  const waiting: Place[] = [{ value: document, pointer: '', depth: 0 }];
  for (const place of waiting) {
    yield place;
    const { value, pointer, depth } = place;
    const isList = Array.isArray(value);
    for (const name of isList || isObject(value) ? Object.keys(value) : []) {
      if (!isList) {
        yield { value: name, pointer, depth };
      }
      const item = (value as Record<string, unknown>)[name];
      waiting.push({ value: item, pointer: `${pointer}/${name}`, depth: depth + 1 });
    }
  }
}
