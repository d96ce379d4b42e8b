/** What a value must be, in words that do not depend on the library that checks it. */

/** What is wrong with a value: the code of the API, and the words for people. */
export class Wrong {
  readonly code: string;
  readonly message: string;

  constructor(code: string, message: string) {
    this.code = code;
    this.message = message;
  }
}

export const MISSING = new Wrong('required', 'Must be given.');
export const UNKNOWN = new Wrong('unknown', 'Is not known here.');
export const NULL = new Wrong('not_null', 'Must not be null.');
export const NO_STRING = new Wrong('type', 'Must be a string.');
export const NO_BOOLEAN = new Wrong('type', 'Must be true or false.');
export const NO_WHOLE_NUMBER = new Wrong('type', 'Must be a whole number.');
export const NO_NUMBER = new Wrong('type', 'Must be a number.');
export const NO_ARRAY = new Wrong('type', 'Must be an array.');
export const NO_OBJECT = new Wrong('type', 'Must be an object.');
export const NOT_FINITE = new Wrong('maximum', 'Must be a finite number.');
export const OTHER_FORM = new Wrong('pattern', 'Does not have the form that is asked for.');

/** What is counted: characters of a text, bytes, items of a list, members of an object. */
export type Unit = 'characters' | 'bytes' | 'items';

/** There are fewer than so many. */
export function tooShort(least: number, unit: Unit): Wrong {
  return new Wrong('min_length', `Must have ${least} ${unit} at least.`);
}

/** There are more than so many. */
export function tooLong(most: number, unit: Unit): Wrong {
  return new Wrong('max_length', `Must have ${most} ${unit} at most.`);
}

/** The number is less than this one. */
export function tooSmall(least: string): Wrong {
  return new Wrong('minimum', `Must be ${least} or more.`);
}

/** The number is more than this one. */
export function tooLarge(most: string): Wrong {
  return new Wrong('maximum', `Must be ${most} or less.`);
}

/** A decimal number has more digits than so many, as a whole, before the point or after it. */
export function tooPrecise(most: number, where: '' | ' before the point' | ' after the point'): Wrong {
  return new Wrong('format', `Must have ${most} digits${where} at most.`);
}

/** The text is none of these. */
export function noneOf(values: readonly string[]): Wrong {
  const named = values.map(quoted);
  const last = named.pop() ?? '';
  return new Wrong('enum', `Must be one of: ${named.length > 0 ? `${named.join(', ')} or ${last}` : last}.`);
}

/** Return the text in quotes that it does not hold itself, where there are such. */
function quoted(value: string): string {
  return value.includes('\'') && !value.includes('"') ? `"${value}"` : `'${value.replaceAll('\'', '\\\'')}'`;
}
