"""Connections and transactions: SQLite over aiosqlite."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from sqlalchemy import Connection, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

Session = AsyncSession


class Outage(Exception):
    """The database cannot be reached, or did not answer in time: the same may go well later."""


def check_address(url: str) -> None:
    """Refuse (ValueError) what is no address of a database of this kind; the address is never repeated."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError("is no address of a database") from None
    if address.drivername != "sqlite" or address.host is not None or not address.database:
        raise ValueError("must name a file, after sqlite:///")


class Database:
    """The engine and its two ways in: `statements` (each stands alone) and `transaction`.

    `transactional`: the engine for whoever needs a connection that begins one.
    """

    def __init__(self, url: str, pool_size: int, timeout_seconds: float) -> None:
        self.engine = create_async_engine(
            make_url(url).set(drivername="sqlite+aiosqlite"),
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=timeout_seconds,
            connect_args={"timeout": timeout_seconds},
            # Values of statements are people's data and hashes of passwords: nothing for a log.
            hide_parameters=True,
        )
        event.listen(self.engine.sync_engine, "connect", _prepare)
        event.listen(self.engine.sync_engine, "begin", _begin)
        self.transactional = self.engine
        statements = self.engine.execution_options(alone=True)
        self._statements = async_sessionmaker(statements, expire_on_commit=False)
        self._transactions = async_sessionmaker(self.transactional, expire_on_commit=False)

    @asynccontextmanager
    async def statements(self) -> AsyncIterator[Session]:
        """Open a session whose statements stand alone; raises `Outage`."""
        with _outages():
            async with self._statements() as session:
                yield session

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """Open a transaction: committed when the block ends, rolled back when it raises; raises `Outage`."""
        with _outages():
            async with self._transactions() as session:
                yield session
                await session.commit()

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


@contextmanager
def _outages() -> Iterator[None]:
    try:
        yield
    except (OperationalError, PoolTimeoutError, OSError) as error:
        raise Outage from error


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
