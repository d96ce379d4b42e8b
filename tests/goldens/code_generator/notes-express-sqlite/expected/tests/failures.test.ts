/** What a caller is told when the application itself fails. */

import { expect, vi } from 'vitest';
import { serve, test } from './support/application.ts';

const ORIGIN = 'https://app.example.com';

test('a failure is a problem that a browser may read', async ({ settings }) => {
  await using served = await serve({ ...settings, corsOrigins: [ORIGIN], logLevel: 'CRITICAL' });
  vi.spyOn(served.context.database, 'statements').mockRejectedValue(new Error('a secret of ours'));
  const answer = await served.client.get('/health/ready', { headers: { Origin: ORIGIN } });
  expect(answer.status).toBe(500);
  expect(answer.json()).toMatchObject({ code: 'internal_error' });
  expect(answer.header('Access-Control-Allow-Origin')).toBe(ORIGIN);
  expect(answer.text).not.toContain('secret');
});
