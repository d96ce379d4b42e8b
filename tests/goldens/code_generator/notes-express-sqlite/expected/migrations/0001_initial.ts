/** The first schema. */

import { type Kysely, sql } from 'kysely';

const UP = [
  `CREATE TABLE "notes" (
  "id" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "body" TEXT,
  "pinned" INTEGER DEFAULT 0 NOT NULL,
  "created_at" TEXT NOT NULL,
  "updated_at" TEXT NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "notes_id__form_check" CHECK (length("id") = 36 AND "id" NOT GLOB '*[^0-9a-f-]*'),
  CONSTRAINT "notes_title__length_check" CHECK (length("title") <= 100),
  CONSTRAINT "notes_body__length_check" CHECK (length("body") <= 4000),
  CONSTRAINT "notes_pinned__form_check" CHECK ("pinned" IN (0, 1)),
  CONSTRAINT "notes_created_at__form_check" CHECK ("created_at" IS replace(strftime('%Y-%m-%dT%H:%M:%fZ', "created_at", '+0 days'), '0300-02-29', '0300-03-01') AND "created_at" >= '0001-01-01'),
  CONSTRAINT "notes_updated_at__form_check" CHECK ("updated_at" IS replace(strftime('%Y-%m-%dT%H:%M:%fZ', "updated_at", '+0 days'), '0300-02-29', '0300-03-01') AND "updated_at" >= '0001-01-01')
) STRICT`,
];

const DOWN = [
  'DROP TABLE "notes"',
];

/** Make everything. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await run(db, UP);
}

/** Take back what `up` made, and nothing else. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await run(db, DOWN);
}

async function run(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) {
    await sql.raw(statement).execute(db);
  }
}
