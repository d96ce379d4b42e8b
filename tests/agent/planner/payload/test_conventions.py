"""How the API of a payload speaks."""

import pytest

from agent.planner.notes import Notes
from agent.planner.payload import conventions
from agent.planner.sketch import Sketch
from tools.blueprint.model import PaginationStyle
from tools.errors import BadInput, Contradiction


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


@pytest.mark.parametrize(("value", "said"), [("2.1.0", "major version, 2"), ({"type": "semver"}, "major version")])
def test_what_is_left_of_a_version_is_told(value: object, said: str) -> None:
    notes = Notes()
    conventions.versioning(value, "payload.versioning", Sketch(), notes)
    assert any(said in line for line in notes.assumptions)


@pytest.mark.parametrize("value", [{"strategy": 7}, {"version": True}, {"version": "newest"}, 0, 1.5, float("nan")])
def test_what_is_no_version_is_refused(value: object) -> None:
    with pytest.raises(BadInput) as caught:
        conventions.versioning(value, "payload.versioning", Sketch(), Notes())
    assert caught.value.path.startswith("payload.versioning")


def test_limits_that_cross_are_a_contradiction() -> None:
    with pytest.raises(Contradiction):
        conventions.pagination({"defaultLimit": 50, "maxLimit": 10}, "payload.pagination", Sketch(), Notes())


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("/api", ("/api", None)),
        ("/api/v2/", ("/api", 2)),
        ("https://api.example.com/shop", ("/shop", None)),
        ("https://api.example.com", ("", None)),
    ],
)
def test_a_base_path(value: str, wanted: tuple[str, int | None]) -> None:
    sketch, notes = Sketch(), Notes()
    conventions.base_path(value, "payload.baseUrl", sketch, notes)
    assert (sketch.api.base_path, sketch.api.version) == wanted
    assert bool(notes.assumptions) is (value != "/api")


def test_errors_by_their_parts() -> None:
    notes = Notes()
    conventions.errors({"format": "problem", "codes": True}, "payload.errorHandling", notes)
    assert notes.unplaced == ("payload.errorHandling.codes: this key means nothing here.",)
