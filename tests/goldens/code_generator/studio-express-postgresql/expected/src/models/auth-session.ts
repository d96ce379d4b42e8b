/** The `auth_sessions` table. */

import type { Insertable, Selectable } from 'kysely';
import * as columns from '../core/columns.ts';

/** Logins. A session that is revoked or expired makes all of its tokens useless. */
export interface AuthSession {
  readonly id: string;
  readonly accountId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
}

/** A row as it is stored, by the names of the columns. */
export interface AuthSessionTable {
  id: string;
  account_id: string;
  created_at: string;
  expires_at: string;
  revoked_at: string | null;
}

/** The columns, by attribute. */
export const authSessionColumns = {
  id: columns.column('auth_sessions.id', columns.key),
  accountId: columns.column('auth_sessions.account_id', columns.key),
  createdAt: columns.column('auth_sessions.created_at', columns.timestamp),
  expiresAt: columns.column('auth_sessions.expires_at', columns.timestamp),
  revokedAt: columns.column('auth_sessions.revoked_at', columns.timestamp, { nullable: true }),
};

/** What a statement selects to read whole rows. */
export const authSessionSelection = [
  'auth_sessions.id',
  'auth_sessions.account_id',
  'auth_sessions.created_at',
  'auth_sessions.expires_at',
  'auth_sessions.revoked_at',
] as const;

/** Read a row. */
export function toAuthSession(stored: Selectable<AuthSessionTable>): AuthSession {
  return {
    id: stored.id,
    accountId: stored.account_id,
    createdAt: stored.created_at,
    expiresAt: stored.expires_at,
    revokedAt: stored.revoked_at,
  };
}

/** Return what is stored of these values of a row. */
export function authSessionValues(values: Partial<AuthSession>): Insertable<AuthSessionTable> {
  return columns.storedValues(authSessionColumns, values) as Insertable<AuthSessionTable>;
}
