"""Rate limits of payloads."""

import pytest

from agent.planner.notes import Notes
from agent.planner.payload.limits import rate_limit
from agent.planner.sketch import Sketch
from tools.errors import BadInput, Contradiction


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (True, True),
        (False, False),
        (100, (100, 60)),
        ("100/minute", (100, 60)),
        ("10 per 30 seconds", (10, 30)),
        ({"requests": 5, "window": "1 hour"}, (5, 3600)),
        ({"max": 5, "windowMs": 60000}, (5, 60)),
        ({"limit": 5, "windowSeconds": 10}, (5, 10)),
        ({"enabled": False, "limit": 5}, False),
        ({}, True),
    ],
)
def test_rate(value: object, wanted: object) -> None:
    sketch = Sketch()
    rate_limit(value, "payload.rateLimit", sketch, Notes())
    assert sketch.api.rate_limit == wanted


@pytest.mark.parametrize("value", ["often", -1, 1.5, {"requests": 5, "window": "a while"}, {"requests": True}])
def test_wrong_rates(value: object) -> None:
    with pytest.raises(BadInput) as caught:
        rate_limit(value, "payload.rateLimit", Sketch(), Notes())
    assert caught.value.path.startswith("payload.rateLimit")


@pytest.mark.parametrize(
    "value", [{"requests": 5, "window": "1m", "windowMs": 5000}, {"max": 5, "requestsPerMinute": 6}]
)
def test_two_rates_are_a_contradiction(value: object) -> None:
    with pytest.raises(Contradiction):
        rate_limit(value, "payload.rateLimit", Sketch(), Notes())


@pytest.mark.parametrize(("scope", "placed"), [("ip", True), ("per-user", True), ("global", False)])
def test_whose_requests_are_counted_is_told(scope: str, placed: bool) -> None:
    notes = Notes()
    rate_limit({"requests": 5, "window": "1m", "scope": scope}, "payload.rateLimit", Sketch(), notes)
    lines = notes.assumptions if placed else notes.unplaced
    assert any(line.startswith("payload.rateLimit.scope") for line in lines)
