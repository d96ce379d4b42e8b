"""Links of two rows, from either side."""

import pytest

from agent.planner.endpoints.linked import linked
from tests.agent.planner.endpoints.builders import built, made
from tools.blueprint.model import Link, List, Unlink


@pytest.mark.parametrize("line", ["PUT /jobs/{id}/tags/{tag_id}", "PUT /tags/{id}/jobs/{job_id}"])
def test_rows_are_linked(line: str) -> None:
    [*_, step] = made(linked, line).steps
    assert isinstance(step, Link)
    assert (step.link, step.to) == ("job.tags", "tag")


@pytest.mark.parametrize("line", ["DELETE /jobs/{id}/tags/{tag_id}", "DELETE /tags/{id}/jobs/{job_id}"])
def test_links_are_removed(line: str) -> None:
    [*_, step] = made(linked, line).steps
    assert isinstance(step, Unlink)
    assert (step.unlink, step.to) == ("job.tags", "tag")


@pytest.mark.parametrize(
    ("line", "where"),
    [("GET /jobs/{id}/tags", "row in job.tags"), ("GET /tags/{id}/jobs", "row.tags.exists(x, x.id == tag.id)")],
)
def test_what_is_linked_is_listed(line: str, where: str) -> None:
    [*_, step] = made(linked, line).steps
    assert isinstance(step, List)
    assert step.where == where


@pytest.mark.parametrize(
    "line", ["PUT /jobs/{id}/costs/{cost_id}", "GET /jobs/{id}/costs", "PATCH /jobs/{id}/tags/{tag_id}"]
)
def test_other_rows_are_none_of_it(line: str) -> None:
    assert built(linked, line) is None
