/** What a client gets when it logs in. */

import type { TokenPair } from '../security/sessions.ts';

/** A fresh access token and the next refresh token. */
export interface TokenView {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly tokenType: string;
  readonly expiresIn: number;
}

/** Return the tokens as they are sent. */
export function tokenView(pair: TokenPair): TokenView {
  return {
    accessToken: pair.accessToken,
    refreshToken: pair.refreshToken,
    tokenType: pair.tokenType,
    expiresIn: pair.expiresIn,
  };
}
