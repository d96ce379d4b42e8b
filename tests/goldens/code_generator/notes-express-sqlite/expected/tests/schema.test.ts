/** Which schema is good enough to serve with. */

import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Database } from '../src/core/database.ts';
import { migrate } from '../src/core/migrations.ts';
import { isCurrent, MIGRATIONS } from '../src/core/schema.ts';
import { type Disposable, disposableDatabase } from './database.ts';

let place: Disposable;
let store: Database;

beforeEach(async () => {
  place = await disposableDatabase();
  store = new Database(place.url, 2, 5);
});

afterEach(async () => {
  await store.close();
  await place[Symbol.asyncDispose]();
});

test('an empty database is not current', async () => {
  expect(await isCurrent(store)).toBe(false);
});

test('an older schema is not current, a later one is', async () => {
  await migrate(place.url, 5);
  expect(await isCurrent(store)).toBe(true);
  expect(await isCurrent(store, [...MIGRATIONS, '9999_next'])).toBe(false);
  await store.transaction((session) =>
    sql`insert into kysely_migration (name, timestamp) values ('9999_next', '2026-01-01T00:00:00.000Z')`.execute(session),
  );
  expect(await isCurrent(store)).toBe(true);
});

test('migrations that are run at once are run once', async () => {
  const run = await Promise.all([migrate(place.url, 5), migrate(place.url, 5)]);
  expect(run.flat()).toEqual(MIGRATIONS);
});
