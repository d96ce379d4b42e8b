-- Notes API: rows to try things with. No seeded account can log in; it may run again.
-- Run it with: sqlite3 -bail DATABASE < seeds/seed.sql

PRAGMA foreign_keys = ON;

BEGIN;

INSERT INTO "notes" ("id", "title", "body", "pinned", "created_at", "updated_at") VALUES
  ('019b78c9-0a80-78f0-85c9-a473bdb5bac2', 'Quiet Rivers', 'The first boat leaves at seven, the last one returns at nine.', 1, '2026-01-01T09:00:00.000Z', '2026-01-01T09:00:00.000Z'),
  ('019b78c9-0a81-70a0-b2bf-5600024e20cb', 'Quiet Rivers 1', 'The first boat leaves at seven, the last one returns at nine. 1', 0, '2026-01-02T09:00:00.000Z', '2026-01-02T09:00:00.000Z'),
  ('019b78c9-0a82-751b-9575-9c4b3d13868f', 'Quiet Rivers 2', 'The first boat leaves at seven, the last one returns at nine. 2', 1, '2026-01-03T09:00:00.000Z', '2026-01-03T09:00:00.000Z')
ON CONFLICT DO NOTHING;

COMMIT;
