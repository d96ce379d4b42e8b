"""Ctrl-C and SIGTERM stop the work in order; a second one ends at once."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tools.errors import Cancelled
from tools.validators.runtime.stopping import StopSwitch, check_stopped

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class _Waiting:
    """Whether the process waits for a line of input; signals are the whole process's, and so is this."""

    now = False


@contextmanager
def stopping(switch: StopSwitch, hint: str) -> Iterator[None]:
    """Signals in the context stop the switch; `hint` says what the person can do then."""

    def stop(number: int, frame: FrameType | None) -> None:
        if switch.stopped:
            raise KeyboardInterrupt
        name = signal.Signals(number).name
        switch.stop(Cancelled(f"Stopped by {name}.", hint=hint))
        if _Waiting.now:
            switch.check()

    before = {number: signal.signal(number, stop) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def waiting_for_input() -> Iterator[None]:
    """A stop in the context is raised at once: a read whose signal handler returns would go on waiting (PEP 475)."""
    _Waiting.now = True
    try:
        # It may have come just before.
        check_stopped()
        yield
    finally:
        _Waiting.now = False
