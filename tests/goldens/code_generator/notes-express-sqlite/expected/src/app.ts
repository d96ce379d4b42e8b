/** The application: put together here, started by `cli.ts serve`. */

import express, { type Express } from 'express';
import { noteRoutes } from './api/notes.ts';
import { setAhead } from './core/clock.ts';
import { getSettings, type Settings } from './core/config.ts';
import type { Context } from './core/context.ts';
import * as contract from './core/contract.ts';
import { Database } from './core/database.ts';
import * as handlers from './core/handlers.ts';
import * as health from './core/health.ts';
import { configure, logOf } from './core/logging.ts';
import * as metrics from './core/metrics.ts';
import * as middleware from './core/middleware.ts';

/** The application, and what it holds open. */
export interface Application {
  readonly app: Express;
  readonly context: Context;
  /** Begin what runs beside the requests. */
  readonly start: () => void;
  /** End what runs beside the requests, and let go of what is open. */
  readonly close: () => Promise<void>;
}

/** Build the application; throws `ConfigurationError` when the environment is wrong. */
export function createApp(settings: Settings = getSettings()): Application {
  configure(settings.logLevel);
  setAhead(settings.clockOffsetSeconds * 1000);
  const { databaseUrl, databasePoolSize, databaseTimeoutSeconds } = settings;
  const database = new Database(databaseUrl.reveal(), databasePoolSize, databaseTimeoutSeconds);
  const context: Context = { settings, database, log: logOf('app') };
  const app = express();
  const routers = [
    health.healthRoutes(context),
    metrics.metricsRoutes(),
    contract.contractRoutes(),
    noteRoutes(context),
  ];
  middleware.install(app, settings, routers);
  for (const router of routers) {
    app.use(router);
  }
  handlers.install(app);
  return {
    app,
    context,
    start: () => undefined,
    close: async () => {
      await database.close();
    },
  };
}
