"""Connections and transactions: SQLite over aiosqlite."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

Session = AsyncSession
OUTAGES: tuple[type[Exception], ...] = (OperationalError, PoolTimeoutError, OSError)
"""What a statement raises when the database cannot be reached, or not in time."""


class Database:
    """The engine and its two ways in: `read` (statement by statement) and `write` (one transaction)."""

    def __init__(self, url: str, pool_size: int, timeout_seconds: float) -> None:
        self.engine = create_async_engine(
            make_url(url).set(drivername="sqlite+aiosqlite"),
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=timeout_seconds,
            connect_args={"timeout": timeout_seconds},
        )
        event.listen(self.engine.sync_engine, "connect", _prepare)
        event.listen(self.engine.sync_engine, "begin", _begin)
        statements = self.engine.execution_options(alone=True)
        self._reading = async_sessionmaker(statements, expire_on_commit=False)
        self._writing = async_sessionmaker(self.engine, expire_on_commit=False)

    def read(self) -> Session:
        """Open a session whose statements stand alone; use as `async with`."""
        return self._reading()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Session]:
        """Open a transaction: committed when the block ends, rolled back when it raises."""
        async with self._writing() as session:
            yield session
            await session.commit()

    async def ping(self) -> None:
        """Run the smallest statement; raises one of `OUTAGES` when that fails."""
        async with self.read() as session:
            await session.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def _prepare(connection: Any, _: object) -> None:
    # Without transactions of the driver's own, statements stand alone unless `_begin` began one.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    # The write lock is taken at once: a transaction that reads first and writes later could not wait for it.
    if not connection.get_execution_options().get("alone"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
