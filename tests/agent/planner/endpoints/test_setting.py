"""Values that endpoints set."""

import pytest

from agent.planner.endpoints.setting import setting
from tests.agent.planner.endpoints.builders import built, made
from tools.blueprint.model import Place, Update


@pytest.mark.parametrize(
    ("line", "named", "inputs"),
    [
        ("PATCH /jobs/{id}/severity", (), {"severity": True}),
        ("PUT /jobs/{id}/place", (), {"place_id": True}),
        ("PUT /jobs/{id}/places", (), {"place_id": True}),
        ("POST /jobs/{id}/move - to another place", ("Place",), {"place_id": True}),
        ('POST /jobs/{id}/move - body {"placeId": 5}', (), {"place_id": True}),
        ('POST /jobs/{id}/judge - {"title": "x", "severity": 3}', (), {"title": True, "severity": False}),
        ("POST /jobs/{id}/extend - four more days", (), {"due_on": True}),
        ("POST /jobs/{id}/change-title", (), {"title": True}),
    ],
)
def test_the_named_values_are_set(line: str, named: tuple[str, ...], inputs: dict[str, bool]) -> None:
    found = made(setting, line, *named)
    assert {item.name: item.required for item in found.inputs if item.place is Place.BODY} == inputs
    [*_, step] = found.steps
    assert isinstance(step, Update)
    assert set(step.accept) == set(inputs)


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("POST /jobs/{id}/toggle - flips urgent", {"urgent": "!job.urgent"}),
        ("DELETE /jobs/{id}/place", {"place_id": "null"}),
        ("DELETE /jobs/{id}/severity", {"severity": "null"}),
    ],
)
def test_what_is_turned_over_or_emptied_takes_no_body(line: str, values: dict[str, str]) -> None:
    found = made(setting, line)
    [*_, step] = found.steps
    assert isinstance(step, Update)
    assert (dict(step.set), step.accept, len(found.inputs)) == (values, (), 1)


@pytest.mark.parametrize(
    "line",
    [
        "DELETE /jobs/{id}/title",
        "POST /jobs/{id}/frobnicate - to another place",
        "POST /jobs/{id}/move",
        "POST /jobs/{id}/toggle",
        "PUT /jobs/{id}/user",
        "GET /jobs/{id}/severity",
        "PUT /jobs/{id}/costs",
        "PUT /jobs/severity",
    ],
)
def test_nothing_is_set_that_is_not_named_or_not_the_callers_to_set(line: str) -> None:
    assert built(setting, line, *(("Place",) if "place" in line else ())) is None
