"""What every disposable datastore offers."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, Self


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What can be done with an engine, for checks that need it."""

    has_server: bool
    """A process of its own stands behind it, which can be lost and come back."""
    logs_statements: bool
    """It can tell which statements it was sent."""


@dataclass(frozen=True, slots=True)
class Database:
    """Where one fresh database is: host, port, name, user and password, or the path of a file."""

    datastore: str
    host: str = ""
    port: int = 0
    name: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    path: Path | None = None

    def url(self, scheme: str) -> str:
        """A connection URL for the given scheme; all parts are URL-safe by construction."""
        if self.path is not None:
            return f"{scheme}:///{self.path}"
        return f"{scheme}://{self.user}:{self.password}@{self.host}:{self.port}/{self.name}"


class Engine(Protocol):
    """A disposable datastore; everything of it is gone when its context ends."""

    @property
    def id(self) -> str:
        """The datastore's id."""
        ...

    @property
    def version(self) -> str:
        """The engine's own version."""
        ...

    @property
    def capabilities(self) -> Capabilities: ...

    def database(self) -> AbstractContextManager[Database]:
        """A fresh, empty database, dropped at the end of the context."""
        ...

    def start(self) -> None:
        """Starts the server again, where it was: same port, same data. Nothing happens when it runs."""
        ...

    def stop(self) -> None:
        """Stops the server; its data stay. Nothing happens when it does not run."""
        ...

    def execute(self, *statements: str, database: Database) -> list[list[str]]:
        """Runs statements, each on its own, and answers all rows as text; CheckFailed at the first error."""
        ...

    def run_script(self, script: str, database: Database) -> None:
        """Runs a script of many statements; CheckFailed at the first error, with what was not committed undone."""
        ...

    def statements(self, database: Database) -> list[str]:
        """The statements that the database was sent so far, in order; Unsupported without the capability."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...
