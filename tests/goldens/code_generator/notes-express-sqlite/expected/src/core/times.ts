/** Reads days and moments from their wire form. */

import { Wrong } from './messages.ts';
import { type Read, formed } from './reading.ts';

const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const TIME = '(?:[01][0-9]|2[0-3]):[0-5][0-9]';
const DATETIME = new RegExp(
  `^([0-9]{4}-[0-9]{2}-[0-9]{2})T(${TIME}:[0-5][0-9])(?:\\.([0-9]{1,9}))?(?:Z|([+-]${TIME}))$`,
);
const FIRST = Date.parse('0001-01-01T00:00:00.000Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/** Read `2026-01-31`. */
export function dateValue(value: unknown): Read<string> {
  const text = formed(value, DATE, 'a date, like 2026-01-31');
  return text instanceof Wrong || isDay(text) ? text : new Wrong('format', 'Must be a day of the calendar.');
}

function isDay(text: string): boolean {
  const start = Date.parse(`${text}T00:00:00.000Z`);
  return start >= FIRST && new Date(start).toISOString().startsWith(text);
}

/** Read a moment with zone; finer digits than milliseconds are cut off. */
export function dateTimeValue(value: unknown): Read<string> {
  const text = formed(value, DATETIME, 'a date and time with zone, like 2026-01-31T12:00:00Z');
  if (text instanceof Wrong) {
    return text;
  }
  const [, day = '', time = '', fraction = '', offset = '+00:00'] = DATETIME.exec(text) ?? [];
  const local = Date.parse(`${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z`);
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  const shift = (hours * 60 + minutes) * (offset.startsWith('-') ? 60_000 : -60_000);
  if (!isDay(day) || local + shift < FIRST || local + shift > LAST) {
    return new Wrong('format', 'Must be a moment within the years 1 to 9999 in UTC.');
  }
  return new Date(local + shift).toISOString();
}
