"""Disposable SQLite: a fresh file for each database."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Self

from tools.errors import Unsupported
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

    def statements(self, database: Database) -> list[str]:
        """Not to be had: the statements never leave the process that runs them."""
        raise Unsupported("Statement logging", self.id, ())


def disposable(*, log_statements: bool = False) -> SqliteEngine:
    """A disposable SQLite; Unsupported when its statements are asked for."""
    if log_statements:
        raise Unsupported("Statement logging", SqliteEngine.id, ())
    return SqliteEngine()
