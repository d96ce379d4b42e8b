/** The application on a disposable database of its own; every test starts with empty tables. */

import { test as base } from 'vitest';
import { createApp } from '../../src/app.ts';
import { loadSettings, type Settings } from '../../src/core/config.ts';
import type { Context } from '../../src/core/context.ts';
import { migrate } from '../../src/core/migrations.ts';
import { disposableDatabase } from '../database.ts';
import { emptyTables } from '../tables.ts';
import { NOBODY } from './actors.ts';
import { Client } from './client.ts';
import { listen } from './servers.ts';

/** All that the application reads: what a developer tries out must not decide whether the tests pass. */
const ENVIRONMENT = {
  LOG_LEVEL: 'ERROR',
};

/** An application that listens, and a client of it. */
export interface Served extends AsyncDisposable {
  readonly client: Client;
  readonly context: Context;
}

/** Have an application with these settings listen. */
export async function serve(settings: Settings): Promise<Served> {
  const { app, context, close } = createApp(settings);
  const server = await listen(app);
  return {
    client: new Client(server.address),
    context,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await close();
    },
  };
}

/** A test of the application; what it asks for in its first parameter is there when it starts. */
export const test = base
  .extend('environment', { scope: 'worker' }, ENVIRONMENT)
  .extend('settings', { scope: 'worker' }, async ({ environment }, { onCleanup }) => {
    const place = await disposableDatabase();
    onCleanup(() => place[Symbol.asyncDispose]());
    const settings = loadSettings({ ...environment, DATABASE_URL: place.url });
    await migrate(place.url, settings.databaseTimeoutSeconds);
    return settings;
  })
  .extend('served', { scope: 'worker' }, async ({ settings }, { onCleanup }) => {
    const served = await serve(settings);
    onCleanup(() => served[Symbol.asyncDispose]());
    return served;
  })
  .extend('application', async ({ served }) => {
    await emptyTables(served.context.database);
    return served;
  })
  .extend('store', ({ application }) => application.context.database)
  .extend('client', ({ application }) => application.client)
  .extend('actors', NOBODY);
