"""Figures of all rows."""

import pytest

from agent.planner.endpoints.figures import report
from tests.agent.planner.endpoints.builders import built, made
from tools.blueprint.model import Aggregate


@pytest.mark.parametrize(
    ("line", "named", "entity"),
    [
        ("GET /reports/costs", (), "Cost"),
        ("GET /tally - how often each was voted for", ("Vote",), "Vote"),
        ("GET /leaderboard", ("Vote",), "Vote"),
    ],
)
def test_rows_are_counted(line: str, named: tuple[str, ...], entity: str) -> None:
    [step] = made(report, line, *named).steps
    assert isinstance(step, Aggregate)
    assert (step.aggregate, step.where) == (entity, None)


@pytest.mark.parametrize("line", ["GET /costs", "GET /reports/wibble", "POST /reports/costs", "GET /jobs/{id}/stats"])
def test_what_names_no_rows_is_none(line: str) -> None:
    assert built(report, line) is None


def test_hours_are_of_instants_alone() -> None:
    [step] = made(report, "GET /reports/costs - per hour").steps
    assert isinstance(step, Aggregate)
    assert step.buckets == {"hour": "hour(created_at)"}
