/** Liveness (the process answers) and readiness (the database answers too, and has the schema). */

import { setTimeout } from 'node:timers/promises';
import type { Router } from 'express';
import * as cases from './cases.ts';
import type { Context } from './context.ts';
import { type Database, Outage } from './database.ts';
import { Problem } from './errors.ts';
import { logOf } from './logging.ts';
import { strictRouter } from './methods.ts';
import { jsonResponse } from './responses.ts';
import { isCurrent } from './schema.ts';

const log = logOf('app.core.health');
const PATIENCE_MILLISECONDS = 2_000;

/** Routes for those who watch over the process. */
export function healthRoutes(context: Context): Router {
  const router = strictRouter();
  // Answers while the process can.
  router.get('/health/live', (_request, response) => {
    jsonResponse(response, { status: 'ok' });
  });
  // Answers 200 when requests can be served, 503 when not.
  router.get('/health/ready', async (_request, response) => {
    const reason = await hindrance(context.database);
    if (reason !== null) {
      log.warning(`not ready: ${reason}`);
      throw new Problem(cases.NOT_READY, null, { headers: { 'Retry-After': '1' } });
    }
    jsonResponse(response, { status: 'ok' });
  });
  return router;
}

/** Return why no request can be served; null when they can. */
async function hindrance(database: Database): Promise<string | null> {
  const patience = new AbortController();
  const late = setTimeout(PATIENCE_MILLISECONDS, 'TimeoutError', { signal: patience.signal });
  try {
    const found = await Promise.race([isCurrent(database), late]);
    return found === true ? null : found === false ? 'the database is not migrated' : found;
  } catch (error) {
    if (!(error instanceof Outage)) {
      throw error;
    }
    return error.cause instanceof Error ? error.cause.name : error.name;
  } finally {
    patience.abort();
  }
}
