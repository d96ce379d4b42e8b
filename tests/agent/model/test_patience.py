"""Repetitions end, by number and by time."""

import pytest

from agent.model.faults import Adapted, Fault
from agent.model.patience import Patience, pause
from agent.model.port import ModelFailed, Reply
from tools.errors import Cancelled
from tools.validators.runtime.stopping import StopSwitch, stoppable


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def patience(self, seconds: float, repetitions: int = 2) -> Patience:
        return Patience(seconds, repetitions, self.sleep, lambda: self.now)


def fault(wait: float | None = None, passing: bool = True) -> Fault:
    return Fault("No.", hint="Wait.", code="model-unavailable", passing=passing, wait_seconds=wait)


def tried(patience: Patience, *results: Reply | ModelFailed) -> tuple[str, list[float]]:
    given: list[float] = []

    def attempt(seconds: float) -> Reply:
        given.append(seconds)
        result = results[len(given) - 1]
        if isinstance(result, ModelFailed):
            raise result
        return result

    try:
        return patience.repeat(attempt).text, given
    except ModelFailed as error:
        return error.code, given


def test_each_attempt_has_the_time_that_is_left() -> None:
    assert tried(Time().patience(10), fault(3), fault(), Reply("x")) == ("x", [10, 7, 6])


def test_the_last_failure_is_told() -> None:
    assert tried(Time().patience(10), *[fault()] * 3) == ("model-unavailable", [10, 9.5, 8.5])
    assert tried(Time().patience(10, repetitions=0), fault()) == ("model-unavailable", [10])


@pytest.mark.parametrize("error", [fault(passing=False), ModelFailed("No.", hint="Wait.", code="model-unavailable")])
def test_what_does_not_pass_is_not_repeated(error: ModelFailed) -> None:
    assert tried(Time().patience(10), error) == ("model-unavailable", [10])


@pytest.mark.parametrize(("seconds", "wait"), [(60, 20.5), (2, 2), (2, 3)])
def test_no_wait_is_longer_than_the_ceiling_or_the_time_left(seconds: float, wait: float) -> None:
    time = Time()
    assert tried(time.patience(seconds), fault(wait)) == ("model-unavailable", [seconds])
    assert time.now == 0


def test_a_call_in_other_words_is_no_repetition() -> None:
    adapted = Adapted("No.", hint="Wait.", code="model-rejected")
    assert tried(Time().patience(10, repetitions=0), adapted, adapted, Reply("x")) == ("x", [10, 10, 10])


def test_work_that_is_stopped_asks_no_more_and_does_not_sleep_on() -> None:
    switch = StopSwitch()
    switch.stop(Cancelled())
    with stoppable(switch):
        with pytest.raises(Cancelled):
            Time().patience(10).repeat(lambda _: Reply("x"))
        with pytest.raises(Cancelled):
            pause(60)
