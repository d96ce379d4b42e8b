"""What a plan asks of whoever runs the backend."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from tests.tools.validators.conformance.backend.server import serving
from tests.tools.validators.conformance.playing import VARIABLES, compiled, ready_backend
from tools.errors import Cancelled, CheckFailed
from tools.validators.conformance.runner import ControlFailed, Player
from tools.validators.live.control import ahead, control_of, count
from tools.validators.runtime.stopping import StopSwitch, stoppable


def _control(error: Exception) -> Any:
    def restart() -> None:
        raise error

    backend: Any = SimpleNamespace(restart=restart)
    nobody: Any = None
    return control_of(backend, nobody, nobody, nobody)


def test_a_clock_is_moved_by_seconds_or_to_a_moment() -> None:
    assert ahead({"seconds": 60}) == 60
    moment = datetime.now(UTC) + timedelta(days=1)
    assert 86_400 - 60 - 5 <= ahead({"to": moment.isoformat(), "seconds": -60}) <= 86_400 - 60 + 1


@pytest.mark.parametrize("weekday", range(1, 8))
def test_a_clock_is_moved_to_a_day_of_the_week(weekday: int) -> None:
    seconds = ahead({"weekday": weekday, "time": "23:30", "seconds": 0})
    there = datetime.now(UTC) + timedelta(seconds=seconds)
    assert 0 <= seconds <= 7 * 86_400
    assert (there.isoweekday(), there.strftime("%H:%M")) == (weekday, "23:30")


def test_what_only_ends_or_begins_a_transaction_is_not_counted() -> None:
    assert count(["BEGIN;", "SELECT 1", "rollback", "UPDATE x SET y = 1", "COMMIT"]) == 2


def test_a_server_that_does_not_stop_fails_the_case() -> None:
    control = _control(CheckFailed("The server ended with exit code 137 at SIGTERM.", code="unclean-shutdown"))
    with pytest.raises(ControlFailed, match="exit code 137"):
        control("restart", {})
    with serving(ready_backend("notes")) as url:
        player = Player(compiled("notes"), url, VARIABLES, control)
        (outcome,) = player.play("main", lambda case: case["check"] == "persistence-across-restart")
    assert outcome["status"] == "failed"
    assert "exit code 137" in outcome["findings"][0]["message"]


def test_work_that_was_stopped_ends() -> None:
    switch = StopSwitch()
    switch.stop(Cancelled("The run was stopped."))
    with stoppable(switch), pytest.raises(Cancelled):
        _control(CheckFailed("The server was ended.", code="unclean-shutdown"))("restart", {})
