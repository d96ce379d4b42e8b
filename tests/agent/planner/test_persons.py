"""People among attributes."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import links, names

Planned = Callable[[str], Draft]


def test_people_are_accounts_where_there_are_accounts(planned: Planned) -> None:
    blueprint = planned("Issues (title, assignee, reporter); users log in").blueprint
    found = {item.name: (item.target, item.required) for item in blueprint.relationships}
    assert found == {"assignee": ("User", False), "reporter": ("User", True)}
    assert names(blueprint, "Issue") == ["title"]
    assert blueprint.entity("Issue").owner == "reporter"


@pytest.mark.parametrize(
    ("text", "entity", "name"),
    [
        ("Issues (title, assignee)", "Issue", "assignee"),
        ("Issues (title, assignee string); users log in", "Issue", "assignee"),
        ("Books (title, author); users log in", "Book", "author"),
    ],
)
def test_they_stay_texts(planned: Planned, text: str, entity: str, name: str) -> None:
    assert name in names(planned(text).blueprint, entity)


def test_a_participle_keeps_its_preposition(planned: Planned) -> None:
    blueprint = planned("Vehicles (plate, assigned to), notes (body, created by); users log in").blueprint
    assert links(blueprint) == {"Vehicle -> User", "Note -> User"}
    assert {item.name for item in blueprint.relationships} == {"assigned_to", "created_by"}


def test_members_of_a_thing_join_it_and_an_account(planned: Planned) -> None:
    blueprint = planned("Projects, tasks and project members; users log in").blueprint
    assert {"ProjectMember -> Project", "ProjectMember -> User"} <= links(blueprint)
    assert blueprint.entity("ProjectMember").uniques == (("project", "user"),)
