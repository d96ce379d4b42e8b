"""Runs migrations against the database of the settings."""

import asyncio
from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, TypeDecorator, event

from app.core import rebuilding
from app.core.config import get_settings
from app.core.database import Database
from app.models import Base


def _rendered(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Name the type that is stored: a migration must not change with the code of later days."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        render_item=_rendered,
        # The store changes no column in place: a batch makes the table anew.
        render_as_batch=True,
        autogenerate_plugins=["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
    )
    with context.begin_transaction():
        context.run_migrations()
    rebuilding.require_references(connection)


async def _online() -> None:
    settings = get_settings()
    database = Database(settings.database_url.get_secret_value(), 1, settings.database_timeout_seconds)
    event.listen(database.engine.sync_engine, "connect", rebuilding.suspend_references)
    try:
        async with database.transactional.begin() as connection:
            await connection.run_sync(_migrate)
    finally:
        await database.close()


def _offline() -> None:
    url = get_settings().database_url.get_secret_value()
    context.configure(url=url, target_metadata=Base.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    _offline()
else:
    asyncio.run(_online())
