/** What stops the start, and what is said then. */

import { expect } from 'vitest';
import { now } from '../src/core/clock.ts';
import { ConfigurationError, loadSettings } from '../src/core/config.ts';
import { serve, test } from './support/application.ts';

test.for<[name: string, value: string]>([
  ['DATABASE_URL', 'nowhere'],
  ['DATABASE_URL', 'unknown://user:hidden@host:port/name'],
  ['PORT', 'many'],
])('names the variable that is wrong and never its value: %s %s', ([name, value], { environment, settings }) => {
  const usable = { ...environment, DATABASE_URL: settings.databaseUrl.reveal() };
  expect(() => loadSettings(usable)).not.toThrow();
  const told = refusal({ ...usable, [name]: value });
  expect(told).toContain(`  ${name}: `);
  expect(told).not.toContain(value);
  expect(told).not.toContain('hidden');
});

test('the clock is moved by its setting', async ({ settings }) => {
  await using served = await serve({ ...settings, clockOffsetSeconds: 3600 });
  expect((await served.client.get('/health/live')).status).toBe(200);
  expect(Date.parse(now()) - Date.now()).toBeGreaterThan(59 * 60_000);
});

function refusal(environment: Readonly<Record<string, string>>): string {
  try {
    loadSettings(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return error.message;
    }
    throw error;
  }
  return 'nothing';
}
