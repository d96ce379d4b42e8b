/** Whether the database has the schema that this code was written for. */

import { readdirSync } from 'node:fs';
import { sql } from 'kysely';
import type { Database } from './database.ts';

const FOLDER = new URL('../../migrations/', import.meta.url);
const ENDING = '.ts';

/** The migrations that this code comes with. */
export const MIGRATIONS: readonly string[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith(ENDING))
  .map((name) => name.slice(0, -ENDING.length));

/** Tell whether every migration was run; one that this code does not know is a later one. */
export async function isCurrent(database: Database, wanted = MIGRATIONS): Promise<boolean> {
  const done = await database.statements(async (session) => {
    const { rows } = await sql<{ found: unknown }>`select exists (select 1 from sqlite_schema where name = 'kysely_migration') as found`.execute(session);
    if (!rows[0]?.found) {
      return [];
    }
    const run = await sql<{ name: string }>`select name from kysely_migration`.execute(session);
    return run.rows.map(({ name }) => name);
  });
  return wanted.every((name) => done.includes(name));
}
