"""What belongs to one row, under other names than those of the things."""

import pytest

from agent.planner.endpoints.below import below
from tests.agent.planner.endpoints.builders import answer, built, made
from tools.blueprint.model import Aggregate, List


@pytest.mark.parametrize(
    ("line", "named", "entity"),
    [
        ("GET /jobs/{id}/cost-stats", (), "Cost"),
        ("GET /jobs/{id}/summary - what it has cost", ("Cost",), "Cost"),
        ("GET /jobs/{id}/stats", (), "Cost"),
        ("GET /jobs/{id}/stats - number of votes", ("Vote",), "Vote"),
        ("GET /places/{id}/workload", (), "Job"),
    ],
)
def test_figures_count_the_rows_below(line: str, named: tuple[str, ...], entity: str) -> None:
    found = made(below, line, *named)
    [_, step] = found.steps
    assert isinstance(step, Aggregate)
    assert step.aggregate == entity
    assert (step.where or "").endswith(".id")
    assert not any("job_id" in names for names in (step.filters, step.group_by) if entity == "Cost")


@pytest.mark.parametrize(
    ("line", "by", "buckets"),
    [
        ("GET /jobs/{id}/costs-report - sum per month", "month", {"month": "month(paid_on)"}),
        ("GET /jobs/{id}/weekly - costs", "week", {"week": "week(paid_on)"}),
        ("GET /jobs/{id}/cost-stats - by kind", "kind", {}),
    ],
)
def test_figures_are_grouped_as_the_words_say(line: str, by: str, buckets: dict[str, str]) -> None:
    [_, step] = made(below, line, "Cost").steps
    assert isinstance(step, Aggregate)
    assert (step.by, dict(step.buckets), step.group_by) == (by, buckets, ())


@pytest.mark.parametrize(
    ("line", "named", "entity"),
    [("GET /jobs/{id}/log", (), "LogEntry"), ("GET /jobs/{id}/history - its log entries", ("LogEntry",), "LogEntry")],
)
def test_rows_below_are_listed(line: str, named: tuple[str, ...], entity: str) -> None:
    [_, step] = made(below, line, *named).steps
    assert isinstance(step, List)
    assert (step.list, step.where) == (entity, "row.job_id == job.id")


def test_what_is_counted_is_told() -> None:
    found = answer("GET /jobs/{id}/stats")
    assert below(found) is not None
    assert list(found.notes.assumptions) == [
        "GET /jobs/{id}/stats counts and measures the rows of Cost that refer to one Job."
    ]


@pytest.mark.parametrize(
    "line", ["GET /jobs/{id}/wibble", "GET /tags/{id}/stats", "POST /jobs/{id}/stats", "GET /jobs/stats"]
)
def test_nothing_is_made_up(line: str) -> None:
    assert built(below, line) is None
