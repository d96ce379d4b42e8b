/** Deletes rows that have expired. */

import { later, secondsOf } from '../core/clock.ts';
import type { Session } from '../core/database.ts';

/** How long the longest window of a rate limit lasts, in milliseconds. */
const LONGEST_WINDOW = 86_400_000;

/** Delete what expired before this moment. */
export async function deleteExpired(session: Session, moment: string): Promise<void> {
  const oldest = secondsOf(later(moment, -LONGEST_WINDOW));
  await session.deleteFrom('rate_limit_counters').where('window_start', '<', oldest).execute();
  await session.deleteFrom('auth_sessions').where('expires_at', '<=', moment).execute();
}
