"""A switch that ends work from outside: whoever waits looks at it, and no foreign process starts once it is off."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from tools.errors import AgentError


class StopSwitch:
    """Turned off once, from any thread, with the error that the work then ends with."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._error: AgentError | None = None

    def stop(self, error: AgentError) -> None:
        """Ends the work; the first reason stays."""
        with self._lock:
            self._error = self._error or error

    @property
    def stopped(self) -> bool:
        return self._error is not None

    def check(self) -> None:
        """Raises the error that the work was stopped with, once it was."""
        if self._error is not None:
            raise self._error


_current: ContextVar[StopSwitch | None] = ContextVar("stop_switch", default=None)


@contextmanager
def stoppable(switch: StopSwitch) -> Iterator[None]:
    """Everything in the context, threads with a copy of it included, listens to the switch."""
    token = _current.set(switch)
    try:
        yield
    finally:
        _current.reset(token)


def check_stopped() -> None:
    """Raises when the work that this code is part of was stopped."""
    switch = _current.get()
    if switch is not None:
        switch.check()
