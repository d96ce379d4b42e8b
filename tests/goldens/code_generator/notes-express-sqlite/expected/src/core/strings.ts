/** The texts of bodies and queries. */

import type { z } from 'zod';
import { type Bounds, schemaOf, textual } from './checks.ts';
import { EMAIL, EMAIL_LENGTH, URL, URL_LENGTH } from './formats.ts';
import { noneOf } from './messages.ts';
import { textValue } from './reading.ts';
import { lowered } from './texts.ts';

/** Whether ASCII letters become small: what accounts are known by is compared without regard to case. */
interface Folding {
  readonly folded?: boolean;
}

/** What bounds a text. */
interface TextBounds extends Bounds, Folding {
  readonly pattern?: RegExp;
}

/** A text; its length counts code points. */
export function text(bounds: TextBounds = {}): z.ZodType<string> {
  const checks = textual(bounds, bounds.pattern);
  return folding(schemaOf(textValue, ...checks), bounds.folded);
}

/** An e-mail address. */
export function email({ folded }: Folding = {}): z.ZodType<string> {
  return folding(schemaOf(textValue, ...textual({ max: EMAIL_LENGTH }, EMAIL)), folded);
}

/** An address on the web. */
export function url({ folded }: Folding = {}): z.ZodType<string> {
  return folding(schemaOf(textValue, ...textual({ max: URL_LENGTH }, URL)), folded);
}

/** One of these texts. */
export function choice<const T extends readonly string[]>(values: T): z.ZodType<T[number]> {
  const wrong = noneOf(values);
  return schemaOf((value) => values.find((item): item is T[number] => item === value) ?? wrong);
}

function folding(schema: z.ZodType<string>, folded = false): z.ZodType<string> {
  return folded ? schema.transform(lowered) : schema;
}
