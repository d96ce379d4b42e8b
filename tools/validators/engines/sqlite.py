"""Disposable SQLite: a fresh file for each database."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Self

from tools.errors import CheckFailed, Unsupported
from tools.validators.engines.engine import Capabilities, Database
from tools.validators.runtime.workspace import Workspace, workspace


class SqliteEngine:
    """Files in a disposable folder; there is no server to start or to lose."""

    id = __name__.rpartition(".")[2]
    version = sqlite3.sqlite_version
    capabilities = Capabilities(has_server=False, logs_statements=False)

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._workspace: Workspace | None = None

    def __enter__(self) -> Self:
        self._workspace = self._stack.enter_context(workspace())
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()
        self._workspace = None

    def start(self) -> None:
        """Nothing to start."""

    def stop(self) -> None:
        """Nothing to stop."""

    @contextmanager
    def database(self) -> Iterator[Database]:
        """A path in a folder of its own, where the journal files of the database find room too."""
        if self._workspace is None:
            raise RuntimeError("the engine is used outside its context")
        folder = self._workspace.folder(f"database-{secrets.token_hex(4)}")
        try:
            yield Database(datastore=self.id, path=folder / "database.db")
        finally:
            self._workspace.remove(folder)

    def execute(self, *statements: str, database: Database) -> list[list[str]]:
        with _connection(database) as connection:
            rows = [row for statement in statements for row in connection.execute(statement)]
        return [["" if value is None else str(value) for value in row] for row in rows]

    def run_script(self, script: str, database: Database) -> None:
        with _connection(database) as connection:
            connection.executescript(script)

    def statements(self, database: Database) -> list[str]:
        """Not to be had: the statements never leave the process that runs them."""
        raise Unsupported("Statement logging", self.id, ())


@contextmanager
def _connection(database: Database) -> Iterator[sqlite3.Connection]:
    """A connection that commits each statement unless it is told otherwise, and checks references."""
    if database.path is None:
        raise RuntimeError("the database has no file")
    with closing(sqlite3.connect(database.path, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            yield connection
        except sqlite3.Error as error:
            raise CheckFailed("SQLite refused a statement.", code="sql-failed", hint=str(error)) from error


def disposable(*, log_statements: bool = False) -> SqliteEngine:
    """A disposable SQLite; Unsupported when its statements are asked for."""
    if log_statements:
        raise Unsupported("Statement logging", SqliteEngine.id, ())
    return SqliteEngine()
