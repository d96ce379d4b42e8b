/** What clients can do with notes. */

import { expect } from 'vitest';
import { test } from '../support/application.ts';
import { path } from '../support/client.ts';
import { makeNote } from '../support/factories.ts';

test('reads what was made', async ({ client, actors }) => {
  const made = await makeNote(client, actors);
  const answer = await client.get(path`/v1/notes/${made.id}`, { headers: actors.member });
  expect(answer.status).toBe(200);
  expect(answer.json()).toEqual(made);
});

test('changes only what is sent', async ({ client, actors }) => {
  const made = await makeNote(client, actors);
  const changes = { title: 'Quiet Rivers 9' };
  const answer = await client.patch(path`/v1/notes/${made.id}`, { json: changes, headers: actors.member });
  expect(answer.status, answer.text).toBe(200);
  expect(answer.json().title).toEqual(changes.title);
});

test('deletes for good', async ({ client, actors }) => {
  const made = await makeNote(client, actors);
  const gone = await client.delete(path`/v1/notes/${made.id}`, { headers: actors.member });
  expect(gone.status).toBe(204);
  const answer = await client.get(path`/v1/notes/${made.id}`, { headers: actors.member });
  expect(answer.status).toBe(404);
});

test('refuses unknown members', async ({ client, actors }) => {
  const answer = await client.post('/v1/notes', { json: { 'no such member': 1 }, headers: actors.member });
  expect(answer.status).toBe(422);
  expect(answer.list('errors').map((item) => item.pointer)).toContain('/no such member');
});

test('lists every row once', async ({ client, actors }) => {
  const made = [
    (await makeNote(client, actors)).id,
    (await makeNote(client, actors)).id,
    (await makeNote(client, actors)).id,
  ];
  const seen: unknown[] = [];
  let found: unknown[];
  do {
    const answer = await client.get('/v1/notes', {
      query: { limit: 2, offset: seen.length },
      headers: actors.member,
    });
    found = answer.list('items').map((item) => item.id);
    seen.push(...found);
    expect(answer.json().total).toBeGreaterThanOrEqual(seen.length);
  } while (found.length > 0);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual(expect.arrayContaining(made));
});

test('refuses a parameter that is sent twice', async ({ client, actors }) => {
  const answer = await client.get('/v1/notes', { query: { limit: [1, 2] }, headers: actors.member });
  expect(answer.status).toBe(422);
  expect(answer.list('errors').map((item) => item.parameter)).toEqual(['limit']);
});

test('sorts either way', async ({ client, actors }) => {
  for (let count = 0; count < 3; count += 1) {
    await makeNote(client, actors);
  }
  for (const sort of ['title', '-title']) {
    const answer = await client.get('/v1/notes', { query: { sort }, headers: actors.member });
    const found = answer.list('items').map((item) => String(item.title));
    const rising = found.toSorted();
    expect(found.length).toBeGreaterThanOrEqual(3);
    expect(found).toEqual(sort.startsWith('-') ? rising.toReversed() : rising);
  }
});

test('lists only what a filter asks for', async ({ client, actors }) => {
  const made = await makeNote(client, actors);
  await makeNote(client, actors);
  const answer = await client.get('/v1/notes', { query: { title: made.title }, headers: actors.member });
  const found = answer.list('items');
  expect(found.map((item) => item.id)).toContain(made.id);
  expect(new Set(found.map((item) => item.title))).toEqual(new Set([made.title]));
});
