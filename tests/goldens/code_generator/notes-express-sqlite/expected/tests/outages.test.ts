/** Which failures pass by themselves, and how long is waited for that. */

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Database, Outage } from '../src/core/database.ts';
import { type Disposable, disposableDatabase } from './database.ts';

let place: Disposable;
let one: Database;
let other: Database;

beforeEach(async () => {
  place = await disposableDatabase();
  one = new Database(place.url, 1, 5);
  other = new Database(place.url, 1, 0.2);
  await one.statements((session) => sql`create table numbers (value integer unique) strict`.execute(session));
});

afterEach(async () => {
  await one.close();
  await other.close();
  await place[Symbol.asyncDispose]();
});

function add(store: Database, value: number): Promise<unknown> {
  return store.transaction((session) => sql`insert into numbers values (${value})`.execute(session));
}

test('who writes is waited for, while everything else goes on', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = other.transaction(async (session) => {
    await sql`insert into numbers values (1)`.execute(session);
    await held;
  });
  const second = add(one, 2);
  const { rows } = await one.statements((session) => sql`select value from numbers`.execute(session));
  expect(rows).toEqual([]);
  release();
  await Promise.all([first, second]);
});

test('who writes for too long is an outage', async () => {
  await one.transaction(async (session) => {
    await sql`insert into numbers values (1)`.execute(session);
    await expect(add(other, 2)).rejects.toBeInstanceOf(Outage);
    await Promise.all([1, 2].map(() => expect(add(other, 3)).rejects.toBeInstanceOf(Outage)));
  });
  await add(other, 2);
});

test('a constraint is no outage, and the next write works', async () => {
  await add(one, 1);
  await expect(add(one, 1)).rejects.not.toBeInstanceOf(Outage);
  await add(one, 2);
});

test('a file that cannot be opened is an outage until it can', async () => {
  const url = place.url.replace('test.db', 'later/test.db');
  const late = new Database(url, 1, 0.2);
  const ask = (): Promise<unknown> => late.statements((session) => sql`select 1`.execute(session));
  await expect(ask()).rejects.toBeInstanceOf(Outage);
  await mkdir(join(url.slice('sqlite:///'.length), '..'));
  await ask();
  await late.close();
});

test('whole numbers that JavaScript would round are never rounded', async () => {
  const asked = one.statements((session) => sql`select 9007199254740993 as great, 1 as small, 7 / ${2} as half`.execute(session));
  expect((await asked).rows).toEqual([{ great: 9007199254740993n, small: 1, half: 3 }]);
});
