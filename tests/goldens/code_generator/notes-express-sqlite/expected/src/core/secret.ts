/** Texts that must not come to light by accident. */

import { inspect } from 'node:util';

const HIDDEN = '**********';

/** A text that shows itself only when asked: not in logs, not in JSON, not in messages. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** Return the text. */
  reveal(): string {
    return this.#value;
  }

  /** Stand for the text in messages. */
  toString(): string {
    return HIDDEN;
  }

  /** Stand for the text in JSON. */
  toJSON(): string {
    return HIDDEN;
  }

  /** Stand for the text where values are printed. */
  [inspect.custom](): string {
    return HIDDEN;
  }
}
