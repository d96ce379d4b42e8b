-- Notes API: the whole schema.
-- Run it with: sqlite3 -bail DATABASE < database/schema.sql

PRAGMA foreign_keys = ON;

BEGIN;

CREATE TABLE "notes" (
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
) STRICT;

COMMIT;
