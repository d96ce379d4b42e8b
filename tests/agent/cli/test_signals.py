"""A stop is heard at once where a line of input is awaited."""

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from agent.cli.lines import read_line
from agent.cli.signals import stopping
from tools.errors import Cancelled
from tools.validators.runtime.stopping import StopSwitch, stoppable


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An input on which nothing ever comes; it ends after a while, so that a signal that is not heard fails a test."""
    read, write = os.pipe()
    late = threading.Timer(5, os.close, (write,))
    late.start()
    with os.fdopen(read, encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        yield
        if late.is_alive():
            late.cancel()
            os.close(write)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_waiting_for_input(silent: None, number: signal.Signals) -> None:
    switch = StopSwitch()
    sending = threading.Timer(0.2, os.kill, (os.getpid(), number))
    with stopping(switch, "Begin again."), stoppable(switch):
        sending.start()
        with pytest.raises(Cancelled) as caught:
            read_line()
    assert caught.value.message == f"Stopped by {number.name}."
    assert caught.value.hint == "Begin again."


def test_a_stop_just_before_is_heard(silent: None) -> None:
    switch = StopSwitch()
    switch.stop(Cancelled())
    with stoppable(switch), pytest.raises(Cancelled):
        read_line()


def test_while_something_is_under_way_a_signal_only_turns_the_switch() -> None:
    switch = StopSwitch()
    with stopping(switch, "Begin again."):
        os.kill(os.getpid(), signal.SIGTERM)
        assert switch.stopped
