/** Which failures of SQLite pass by themselves. */

/**
 * Primary result codes: no permission, busy, locked, no memory, read-only, interrupted, input and output,
 * full, cannot be opened, protocol.
 */
const TROUBLE = [3, 5, 6, 7, 8, 9, 10, 13, 14, 15];
const BUSY = 5;

/** The database cannot be reached, or did not answer in time: the same may go well later. */
export class Outage extends Error {
  constructor(cause: unknown) {
    super('the database cannot be reached', { cause });
    this.name = 'Outage';
  }
}

/** Return what to throw for a failure of the store. */
export function toldApart(error: unknown): Error {
  const code = resultCode(error);
  const passes = code !== null && TROUBLE.includes(code);
  return error instanceof Error && !passes ? error : new Outage(error);
}

/** Tell whether somebody else writes at the moment. */
export function isBusy(error: unknown): boolean {
  return resultCode(error) === BUSY;
}

function resultCode(error: unknown): number | null {
  if (error instanceof Error && 'errcode' in error && typeof error.errcode === 'number') {
    // The lowest byte tells the kind, the others which one of them.
    return error.errcode & 0xff;
  }
  return null;
}
