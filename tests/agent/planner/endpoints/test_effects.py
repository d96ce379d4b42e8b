"""What endpoints do to a row by the words beside them."""

import pytest

from agent.planner.endpoints.effects import effect
from tests.agent.planner.endpoints.builders import built, made
from tools.blueprint.model import Place, Update


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("POST /jobs/{id}/start-rush - sets urgent to true", {"urgent": "true"}),
        ("POST /jobs/{id}/end-rush - sets `urgent` back to false.", {"urgent": "false"}),
        ("POST /jobs/{id}/check - sets dueOn to today, 202", {"due_on": "today()"}),
        ("PUT /jobs/{id}/check - sets the closed at to the current time", {"closed_at": "now()"}),
        ("POST /jobs/{id}/check - stamps closed_at and sets state to done", {"state": '"done"', "closed_at": "now()"}),
        ("PATCH /jobs/{id}/check - sets severity to 3", {"severity": "3"}),
        ("POST /jobs/{id}/check - clears the severity", {"severity": "null"}),
        ("POST /votes/{id}/hint - adds one to points", {"points": "vote.points + 1"}),
        ("POST /votes/{id}/hint - lowers its points by one", {"points": "vote.points - 1"}),
    ],
)
def test_what_is_told_is_set(line: str, values: dict[str, str]) -> None:
    found = made(effect, line)
    [*_, step] = found.steps
    assert isinstance(step, Update)
    assert (dict(step.set), step.accept) == (values, ())
    assert [item.place for item in found.inputs] == [Place.PATH]


@pytest.mark.parametrize(
    "line",
    [
        "POST /jobs/{id}/check - sets urgent to 4",
        "POST /jobs/{id}/check - sets due_on to Friday",
        "POST /jobs/{id}/check - sets state to lost",
        "POST /jobs/{id}/check - sets severity to many",
        "POST /jobs/{id}/check - sets title",
        "POST /jobs/{id}/check - clears the title",
        "POST /jobs/{id}/check - adds one to severity",
        "POST /jobs/{id}/check - sets price to 3",
        "POST /jobs/{id}/check - title to urgent",
        "GET /jobs/{id}/check - sets urgent to true",
        "DELETE /jobs/{id}/check - sets urgent to false",
        "POST /jobs - sets urgent to true",
    ],
)
def test_what_cannot_become_so_is_left(line: str) -> None:
    assert built(effect, line) is None


def test_what_is_sent_beside_it_is_taken() -> None:
    found = made(effect, 'POST /jobs/{id}/check - {"severity": 3, "urgent": true}, sets urgent to true')
    [*_, step] = found.steps
    assert isinstance(step, Update)
    assert (dict(step.set), step.accept) == ({"urgent": "true"}, ("severity",))
