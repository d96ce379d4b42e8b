/** What wraps every request: its id, its log line, its metrics and the security headers. */

import { randomUUID } from 'node:crypto';
import type { Express, NextFunction, Request, Response, Router } from 'express';
import type { Settings } from './config.ts';
import { crossOrigin } from './cors.ts';
import { logOf, requestId } from './logging.ts';
import { offeredMethods, routeOf } from './methods.ts';
import { observe } from './metrics.ts';
import { firstHeader } from './requests.ts';
import { readTarget } from './targets.ts';

const log = logOf('app.requests');
const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/;
const SECURITY = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': 'default-src \'none\'; frame-ancestors \'none\'',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'Cache-Control': 'no-store',
};

/** Wrap the application, before its routes are added; the request context is outermost. */
export function install(app: Express, settings: Settings, routers: readonly Router[]): void {
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.use(requestContext);
  if (settings.corsOrigins.length > 0) {
    app.use(crossOrigin(settings.corsOrigins));
  }
  app.use(offeredMethods(routers));
}

/** Give the request an id, a line in the log, its place in the metrics and the answer's headers. */
function requestContext(request: Request, response: Response, next: NextFunction): void {
  const offered = firstHeader(request, 'x-request-id') ?? '';
  const identifier = REQUEST_ID.test(offered) ? offered : randomUUID().replaceAll('-', '');
  const started = performance.now();
  response.setHeader('X-Request-ID', identifier);
  for (const [name, value] of Object.entries(SECURITY)) {
    response.setHeader(name, value);
  }
  response.once('close', () => {
    requestId.run(identifier, tell, request, response, performance.now() - started);
  });
  readTarget(request);
  requestId.run(identifier, next);
}

/** Count the request and write its line. */
function tell(request: Request, response: Response, milliseconds: number): void {
  const { method } = request;
  const route = routeOf(request);
  const status = response.headersSent ? response.statusCode : 0;
  observe(method, route, status, milliseconds / 1000);
  log.info('request', { method, route, status, duration_ms: Math.round(milliseconds * 100) / 100 });
}
