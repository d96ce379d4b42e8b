/** Who calls the API in tests: nobody signs in here. */

import type { Sent } from './client.ts';

/** Headers of those who call: `member` and `other` are plain accounts. */
export interface Actors {
  readonly member: Sent;
  readonly other: Sent;
  readonly admin: Sent;
}

export const NOBODY: Actors = { member: {}, other: {}, admin: {} };
