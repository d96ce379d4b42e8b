/** Sessions, and the transactions that some of them are. */

import { type Kysely, sql } from 'kysely';
import type { Tables } from '../models/index.ts';

/** What statements are made and sent with. */
export type Session = Kysely<Tables>;

const TRANSACTIONS = new WeakSet<Session>();

/** Run the work as one transaction: committed when it ends, rolled back when it throws. */
export async function together<T>(session: Session, work: (session: Session) => Promise<T>): Promise<T> {
  TRANSACTIONS.add(session);
  try {
    const result = await work(session);
    await commit(session);
    return result;
  } catch (error) {
    // Where this fails too the connection is lost, and the transaction with it.
    await sql`rollback`.execute(session).catch(() => undefined);
    throw error;
  }
}

/** Keep what a transaction has done, and hold nothing; its next statement begins a new one. */
export async function commit(session: Session): Promise<void> {
  // A statement that stands alone is kept already.
  if (TRANSACTIONS.has(session)) {
    await sql`commit`.execute(session);
  }
}
