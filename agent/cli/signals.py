"""Ctrl-C and SIGTERM stop the work in order; a second one ends at once."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tools.errors import Cancelled
from tools.validators.runtime.stopping import StopSwitch

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def stopping(switch: StopSwitch, hint: str) -> Iterator[None]:
    """Signals in the context stop the switch; `hint` says what the person can do then."""

    def stop(number: int, frame: FrameType | None) -> None:
        if switch.stopped:
            raise KeyboardInterrupt
        name = signal.Signals(number).name
        switch.stop(Cancelled(f"Stopped by {name}.", hint=hint))

    before = {number: signal.signal(number, stop) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
