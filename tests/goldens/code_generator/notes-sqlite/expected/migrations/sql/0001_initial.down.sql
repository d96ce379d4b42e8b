-- Notes API: removes what 0001_initial.up.sql made.
-- Run it with: sqlite3 -bail DATABASE < migrations/sql/0001_initial.down.sql

PRAGMA foreign_keys = ON;

BEGIN;

DROP TABLE "notes";

COMMIT;
