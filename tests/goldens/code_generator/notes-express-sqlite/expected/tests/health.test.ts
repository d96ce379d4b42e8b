/** When the application says that it can serve. */

import { expect } from 'vitest';
import type { Settings } from '../src/core/config.ts';
import { Secret } from '../src/core/secret.ts';
import { disposableDatabase } from './database.ts';
import { serve, test } from './support/application.ts';
import type { Answer } from './support/client.ts';

async function readiness(settings: Settings, url: string): Promise<Answer> {
  await using served = await serve({ ...settings, databaseUrl: new Secret(url) });
  return await served.client.get('/health/ready');
}

test('is not ready without the schema', async ({ settings }) => {
  await using place = await disposableDatabase();
  const answer = await readiness(settings, place.url);
  expect(answer.status).toBe(503);
  expect(answer.json()).toMatchObject({ code: 'not_ready' });
});

test('is not ready without the database', async ({ settings }) => {
  const place = await disposableDatabase();
  await place[Symbol.asyncDispose]();
  const answer = await readiness(settings, place.url);
  expect(answer.status).toBe(503);
  expect(answer.header('Retry-After')).toBe('1');
});
