/** What every answer has, whatever was asked. */

import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { test } from './support/application.ts';

test('serves the contract as it was written', async ({ client }) => {
  const answer = await client.get('/openapi.json');
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual(await readFile(new URL('../openapi.json', import.meta.url)));
});

test('is alive and ready', async ({ client }) => {
  expect((await client.get('/health/live')).json()).toEqual({ status: 'ok' });
  expect((await client.get('/health/ready')).json()).toEqual({ status: 'ok' });
});

test('counts requests by route', async ({ client }) => {
  await client.get('/health/live');
  expect((await client.get('/metrics')).text).toContain('route="/health/live"');
});

test('answers an unknown path with a problem', async ({ client }) => {
  const answer = await client.get('/no/such/path');
  expect(answer.status).toBe(404);
  expect(answer.header('Content-Type')).toBe('application/problem+json');
  expect(answer.json()).toMatchObject({ code: 'not_found' });
});

test('names the methods of a path', async ({ client }) => {
  const answer = await client.delete('/health/live');
  expect(answer.status).toBe(405);
  expect(answer.header('Allow')).toBe('GET, HEAD');
});

test.for(['/health/live', '/health/ready', '/openapi.json', '/docs', '/metrics'])(
  'answers HEAD like GET, without the body: %s',
  async (path, { client }) => {
    const answer = await client.request('HEAD', path);
    expect(answer.status).toBe(200);
    expect(answer.header('Content-Type')).toBe((await client.get(path)).header('Content-Type'));
    expect(answer.text).toBe('');
  },
);

test('keeps a well-formed request id and no other', async ({ client }) => {
  const kept = await client.get('/health/live', { headers: { 'X-Request-ID': 'trace-0123456789' } });
  expect(kept.header('X-Request-ID')).toBe('trace-0123456789');
  const made = await client.get('/health/live', { headers: { 'X-Request-ID': '<script>' } });
  expect(made.header('X-Request-ID')).not.toBe('<script>');
});

test('carries security headers', async ({ client }) => {
  const answer = await client.get('/health/live');
  expect(answer.header('X-Content-Type-Options')).toBe('nosniff');
  expect(answer.header('Content-Security-Policy')).toContain('default-src \'none\'');
  expect(answer.header('Cache-Control')).toBe('no-store');
});
