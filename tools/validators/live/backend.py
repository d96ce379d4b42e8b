"""A generated backend, running: booted, restarted and stopped by the proof."""

import secrets
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tools.errors import AgentError, CheckFailed
from tools.validators.engines.engine import Database
from tools.validators.live.admin import PASSWORD
from tools.validators.project import Project
from tools.validators.runtime.commands import run
from tools.validators.runtime.ports import LOOPBACK, free_port
from tools.validators.runtime.processes import GuardedProcess
from tools.validators.runtime.toolchains.toolchain import Toolchain
from tools.validators.runtime.users import hand_over
from tools.validators.runtime.workspace import Workspace

READY_SECONDS = 120
COMMAND_SECONDS = 180
GRACE_SECONDS = 5
STOPPING_SECONDS = 25
"""How long a server may take beside the grace: one that is just asking its workers for a sign of life waits first."""
WORKERS = 2
READINESS = "/health/ready"
STDIN_FROM_FILE = 'exec "$@" < "$0"'


class Backend:
    """One project on one database; ``more`` is environment for all of its starts, ``settings`` that of one."""

    def __init__(
        self,
        work: Workspace,
        folder: Path,
        project: Project,
        toolchain: Toolchain,
        database: Database,
        more: Mapping[str, str],
    ) -> None:
        self.secret = secrets.token_urlsafe(48)
        self._work = work
        self._folder = folder
        self._project = project
        self._toolchain = toolchain
        self._home = work.folder("home")
        self._port = free_port()
        self._variables = {
            "DATABASE_URL": database.url(database.datastore),
            "JWT_SECRET": self.secret,
            "HOST": LOOPBACK,
            "PORT": str(self._port),
            "WORKERS": str(WORKERS),
            "LOG_LEVEL": "INFO",
            "SHUTDOWN_GRACE_SECONDS": str(GRACE_SECONDS),
            **more,
        }
        self._settings: Mapping[str, str] = {}
        self._process: GuardedProcess | None = None

    @property
    def base_url(self) -> str:
        return f"http://{LOOPBACK}:{self._port}"

    @property
    def log(self) -> Path:
        """What the server wrote, over all its starts."""
        return self._work.log("backend")

    def migrate(self) -> None:
        """Brings the database's schema up; CheckFailed when the project's command fails."""
        self._command("migrate", self._project.commands["migrate"])

    def create_admin(self, account: Mapping[str, object]) -> None:
        """Makes the first admin with the project's own command: an option a field, the password on standard input."""
        sent = self._home / "admin-password"
        sent.write_text(f"{account[PASSWORD]}\n", encoding="utf-8")
        hand_over(sent, self._work.user)
        command = list(self._project.commands["create_admin"])
        for name, value in account.items():
            if name != PASSWORD:
                command += [f"--{name.replace('_', '-')}", str(value)]
        try:
            self._command("create_admin", ("/bin/sh", "-c", STDIN_FROM_FILE, str(sent), *command))
        finally:
            sent.unlink()

    def start(self, settings: Mapping[str, str]) -> None:
        """Boots the server with these settings and waits until it is ready."""
        self._settings = dict(settings)
        self._process = GuardedProcess(
            self._project.commands["serve"],
            cwd=self._folder,
            env=self._environment(),
            log=self.log,
            user=self._work.user,
            grace_seconds=GRACE_SECONDS + STOPPING_SECONDS,
        )
        try:
            self._process.await_ready(self._is_ready, READY_SECONDS)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> int | None:
        """Stops the server with SIGTERM; its exit code, None when it did not run."""
        process, self._process = self._process, None
        return process.stop() if process is not None else None

    def restart(self) -> None:
        """Stops and boots again; CheckFailed when the server does not end by itself, in peace."""
        code = self.stop()
        if code not in (0, 128 + 15):
            raise CheckFailed(f"The server ended with exit code {code} at SIGTERM.", code="unclean-shutdown")
        self.start(self._settings)

    def move_clock(self, seconds: int) -> None:
        """Boots again with the clock so far ahead, until the next start; CheckFailed as for `restart`.

        One worker is enough for what is asked then, and is there sooner.
        """
        self._settings = {**self._settings, "CLOCK_OFFSET_SECONDS": str(seconds), "WORKERS": "1"}
        self.restart()

    def _environment(self) -> dict[str, str]:
        return self._toolchain.environment(self._home, {**self._variables, **self._settings})

    def _command(self, purpose: str, command: tuple[str, ...]) -> None:
        run(
            command,
            cwd=self._folder,
            env=self._environment(),
            user=self._work.user,
            timeout_seconds=COMMAND_SECONDS,
        ).check(f"The project's {purpose} command")

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.base_url}{READINESS}", timeout=5) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except OSError:
            return False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def fault_of(error: AgentError) -> str:
    """What an error says, with its hint, on one line per sentence."""
    return f"{error.message} {error.hint}".strip()
