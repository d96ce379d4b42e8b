/** Texts as parts of addresses (RFC 3986). */

const LEFT_OPEN = /[!'()*]/g;

/** Return the text with everything escaped that has a meaning in an address. */
export function quoted(value: string): string {
  return encodeURIComponent(value).replace(LEFT_OPEN, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
