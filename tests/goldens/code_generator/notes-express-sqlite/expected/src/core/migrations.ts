/** Runs migrations against a database. */

import { promises as fs } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Kysely, sql } from 'kysely';
import { FileMigrationProvider, type MigrationProvider, Migrator } from 'kysely/migration';
import { dialect } from './connections.ts';
import { pathOf } from './database.ts';
import { File } from './file.ts';

const FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Run the migrations that were not run yet, in one transaction, and return their names. */
export async function migrate(url: string, timeoutSeconds: number): Promise<string[]> {
  // Foreign keys are off: dropping a table, to make it anew, would take the rows with it that refer to it.
  const file = new File(pathOf(url), timeoutSeconds * 1000, { references: false });
  try {
    const db = new Kysely<unknown>({ dialect: dialect(file, 'alone') });
    const { error, results = [] } = await new Migrator({ db, provider }).migrateToLatest();
    if (error !== undefined) {
      throw error instanceof Error ? error : new Error('a migration failed', { cause: error });
    }
    return results.map(({ migrationName }) => migrationName);
  } finally {
    file.close();
  }
}

const files = new FileMigrationProvider({ fs, path, migrationFolder: FOLDER, import: load });

/** Each migration, and whether it left every reference with its row. */
const provider: MigrationProvider = {
  async getMigrations() {
    const found = Object.entries(await files.getMigrations());
    return Object.fromEntries(
      found.map(([name, migration]) => {
        const up = async (db: Kysely<unknown>): Promise<void> => {
          await migration.up(db);
          await requireReferences(db);
        };
        return [name, { ...migration, up }];
      }),
    );
  },
};

/** Refuse a migration that left references to rows that are not there. */
async function requireReferences(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ table: string }>`pragma foreign_key_check`.execute(db);
  const tables = [...new Set(rows.map(({ table }) => table))].sort();
  if (tables.length > 0) {
    throw new Error(`Rows refer to others that do not exist, in: ${tables.join(', ')}`);
  }
}

function load(file: string): Promise<unknown> {
  return import(pathToFileURL(file).href);
}
