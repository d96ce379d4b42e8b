/** What every request leaves behind: its id, a line in the log, its place in the metrics, security headers. */

import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { pino } from 'pino';
import { Counter, Histogram, register } from 'prom-client';
import { settings } from './config.ts';

const OFFERED = /^[A-Za-z0-9._-]{8,64}$/;
const SECURITY = new Map([
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'no-referrer'],
  ['Content-Security-Policy', 'default-src \'none\'; frame-ancestors \'none\''],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['Cache-Control', 'no-store'],
]);

export const log = pino({ base: null, level: settings.logLevel === 'WARNING' ? 'warn' : settings.logLevel.toLowerCase() });

const requests = new Counter({
  name: 'http_requests_total',
  help: 'Answered requests.',
  labelNames: ['method', 'route', 'status'],
});
const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time to answer a request.',
  labelNames: ['method', 'route'],
});

export function observed(request: Request, response: Response, next: NextFunction): void {
  const started = performance.now();
  const offered = request.get('x-request-id');
  const id = offered !== undefined && OFFERED.test(offered) ? offered : randomUUID();
  response.setHeader('X-Request-ID', id);
  response.setHeaders(SECURITY);
  response.once('finish', () => {
    const milliseconds = performance.now() - started;
    const { method } = request;
    const route = (request.route as { path: string } | undefined)?.path ?? 'unmatched';
    const status = response.statusCode;
    requests.inc({ method, route, status: String(status) });
    duration.observe({ method, route }, milliseconds / 1000);
    log.info({ request_id: id, method, route, status, duration_ms: Math.round(milliseconds * 100) / 100 }, 'request');
  });
  next();
}

export async function metrics(_request: Request, response: Response): Promise<void> {
  response.type(register.contentType).send(await register.metrics());
}
