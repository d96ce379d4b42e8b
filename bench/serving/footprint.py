"""How soon a server is ready, and how much memory it holds then."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Footprint
from bench.statistics import median
from tools.validators.live.backend import Backend

PROCESSES = Path("/proc")
GUARD = b"guard.py"
SETTLING_SECONDS = 1.0


def measure(backend: Backend, starts: int) -> Footprint:
    """Medians over several starts; the backend runs before and afterwards no more."""
    seconds, memory = [], []
    for _ in range(starts):
        before = set(_descendants(os.getpid()))
        started = time.monotonic()
        backend.start({})
        seconds.append(time.monotonic() - started)
        time.sleep(SETTLING_SECONDS)
        memory.append(sum(_resident_mb(one) for one in set(_descendants(os.getpid())) - before))
        backend.stop()
    return Footprint(start=round(median(seconds), 2), idle_mb=round(median(memory)))


def _descendants(process: int) -> Iterator[int]:
    """Ids of the processes below one, without the guards that stand between; none where the system does not tell."""
    parents: dict[int, list[int]] = {}
    for folder in PROCESSES.glob("[0-9]*"):
        try:
            # The second field is a name in parentheses, which may hold anything.
            parent = int((folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        parents.setdefault(parent, []).append(int(folder.name))
    waiting = [process]
    while waiting:
        for child in parents.get(waiting.pop(), []):
            waiting.append(child)
            if not _is_guard(child):
                yield child


def _is_guard(process: int) -> bool:
    try:
        return GUARD in (PROCESSES / str(process) / "cmdline").read_bytes()
    except OSError:
        return True


def _resident_mb(process: int) -> float:
    try:
        lines = (PROCESSES / str(process) / "status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    found = [line.split()[1] for line in lines if line.startswith("VmRSS:")]
    return int(found[0]) * 1024 / 1e6 if found else 0.0
