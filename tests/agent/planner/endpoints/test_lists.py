"""Lists of some rows."""

import pytest

from agent.planner.endpoints.lists import listed
from tests.agent.planner.endpoints.builders import built, made
from tools.blueprint.model import List


@pytest.mark.parametrize(
    ("line", "entity", "where"),
    [
        ("GET /me/jobs", "Job", None),
        ("GET /jobs/mine", "Job", None),
        ("GET /users/me/votes", "Vote", None),
        ("GET /jobs/urgent", "Job", "row.urgent"),
        ("GET /jobs/recalled", "Job", "row.recalled != null && row.recalled"),
        ("GET /jobs/waiting", "Job", 'row.state == "waiting"'),
        ("GET /jobs/overdue", "Job", "row.due_on != null && row.due_on < today() && row.closed_at == null"),
    ],
)
def test_some_rows_are_listed(line: str, entity: str, where: str | None) -> None:
    found = made(listed, line)
    [step] = found.steps
    assert isinstance(step, List)
    assert (step.list, step.where) == (entity, where)
    assert found.access.owner


@pytest.mark.parametrize(
    "line", ["GET /me/places", "GET /jobs/wibble", "POST /jobs/urgent", "GET /places/overdue", "GET /me", "GET /jobs"]
)
def test_what_is_no_such_list_is_none(line: str) -> None:
    assert built(listed, line) is None
