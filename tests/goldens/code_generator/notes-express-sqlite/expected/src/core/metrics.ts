/** Prometheus metrics; several worker processes share them through the one that started them. */

import cluster from 'node:cluster';
import type { Router } from 'express';
import { Counter, Histogram, register } from 'prom-client';
import { strictRouter } from './methods.ts';
import { answer } from './responses.ts';
import { metricsOfAll } from './workers.ts';

const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const requests = new Counter({
  name: 'http_requests_total',
  help: 'Answered requests.',
  labelNames: ['method', 'route', 'status'],
});
const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time to answer a request.',
  labelNames: ['method', 'route'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
});

/** Count one answered request under its route template, never under its path. */
export function observe(method: string, route: string, status: number, seconds: number): void {
  const known = METHODS.includes(method) ? method : 'other';
  requests.inc({ method: known, route, status: String(status) });
  duration.observe({ method: known, route }, seconds);
}

/** The route that exposes the metrics of all workers. */
export function metricsRoutes(): Router {
  const router = strictRouter();
  router.get('/metrics', async (_request, response) => {
    const content = cluster.isWorker ? await metricsOfAll() : await register.metrics();
    answer(response, { status: 200, headers: { 'Content-Type': register.contentType }, content });
  });
  return router;
}
