/** Keys made by the application. */

import { randomBytes } from 'node:crypto';

const COUNTER_LIMIT = 0x1000;
const last = { milliseconds: 0, count: 0 };

/**
 * Return a UUID of version 7 (RFC 9562): what is made later is greater, within a millisecond, too.
 *
 * 48 bits of milliseconds, a counter of 12 bits (method 1 of section 6.2), then 62 random bits.
 */
export function newId(): string {
  const bytes = randomBytes(16);
  count(bytes.readUInt16BE(6));
  bytes.writeUIntBE(last.milliseconds, 0, 6);
  bytes.writeUInt16BE(0x7000 | last.count, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Go on to the next moment, or to the next count of the last one, which a clock that is set back leaves. */
function count(random: number): void {
  const milliseconds = Date.now();
  if (milliseconds > last.milliseconds) {
    last.milliseconds = milliseconds;
    // Half of the counter is left for those that follow.
    last.count = random % (COUNTER_LIMIT / 2);
    return;
  }
  last.count += 1;
  if (last.count === COUNTER_LIMIT) {
    last.milliseconds += 1;
    last.count = 0;
  }
}
