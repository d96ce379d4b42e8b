"""Disposable PostgreSQL: a real server from a wheel, on a loopback port, as an unprivileged user."""

import csv
import io
import re
import secrets
import shutil
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Self

from tools.errors import Unsupported
from tools.validators.engines.engine import Capabilities, Database
from tools.validators.engines.postgresql_files import initialised_data, programs
from tools.validators.runtime.commands import CommandResult, run
from tools.validators.runtime.environment import clean_environment
from tools.validators.runtime.ports import LOOPBACK, free_port
from tools.validators.runtime.processes import GuardedProcess
from tools.validators.runtime.users import hand_over
from tools.validators.runtime.workspace import Workspace, workspace

ADMIN = "postgres"
READY_SECONDS = 60
COMMAND_SECONDS = 60
READY_LINE = 7  # of postmaster.pid, where the server tells its state
ACCESS = f"host all all {LOOPBACK}/32 scram-sha-256\n"
# Data live as long as one proof: they need to survive the server's crash, not the machine's.
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "200",
    "log_line_prefix": "<%d> ",
}
STATEMENT = re.compile(r"^<(?P<database>[^>]*)> LOG:  (?:statement|execute [^:]*): (?P<text>.*)$")


class PostgresqlEngine:
    """One server; start and stop keep its port and its data, and the end of the context removes all."""

    id = __name__.rpartition(".")[2]

    def __init__(self, *, log_statements: bool) -> None:
        self.capabilities = Capabilities(has_server=True, logs_statements=log_statements)
        self._password = secrets.token_urlsafe(24)
        self._stack = ExitStack()
        self._server: GuardedProcess | None = None

    def __enter__(self) -> Self:
        with self._stack:
            self._workspace: Workspace = self._stack.enter_context(workspace())
            self._binaries = programs()
            self._home = self._workspace.folder("home")
            self._data = self._prepare_data()
            self._port = free_port()
            self._stack.callback(self.stop)
            self.start()
            self._stack = self._stack.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    @cached_property
    def version(self) -> str:
        """As the server's program tells it: ``18.4``."""
        told = self._run([str(programs() / "postgres"), "--version"]).stdout.split()
        return told[-1]

    def start(self) -> None:
        if self._server is not None and self._server.exit_code is None:
            return
        statement_log = {"log_statement": "all"} if self.capabilities.logs_statements else {}
        settings = {
            **SETTINGS,
            **statement_log,
            "port": str(self._port),
            "unix_socket_directories": str(self._home),
        }
        command = [str(self._binaries / "postgres"), "-D", str(self._data)]
        command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self._server = GuardedProcess(
            command,
            cwd=self._home,
            env=clean_environment(self._home),
            log=self.log,
            user=self._workspace.user,
            # PostgreSQL's fast shutdown; at SIGTERM it would wait for its clients to leave.
            stop_signal=signal.SIGINT,
        )
        try:
            self._server.await_ready(self._is_ready, READY_SECONDS)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        if self._server is not None:
            self._server.stop()
            self._server = None

    @property
    def log(self) -> Path:
        """The server's log; with statement logging every statement is in it."""
        return self._workspace.log("server")

    @contextmanager
    def database(self) -> Iterator[Database]:
        """A fresh database that belongs to a fresh role, which may make more (a project's own tests do)."""
        name = f"app_{secrets.token_hex(6)}"
        password = secrets.token_urlsafe(24)
        self.execute(
            f"CREATE ROLE {name} LOGIN CREATEDB PASSWORD '{password}'",
            f"CREATE DATABASE {name} OWNER {name} TEMPLATE template0",
        )
        try:
            yield Database(datastore=self.id, host=LOOPBACK, port=self._port, name=name, user=name, password=password)
        finally:
            # A stopped server takes its databases with it when the engine's context ends.
            if self._server is not None:
                self._drop_all_of(name)

    def _drop_all_of(self, role: str) -> None:
        """Drops the role and every database that it made; a test run that was killed leaves one behind."""
        # The role's name is ours: `app_` and hexadecimal digits.
        owned = self.execute(f"SELECT datname FROM pg_database WHERE datdba = '{role}'::regrole")  # noqa: S608
        names = [row[0].replace('"', '""') for row in owned]
        self.execute(*(f'DROP DATABASE "{found}" WITH (FORCE)' for found in names), f"DROP ROLE {role}")

    def execute(self, *statements: str, database: Database | None = None) -> list[list[str]]:
        """Runs statements, each on its own, and answers all rows as text; CheckFailed at the first error.

        As the server's administrator, or as the owner of ``database`` inside it.
        """
        told = self._psql([part for statement in statements for part in ("-c", statement)], database)
        return list(csv.reader(io.StringIO(told)))

    def run_script(self, script: str, database: Database) -> None:
        path = self._home / f"script_{secrets.token_hex(6)}.sql"
        path.write_text(script, encoding="utf-8")
        hand_over(path, self._workspace.user)
        try:
            self._psql(["-f", str(path)], database)
        finally:
            path.unlink()

    def _psql(self, arguments: list[str], database: Database | None) -> str:
        user, password, name = (
            (database.user, database.password, database.name) if database else (ADMIN, self._password, ADMIN)
        )
        command = [str(self._binaries / "psql"), "-X", "-q", "-t", "--csv", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", LOOPBACK, "-p", str(self._port), "-U", user, "-d", name, *arguments]
        return self._run(command, {"PGPASSWORD": password}).stdout

    def statements(self, database: Database) -> list[str]:
        if not self.capabilities.logs_statements:
            raise Unsupported("Statement logging", self.id, (), hint="Open the engine with log_statements.")
        found: list[str] = []
        inside = False
        for line in self.log.read_text(encoding="utf-8", errors="replace").splitlines():
            match = STATEMENT.match(line)
            if match:
                inside = match["database"] == database.name
                if inside:
                    found.append(match["text"])
            elif line.startswith("\t"):
                if inside:
                    found[-1] += f"\n{line[1:]}"
            else:
                inside = False
        return found

    def _prepare_data(self) -> Path:
        """A copy of the initialised data, with a password and nobody let in without one."""
        data = self._workspace.path / "data"
        shutil.copytree(initialised_data(), data)
        (data / "pg_hba.conf").write_text(ACCESS, encoding="utf-8")
        script = data / "password.sql"
        script.touch(mode=0o600)
        script.write_text(f"ALTER ROLE {ADMIN} PASSWORD '{self._password}'\n", encoding="utf-8")
        hand_over(data, self._workspace.user)
        shell = 'exec "$0" --single -D "$1" postgres < "$2"'
        self._run(["/bin/sh", "-c", shell, str(self._binaries / "postgres"), str(data), str(script)])
        script.unlink()
        return data

    def _is_ready(self) -> bool:
        try:
            lines = (self._data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except OSError:
            return False
        return len(lines) > READY_LINE and lines[READY_LINE].strip() == "ready"

    def _run(self, command: list[str], variables: dict[str, str] | None = None) -> CommandResult:
        return run(
            command,
            cwd=self._home,
            env=clean_environment(self._home, variables),
            user=self._workspace.user,
            timeout_seconds=COMMAND_SECONDS,
        ).check(Path(command[0]).name)


def disposable(*, log_statements: bool = False) -> PostgresqlEngine:
    """A disposable PostgreSQL server."""
    return PostgresqlEngine(log_statements=log_statements)
