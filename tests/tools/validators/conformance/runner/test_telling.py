"""Events that are awaited: these, each once, and no others."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest

from tools.validators.conformance.runner import telling
from tools.validators.conformance.runner.telling import awaited, quiet

PAID = {"object": {"event": {"object": {"id": {"type": "string"}, "type": {"is": "paid"}}}}}


@pytest.fixture(autouse=True)
def at_once() -> Iterator[None]:
    with patch.multiple(telling, QUIET_SECONDS=0, PATIENCE_SECONDS=0.3, PERIOD_SECONDS=0.01):
        yield


def _event(id: str, type: str = "paid") -> dict[str, Any]:
    return {"event": {"id": id, "type": type}}


@pytest.mark.parametrize(
    ("events", "wanted", "fault"),
    [
        ([_event("1")], [PAID], ""),
        ([], [], ""),
        ([], [PAID], "the event did not come"),
        ([_event("1"), _event("2")], [PAID], "nobody asked for the event"),
        ([_event("1")], [], "nobody asked for the event"),
        ([_event("1", "lost")], [PAID], "/event/type"),
        ([_event("0")], [PAID], "two events have the id"),
        ([_event("1"), _event("2", "beside")], [PAID], ""),
    ],
)
def test_these_each_once_and_no_others(events: list[dict[str, Any]], wanted: list[Any], fault: str) -> None:
    found = awaited(lambda: [_event("0"), *events], 1, wanted, ["beside"])
    assert found == [] if not fault else any(fault in item for item in found)


def test_an_event_may_take_its_time() -> None:
    answers = iter([[], [], []])
    assert awaited(lambda: next(answers, [_event("1")]), 0, [PAID], []) == []


def test_what_is_still_under_way_is_waited_for() -> None:
    with patch.object(telling, "QUIET_SECONDS", 0.05):
        answers = iter([[], [_event("1")], [_event("1")]])
        assert quiet(lambda: next(answers, [_event("1"), _event("2")])) == 2
