"""Commands that run to their end: captured, limited in time, with nothing left behind."""

import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.errors import CheckFailed
from tools.validators.runtime.processes import GuardedProcess
from tools.validators.runtime.users import ChildUser

OUTPUT_TAIL_CHARACTERS = 4000


@dataclass(frozen=True, slots=True)
class CommandResult:
    """What a command answered; ``duration_ms`` is wall time."""

    command: tuple[str, ...]
    exit_code: int
    stdout: str
    stderr: str
    duration_ms: int

    @property
    def ok(self) -> bool:
        return self.exit_code == 0

    def tail(self) -> str:
        """The end of what it wrote, errors last."""
        return f"{self.stdout}\n{self.stderr}".strip()[-OUTPUT_TAIL_CHARACTERS:]

    def check(self, what: str) -> "CommandResult":
        """Itself when the command succeeded; CheckFailed otherwise."""
        if self.ok:
            return self
        raise CheckFailed(
            f"{what} failed with exit code {self.exit_code}.",
            code="command-failed",
            hint=f"The end of its output:\n{self.tail()}",
        )


def run(
    command: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    user: ChildUser | None,
    timeout_seconds: float,
) -> CommandResult:
    """Runs the command to its end; DeadlineExceeded, with all of it ended, when it takes longer.

    ``user`` None means ourselves: right for installers, which need our index settings and execute nothing
    that they fetch. Generated code runs as ``child_user()``. A program that cannot be started answers 127.
    """
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="backend-engineer-output-") as folder:
        stdout, stderr = Path(folder, "stdout"), Path(folder, "stderr")
        process = GuardedProcess(command, cwd=cwd, env=env, log=stdout, errors=stderr, user=user, grace_seconds=2.0)
        with process:
            exit_code = process.wait(timeout_seconds)
        return CommandResult(
            command=tuple(command),
            exit_code=exit_code,
            stdout=stdout.read_text(encoding="utf-8", errors="replace"),
            stderr=stderr.read_text(encoding="utf-8", errors="replace"),
            duration_ms=int((time.monotonic() - started) * 1000),
        )
