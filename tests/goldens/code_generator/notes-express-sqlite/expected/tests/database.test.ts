/** What the database is asked for, and what becomes known when it fails. */

import { inspect } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commit, Database } from '../src/core/database.ts';
import { type Disposable, disposableDatabase } from './database.ts';

const SECRET = 'a secret of ours';

let place: Disposable;
let store: Database;

beforeAll(async () => {
  place = await disposableDatabase();
  store = new Database(place.url, 2, 5);
  await store.statements((session) => sql`create table kept (value text check (length(value) < 10))`.execute(session));
});

afterAll(async () => {
  await store.close();
  await place[Symbol.asyncDispose]();
});

async function kept(): Promise<string[]> {
  const { rows } = await store.statements((session) =>
    sql<{ value: string }>`select value from kept order by value`.execute(session),
  );
  return rows.map(({ value }) => value);
}

test('a write that fails keeps its values to itself', async () => {
  const failed = store.transaction((session) => sql`insert into kept values (${SECRET})`.execute(session));
  const error: unknown = await failed.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Error);
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(SECRET);
});

test('a write that throws leaves nothing behind', async () => {
  const failed = store.transaction(async (session) => {
    await sql`insert into kept values ('undone')`.execute(session);
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  expect(await kept()).not.toContain('undone');
});

test('what was committed on the way stays', async () => {
  const failed = store.transaction(async (session) => {
    await sql`insert into kept values ('first')`.execute(session);
    await commit(session);
    expect(await kept()).toContain('first');
    await sql`insert into kept values ('second')`.execute(session);
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  expect(await kept()).toContain('first');
  expect(await kept()).not.toContain('second');
});

test('writes wait for one another', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  await Promise.all(
    names.map((name) => store.transaction((session) => sql`insert into kept values (${name})`.execute(session))),
  );
  expect(await kept()).toEqual(expect.arrayContaining(names));
});
