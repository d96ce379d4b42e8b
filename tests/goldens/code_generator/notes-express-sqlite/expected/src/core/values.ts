/** The value types of bodies and queries. */

import { z } from 'zod';
import { type Bounds, schemaOf, within } from './checks.ts';
import { NO_ARRAY } from './messages.ts';
import * as reading from './reading.ts';
import { dateTimeValue, dateValue } from './times.ts';

export { decimal, float, floatText, int32, int32Text, int64, int64Text } from './numbers.ts';
export { choice, email, text, url } from './strings.ts';

/** Most items of a list. */
interface Most {
  readonly max?: number;
}

/** `true` or `false`. */
export function boolean(): z.ZodType<boolean> {
  return schemaOf(reading.booleanValue);
}

/** `true` or `false`, as a text. */
export function booleanText(): z.ZodType<boolean> {
  return schemaOf(reading.booleanText);
}

/** A UUID, in small letters. */
export function id(): z.ZodType<string> {
  return schemaOf(reading.idValue);
}

/** A day of the calendar. */
export function date(): z.ZodType<string> {
  return schemaOf(dateValue);
}

/** A moment, in UTC and in milliseconds. */
export function dateTime(): z.ZodType<string> {
  return schemaOf(dateTimeValue);
}

/** Bytes; base64 on the wire. */
export function binary(lengths: Bounds = {}): z.ZodType<Buffer> {
  return schemaOf(
    reading.binaryValue,
    within((value) => value.length, 'bytes', lengths),
  );
}

/** A JSON object or array. */
export function jsonDocument(): z.ZodType {
  return schemaOf(reading.documentValue);
}

/** A list; of one that is too long no item is looked at. */
export function list<S extends z.ZodType>(item: S, { max }: Most = {}): z.ZodType<z.output<S>[]> {
  return listOf(item, max, (value) => (Array.isArray(value) ? (value as unknown[]) : NO_ARRAY));
}

/** Several values in one parameter, with commas between them. */
export function listText<S extends z.ZodType>(item: S, { max }: Most = {}): z.ZodType<z.output<S>[]> {
  return listOf(item, max, (value) => String(value).split(','));
}

/** Sort keys in one parameter; one that is named again decides nothing: rows that are equal in it stay so. */
export function distinctList<K extends string>(item: z.ZodType<K>, { max }: Most = {}): z.ZodType<K[]> {
  return listText(item, most(max)).transform((keys) => {
    const names = keys.map((key) => key.replace(/^-/, ''));
    return keys.filter((_, place) => names.indexOf(names[place] ?? '') === place);
  });
}

function listOf<S extends z.ZodType>(
  item: S,
  max: number | undefined,
  read: reading.Reader<unknown[]>,
): z.ZodType<z.output<S>[]> {
  const items = schemaOf(
    read,
    within((value) => value.length, 'items', most(max)),
  );
  return items.pipe(z.array(item) as z.ZodType<z.output<S>[], unknown[]>);
}

function most(max: number | undefined): Most {
  return max === undefined ? {} : { max };
}
