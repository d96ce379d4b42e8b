/** Empties the tables between tests. */

import { sql } from 'kysely';
import type { Database } from '../src/core/database.ts';

/** Those that refer to others first. */
const TABLES = [
  'notes',
];

/** Delete every row. */
export async function emptyTables(database: Database): Promise<void> {
  await database.transaction(async (session) => {
    for (const table of TABLES) {
      await sql`delete from ${sql.table(table)}`.execute(session);
    }
  });
}
