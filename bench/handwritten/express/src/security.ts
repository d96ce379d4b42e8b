/** Who is calling: a bearer token, and the session behind it. */

import type { NextFunction, Request, Response } from 'express';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { settings } from './config.ts';
import { db } from './database.ts';
import { Problem } from './problems.ts';

export interface Viewer {
  id: string;
  role: string;
}

const VERIFICATION = {
  algorithms: ['HS256'],
  issuer: settings.jwtIssuer,
  audience: settings.jwtAudience,
  requiredClaims: ['iss', 'aud', 'exp', 'iat', 'jti', 'sub', 'sid'],
};
const sessionId = z.guid();

/** Let signed-in callers through, as `response.locals.viewer`. */
export async function signedIn(request: Request, response: Response, next: NextFunction): Promise<void> {
  const { sub, sid } = await claimsOf(request.get('authorization') ?? '');
  const viewer = await db
    .selectFrom('users')
    .innerJoin('auth_sessions', 'auth_sessions.account_id', 'users.id')
    .select(['users.id', 'users.role'])
    .where('auth_sessions.id', '=', sessionId.parse(sid))
    .where('auth_sessions.revoked_at', 'is', null)
    .where('auth_sessions.expires_at', '>', new Date())
    .executeTakeFirst();
  if (viewer === undefined || viewer.id !== sub) {
    throw unauthenticated('This session has ended; log in again.');
  }
  response.locals.viewer = viewer;
  next();
}

async function claimsOf(header: string): Promise<JWTPayload> {
  const [scheme = '', token = ''] = header.split(' ');
  try {
    if (scheme.toLowerCase() === 'bearer') {
      const { payload } = await jwtVerify(token, settings.jwtKey, VERIFICATION);
      if (sessionId.safeParse(payload.sid).success) {
        return payload;
      }
    }
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) {
      throw error;
    }
  }
  throw unauthenticated('Log in and send the access token.');
}

function unauthenticated(detail: string): Problem {
  return new Problem(401, 'unauthenticated', 'Not signed in', detail, { headers: { 'WWW-Authenticate': 'Bearer' } });
}
