/** The `auth_refresh_tokens` table. */

import type { Insertable, Selectable } from 'kysely';
import * as columns from '../core/columns.ts';

/** Refresh tokens by SHA-256; each is used once, and a second use ends its session. */
export interface AuthRefreshToken {
  readonly id: string;
  readonly sessionId: string;
  readonly tokenHash: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
}

/** A row as it is stored, by the names of the columns. */
export interface AuthRefreshTokenTable {
  id: string;
  session_id: string;
  token_hash: string;
  created_at: string;
  expires_at: string;
  used_at: string | null;
}

/** The columns, by attribute. */
export const authRefreshTokenColumns = {
  id: columns.column('auth_refresh_tokens.id', columns.key),
  sessionId: columns.column('auth_refresh_tokens.session_id', columns.key),
  tokenHash: columns.column('auth_refresh_tokens.token_hash', columns.text),
  createdAt: columns.column('auth_refresh_tokens.created_at', columns.timestamp),
  expiresAt: columns.column('auth_refresh_tokens.expires_at', columns.timestamp),
  usedAt: columns.column('auth_refresh_tokens.used_at', columns.timestamp, { nullable: true }),
};

/** What a statement selects to read whole rows. */
export const authRefreshTokenSelection = [
  'auth_refresh_tokens.id',
  'auth_refresh_tokens.session_id',
  'auth_refresh_tokens.token_hash',
  'auth_refresh_tokens.created_at',
  'auth_refresh_tokens.expires_at',
  'auth_refresh_tokens.used_at',
] as const;

/** Read a row. */
export function toAuthRefreshToken(stored: Selectable<AuthRefreshTokenTable>): AuthRefreshToken {
  return {
    id: stored.id,
    sessionId: stored.session_id,
    tokenHash: stored.token_hash,
    createdAt: stored.created_at,
    expiresAt: stored.expires_at,
    usedAt: stored.used_at,
  };
}

/** Return what is stored of these values of a row. */
export function authRefreshTokenValues(values: Partial<AuthRefreshToken>): Insertable<AuthRefreshTokenTable> {
  return columns.storedValues(authRefreshTokenColumns, values) as Insertable<AuthRefreshTokenTable>;
}
