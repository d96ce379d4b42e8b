"""Whether the database has the schema that this code was written for."""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from app.core.database import Database

_ROOT = Path(__file__).resolve().parents[2]


def _outdated() -> frozenset[str]:
    scripts = ScriptDirectory.from_config(Config(_ROOT / "alembic.ini"))
    return frozenset(script.revision for script in scripts.walk_revisions()) - frozenset(scripts.get_heads())


_OUTDATED = _outdated()


async def is_current(database: Database) -> bool:
    """Tell whether every migration was run; one that this code does not know is a later one."""
    async with database.statements() as session:
        connection = await session.connection()
        found = await connection.run_sync(_revisions)
    return bool(found) and not found & _OUTDATED


def _revisions(connection: Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())
