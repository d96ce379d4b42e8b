/** Answers every failure in the one shape that errors have. */

import type { Express, NextFunction, Request, Response } from 'express';
import * as cases from './cases.ts';
import { Outage } from './database.ts';
import { problemResponse } from './error-bodies.ts';
import { Problem } from './errors.ts';
import { logOf } from './logging.ts';
import { Disconnected } from './requests.ts';

const log = logOf('app.core.handlers');

/** Register what answers when no route did, or one failed; after the routes. */
export function install(app: Express): void {
  app.use(() => {
    throw new Problem(cases.NOT_FOUND);
  });
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    const problem = problemOf(error);
    if (response.headersSent) {
      next(error);
    } else if (problem === null) {
      response.destroy();
    } else {
      problemResponse(request, response, problem);
    }
  });
}

/** Return what the client is told; null where it has gone. */
function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) {
    return error;
  }
  if (error instanceof Disconnected) {
    return null;
  }
  if (error instanceof Outage) {
    log.error('the database did not answer', { exception: error });
    return new Problem(cases.NOT_READY, null, { headers: { 'Retry-After': '1' } });
  }
  log.error('unhandled error', { exception: error });
  return new Problem(cases.INTERNAL_ERROR);
}
