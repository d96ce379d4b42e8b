"""Processes of our own program, with what they cost."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from agent.model.openai_compatible import MODEL_VARIABLE
from tools.errors import CheckFailed

ROOT = Path(__file__).parents[1]
COMMAND_LINE = ("-c", "from agent.cli.main import main; main()")
"""What the command `backend-engineer` runs."""
TAIL_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process took, and what it wrote."""

    seconds: float
    peak_mb: float
    stdout: str
    stderr: str


def spent(
    arguments: Sequence[str], variables: Mapping[str, str] | None = None, *, accepted: Sequence[int] = (0,)
) -> Spent:
    """Runs our own Python with these arguments to its end; CheckFailed when it ends with another exit code."""
    # Nothing that is measured may leave the machine.
    inherited = {name: value for name, value in os.environ.items() if name != MODEL_VARIABLE}
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as output,
        tempfile.TemporaryFile("w+", encoding="utf-8") as errors,
    ):
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env={**inherited, **(variables or {})}, stdout=output, stderr=errors
        )
        try:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        except BaseException:
            process.terminate()
            process.wait()
            raise
        seconds = time.monotonic() - started
        output.seek(0)
        errors.seek(0)
        told, complaint = output.read(), errors.read()
    if process.returncode not in accepted:
        raise CheckFailed(
            f"A measured process ended with exit code {process.returncode}.",
            code="not-measured",
            hint=f"The end of what it wrote:\n{(told + complaint)[-TAIL_CHARACTERS:]}",
        )
    # Linux tells KiB, macOS bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Spent(seconds, usage.ru_maxrss * unit / 1e6, told, complaint)
