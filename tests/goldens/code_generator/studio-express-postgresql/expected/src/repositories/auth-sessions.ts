/** Store access for sessions and their refresh tokens. */

import type { Session } from '../core/database.ts';
import {
  type AuthRefreshToken,
  authRefreshTokenValues,
  type AuthSession,
  authSessionSelection,
  authSessionValues,
  type Person,
  personSelection,
  toAuthSession,
  toPerson,
} from '../models/index.ts';

/** Store a new session. */
export async function insertSession(
  session: Session,
  { sessionId, ...values }: Omit<AuthSession, 'id' | 'revokedAt'> & { readonly sessionId: string },
): Promise<void> {
  await session.insertInto('auth_sessions').values(authSessionValues({ id: sessionId, ...values })).execute();
}

/** Store a refresh token of a session. */
export async function insertToken(
  session: Session,
  { tokenId, ...values }: Omit<AuthRefreshToken, 'id' | 'usedAt'> & { readonly tokenId: string },
): Promise<void> {
  const stored = authRefreshTokenValues({ id: tokenId, ...values });
  await session.insertInto('auth_refresh_tokens').values(stored).execute();
}

/** Return the account of a session that is open. */
export async function findAccount(
  session: Session,
  sessionId: string,
  moment: string,
): Promise<Person | null> {
  const found = await session
    .selectFrom('people')
    .innerJoin('auth_sessions', 'auth_sessions.account_id', 'people.id')
    .select(personSelection)
    .where('auth_sessions.id', '=', sessionId)
    .where('auth_sessions.revoked_at', 'is', null)
    .where('auth_sessions.expires_at', '>', moment)
    .executeTakeFirst();
  return found === undefined ? null : toPerson(found);
}

/** Mark a token as used and return its session's id; null when it is unknown, spent or expired. */
export async function spendToken(
  session: Session,
  tokenHash: string,
  moment: string,
): Promise<string | null> {
  const spent = await session
    .updateTable('auth_refresh_tokens')
    .set({ used_at: moment })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', moment)
    .returning('session_id')
    .executeTakeFirst();
  return spent?.session_id ?? null;
}

/** Let a session last until then and return it; null when it has ended. */
export async function extendSession(
  session: Session,
  sessionId: string,
  moment: string,
  expiresAt: string,
): Promise<AuthSession | null> {
  const extended = await session
    .updateTable('auth_sessions')
    .set({ expires_at: expiresAt })
    .where('id', '=', sessionId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', moment)
    .returning(authSessionSelection)
    .executeTakeFirst();
  return extended === undefined ? null : toAuthSession(extended);
}

/** End a session: none of its tokens is good any more. */
export async function revokeSession(session: Session, sessionId: string, moment: string): Promise<void> {
  await session
    .updateTable('auth_sessions')
    .set({ revoked_at: moment })
    .where('id', '=', sessionId)
    .where('revoked_at', 'is', null)
    .execute();
}

/** End the session that a token, spent or not, belongs to. */
export async function revokeSessionOfToken(
  session: Session,
  tokenHash: string,
  moment: string,
): Promise<void> {
  await session
    .updateTable('auth_sessions')
    .set({ revoked_at: moment })
    .where('id', 'in', (eb) =>
      eb.selectFrom('auth_refresh_tokens').select('session_id').where('token_hash', '=', tokenHash),
    )
    .where('revoked_at', 'is', null)
    .execute();
}
