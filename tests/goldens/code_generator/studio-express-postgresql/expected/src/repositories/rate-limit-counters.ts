/** Store access for rate limits. */

import { int32 } from '../core/columns.ts';
import type { Session } from '../core/database.ts';

/** Count one request of a bucket and return how many its window has; a new window starts at one. */
export async function countHit(session: Session, bucket: string, window: number): Promise<number> {
  const counted = await session
    .insertInto('rate_limit_counters')
    .values({ bucket, window_start: window, hits: 1 })
    .onConflict((conflict) =>
      conflict.column('bucket').doUpdateSet((eb) => ({
        window_start: eb.ref('excluded.window_start'),
        hits: eb
          .case()
          .when('rate_limit_counters.window_start', '=', eb.ref('excluded.window_start'))
          .then(eb('rate_limit_counters.hits', '+', 1))
          .else(1)
          .end(),
      })),
    )
    .returning('hits')
    .executeTakeFirstOrThrow();
  return int32.load(counted.hits);
}
