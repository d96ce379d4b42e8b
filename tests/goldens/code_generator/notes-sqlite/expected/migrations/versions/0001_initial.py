"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


UP = (
    """CREATE TABLE "notes" (
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
) STRICT""",
)


DOWN = ('DROP TABLE "notes"',)


def upgrade() -> None:
    """Make everything."""
    _run(UP)


def downgrade() -> None:
    """Take back what `upgrade` made, and nothing else."""
    _run(DOWN)


def _run(statements: tuple[str, ...]) -> None:
    for statement in statements:
        # Colons are part of the SQL here, never names of parameters.
        op.execute(sa.text(statement.replace(":", r"\:")))
