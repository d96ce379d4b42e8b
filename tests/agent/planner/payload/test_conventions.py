"""Limits and conventions of payloads."""

import pytest

from agent.planner.notes import Notes
from agent.planner.payload import conventions
from agent.planner.sketch import Sketch
from tools.blueprint.model import PaginationStyle
from tools.errors import BadInput


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
    conventions.rate_limit(value, "payload.rateLimit", sketch, Notes())
    assert sketch.api.rate_limit == wanted


@pytest.mark.parametrize("value", ["often", -1, 1.5, {"requests": 5, "window": "a while"}, {"requests": True}])
def test_wrong_rates(value: object) -> None:
    with pytest.raises(BadInput) as caught:
        conventions.rate_limit(value, "payload.rateLimit", Sketch(), Notes())
    assert caught.value.path.startswith("payload.rateLimit")


@pytest.mark.parametrize(
    ("value", "style", "limit"),
    [
        ("cursor", PaginationStyle.CURSOR, None),
        ("offset-based", PaginationStyle.OFFSET, None),
        ({"style": "offset", "pageSize": 50}, PaginationStyle.OFFSET, 50),
        (True, None, None),
    ],
)
def test_pagination(value: object, style: PaginationStyle | None, limit: int | None) -> None:
    sketch = Sketch()
    conventions.pagination(value, "payload.pagination", sketch, Notes())
    assert (sketch.api.pagination, sketch.api.default_limit) == (style, limit)


@pytest.mark.parametrize(
    ("value", "yes", "no"),
    [
        ("JWT", True, False),
        ("bearer", True, False),
        (True, True, False),
        ("none", False, True),
        (False, False, True),
        ({"strategy": "jwt", "accessTokenMinutes": 5}, True, False),
        ({"enabled": False}, False, True),
    ],
)
def test_authentication(value: object, yes: bool, no: bool) -> None:
    sketch = Sketch()
    conventions.authentication(value, "payload.authentication", sketch, Notes())
    assert (sketch.auth.yes is not None, sketch.auth.no is not None) == (yes, no)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (True, (True, None)),
        ("v2", (True, 2)),
        (3, (True, 3)),
        (False, (False, None)),
        ({"strategy": "path", "version": "v4"}, (True, 4)),
    ],
)
def test_versioning(value: object, wanted: tuple[bool, int | None]) -> None:
    sketch = Sketch()
    conventions.versioning(value, "payload.versioning", sketch, Notes())
    assert (sketch.api.versioning, sketch.api.version) == wanted
