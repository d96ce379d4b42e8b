/** Which pages of other origins may call, and what browsers let them see. */

import type { Request, RequestHandler, Response } from 'express';
import { answer } from './responses.ts';
import { firstHeader } from './requests.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const SIMPLE = ['Accept', 'Accept-Language', 'Content-Language', 'Content-Type'];
const SENT = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'X-Request-ID',
];
const EXPOSED = [
  'ETag',
  'Idempotency-Replayed',
  'Location',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
  'X-Request-ID',
];
const PREFLIGHT = ['Method', 'Headers', 'Private-Network'].map((name) => `Access-Control-Request-${name}`);
const ALLOWED = Array.from(new Set([...SIMPLE, ...SENT])).sort();
const READABLE = ALLOWED.map((name) => name.toLowerCase());
const MAX_AGE_SECONDS = 600;

/** Answer preflights, and tell browsers whether the page that asked may read what is answered. */
export function crossOrigin(origins: readonly string[]): RequestHandler {
  const everybody = origins.includes('*');
  const isAllowed = (origin: string): boolean => everybody || origins.includes(origin);
  return (request, response, next) => {
    const origin = firstHeader(request, 'origin');
    if (origin !== null && isAllowed(origin)) {
      response.setHeader('Access-Control-Allow-Origin', everybody ? '*' : origin);
    }
    const method = firstHeader(request, 'access-control-request-method');
    if (origin !== null && request.method === 'OPTIONS' && method !== null) {
      preflight(request, response, { isAllowed: isAllowed(origin), method });
      return;
    }
    if (origin !== null) {
      response.setHeader('Access-Control-Expose-Headers', EXPOSED.join(', '));
    }
    response.setHeader('Vary', 'Origin');
    next();
  };
}

/** Answer what a browser asks before it sends the request itself. */
function preflight(
  request: Request,
  response: Response,
  { isAllowed, method }: { readonly isAllowed: boolean; readonly method: string },
): void {
  const asked = firstHeader(request, 'access-control-request-headers')?.toLowerCase().split(',') ?? [];
  const refused = [
    ...(isAllowed ? [] : ['origin']),
    ...(METHODS.includes(method) ? [] : ['method']),
    ...(asked.every((name) => READABLE.includes(name.trim())) ? [] : ['headers']),
    ...(firstHeader(request, 'access-control-request-private-network') === null ? [] : ['private-network']),
  ];
  const headers = {
    Vary: ['Origin', ...PREFLIGHT].join(', '),
    'Access-Control-Allow-Methods': METHODS.join(', '),
    'Access-Control-Max-Age': String(MAX_AGE_SECONDS),
    'Access-Control-Allow-Headers': ALLOWED.join(', '),
    'Content-Type': 'text/plain; charset=utf-8',
  };
  const content = refused.length === 0 ? 'OK' : `Disallowed CORS ${refused.join(', ')}`;
  answer(response, { status: refused.length === 0 ? 200 : 400, headers, content });
}
