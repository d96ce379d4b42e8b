"""Foreign processes that never outlive us: started behind a guard, stopped whatever happens."""

import contextlib
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from tools.errors import AgentError, DeadlineExceeded
from tools.validators.runtime.stopping import check_stopped
from tools.validators.runtime.users import ChildUser

GUARD = Path(__file__).with_name("guard.py")
POLL_SECONDS = 0.03
# How often a wait looks whether the work was stopped.
LOOK_SECONDS = 0.25
LOG_TAIL_CHARACTERS = 4000


class ServerFailed(AgentError):
    """A server ended before it was ready; ``log`` holds the end of what it wrote."""

    code = "server-failed"

    def __init__(self, name: str, log: str) -> None:
        self.log = log
        super().__init__(f"{name} ended before it was ready.", hint=f"The end of its log:\n{log}")

    def to_dict(self) -> dict[str, object]:
        return {**super().to_dict(), "log": self.log}


class GuardedProcess:
    """One foreign program with its whole process group, behind a guard.

    ``log`` gets standard output and error, unless ``errors`` takes the latter. Everything of the program
    ends when ``stop`` is called, when the context ends and when our own process ends, however that happens.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        cwd: Path,
        env: Mapping[str, str],
        log: Path,
        user: ChildUser | None,
        errors: Path | None = None,
        grace_seconds: float = 10.0,
        stop_signal: signal.Signals = signal.SIGTERM,
    ) -> None:
        check_stopped()
        self.name = Path(command[0]).name
        self.log = log
        self._grace = grace_seconds
        ids = (str(user.uid), str(user.gid)) if user else ("-1", "-1")
        settings = [*ids, str(grace_seconds), str(int(stop_signal)), "--"]
        with contextlib.ExitStack() as files:
            output = files.enter_context(log.open("ab"))
            error_output = files.enter_context(errors.open("ab")) if errors else subprocess.STDOUT
            self._guard = subprocess.Popen(
                [sys.executable, "-I", "-S", str(GUARD), *settings, _located(command[0], env), *command[1:]],
                cwd=cwd,
                env=dict(env),
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=error_output,
                # A Ctrl-C in the terminal is for us: we end our children in our own order.
                start_new_session=True,
            )

    @property
    def exit_code(self) -> int | None:
        """The program's exit code (128 + n after signal n); None while it runs."""
        return self._guard.poll()

    def send(self, number: signal.Signals) -> None:
        """Sends a signal to the program itself, not to its group."""
        pipe = self._guard.stdin
        if pipe is None or pipe.closed:
            return
        with contextlib.suppress(BrokenPipeError):
            pipe.write(b"signal %d\n" % int(number))
            pipe.flush()

    def wait(self, timeout_seconds: float) -> int:
        """The program's exit code; DeadlineExceeded when it goes on longer, or what the work was stopped with."""
        deadline = time.monotonic() + timeout_seconds
        while True:
            check_stopped()
            left = deadline - time.monotonic()
            try:
                return self._guard.wait(max(0.0, min(left, LOOK_SECONDS)))
            except subprocess.TimeoutExpired:
                if left <= LOOK_SECONDS:
                    raise DeadlineExceeded(self.name, timeout_seconds) from None

    def stop(self) -> int:
        """Ends the program and all that it started; returns its exit code. May be called twice."""
        pipe = self._guard.stdin
        if pipe is not None and not pipe.closed:
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
        try:
            return self._guard.wait(self._grace + 30)
        except subprocess.TimeoutExpired:
            self._guard.kill()
            return self._guard.wait()

    def log_tail(self) -> str:
        """The last characters of the log."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-LOG_TAIL_CHARACTERS:]

    def await_ready(self, probe: Callable[[], bool], timeout_seconds: float) -> None:
        """Returns once the probe answers true; ServerFailed or DeadlineExceeded otherwise."""
        deadline = time.monotonic() + timeout_seconds
        while not probe():
            check_stopped()
            if self.exit_code is not None:
                raise ServerFailed(self.name, self.log_tail())
            if time.monotonic() > deadline:
                tail = self.log_tail()
                raise DeadlineExceeded(f"{self.name} starting", timeout_seconds, hint=f"The end of its log:\n{tail}")
            time.sleep(POLL_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _located(program: str, env: Mapping[str, str]) -> str:
    """The program's place on the child's PATH: the guard's child may no longer read its own modules."""
    return program if "/" in program else shutil.which(program, path=env.get("PATH")) or program


@contextmanager
def server(
    command: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    log: Path,
    user: ChildUser | None,
    probe: Callable[[], bool],
    ready_seconds: float = 30.0,
    grace_seconds: float = 10.0,
    stop_signal: signal.Signals = signal.SIGTERM,
) -> Iterator[GuardedProcess]:
    """A running, ready server for the length of the context."""
    process = GuardedProcess(
        command, cwd=cwd, env=env, log=log, user=user, grace_seconds=grace_seconds, stop_signal=stop_signal
    )
    with process:
        process.await_ready(probe, ready_seconds)
        yield process
