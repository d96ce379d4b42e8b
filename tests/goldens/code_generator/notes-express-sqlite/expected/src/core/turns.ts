/** Who may write: one after another. */

import { Outage } from './outages.ts';

/** A turn that is taken and passed on. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #taken = false;

  /** Take the turn when those who asked before have passed it on; throws `Outage` after so long a wait. */
  async take(patience: number): Promise<void> {
    if (!this.#taken) {
      this.#taken = true;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const enter = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(new Outage(new Error('too many wait for their turn to write')));
      }, patience);
      this.#waiting.push(enter);
    });
  }

  /** Pass the turn on. */
  pass(): void {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#taken = false;
    } else {
      next();
    }
  }
}
