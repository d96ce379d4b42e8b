"""Rows between one row and the caller."""

import pytest

from agent.planner.endpoints.joined import joined
from tests.agent.planner.endpoints.builders import built, made
from tools.blueprint.model import Create, Delete, Find, Upsert


def test_a_row_is_made_below_what_it_is_about() -> None:
    found = made(joined, "POST /jobs/{id}/vote")
    [_, step] = found.steps
    assert isinstance(step, Create)
    assert (step.create, dict(step.set)) == ("Vote", {"job_id": "job.id", "user_id": "viewer.id"})
    assert found.response.status == 201


def test_who_puts_one_again_changes_it() -> None:
    found = made(joined, "PUT /jobs/{id}/vote")
    [_, step] = found.steps
    assert isinstance(step, Upsert)
    assert (step.by, dict(step.change)) == (("job", "user"), {"points": "input.points"})
    assert found.response.status == 200


@pytest.mark.parametrize("line", ["DELETE /jobs/{id}/vote", "DELETE /jobs/{id}/votes"])
def test_ones_own_row_is_deleted(line: str) -> None:
    found = made(joined, line)
    assert found.access.owner
    find, delete = found.steps
    assert isinstance(find, Find)
    assert isinstance(delete, Delete)
    assert find.where == "row.job_id == input.id && row.user_id == viewer.id"


def test_a_part_of_the_name_is_enough() -> None:
    [_, step] = made(joined, "POST /jobs/{id}/log").steps
    assert isinstance(step, Create)
    assert step.create == "LogEntry"


@pytest.mark.parametrize(
    "line",
    [
        "DELETE /jobs/{id}/log",
        "DELETE /jobs/{id}/costs",
        "PUT /jobs/{id}/log",
        "POST /jobs/{id}/wibble",
        "GET /jobs/{id}/vote",
    ],
)
def test_what_is_not_one_row_of_the_caller_is_left(line: str) -> None:
    assert built(joined, line) is None


def test_who_joins_makes_what_stands_between() -> None:
    [_, step] = made(joined, "POST /places/{id}/join").steps
    assert isinstance(step, Create)
    assert (step.create, dict(step.set)) == ("Membership", {"place_id": "place.id", "user_id": "viewer.id"})


def test_a_vote_is_no_membership() -> None:
    assert built(joined, "POST /jobs/{id}/join") is None
