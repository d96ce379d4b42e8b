"""Runs migrations against the database of the settings."""

import asyncio

from alembic import context
from sqlalchemy import Connection

from app.core.config import get_settings
from app.core.database import Database
from app.models import Base


def _migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=Base.metadata, compare_type=False)
    with context.begin_transaction():
        context.run_migrations()


async def _online() -> None:
    settings = get_settings()
    database = Database(settings.database_url.get_secret_value(), 1, settings.database_timeout_seconds)
    try:
        async with database.engine.begin() as connection:
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
