/** What is counted and folded in a text, alike in every language. */

const PAIRS = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Count the code points of a text. */
export function size(value: string): number {
  return value.length - (value.match(PAIRS)?.length ?? 0);
}

/** Fold ASCII letters, as every datastore does. */
export function lowered(value: string): string {
  return value.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
