"""What a piece of a clause closes, to whom."""

import pytest

from agent.planner.notes import Notes
from agent.planner.text.acts import EVERYTHING, READING
from agent.planner.text.reading import Reading
from agent.planner.text.restrictions import Restriction, restriction
from tools.blueprint.model import Action


def _found(text: str) -> Restriction | None:
    reading = Reading(text, Notes())
    reading.entities = {("report",): "Report", ("order",): "Order"}
    return restriction(text, reading)


@pytest.mark.parametrize(
    ("text", "who", "excluded", "actions"),
    [
        ("Only managers can see reports", "managers", False, READING),
        ("Reports are for managers only", "managers", False, EVERYTHING),
        ("Read access to reports is limited to clerks and auditors", "clerks and auditors", False, READING),
        ("Reports can be deleted by managers alone", "managers", False, (Action.DELETE,)),
        ("Reports are editable by the finance team", "the finance team", False, (Action.UPDATE,)),
        ("Hide reports from everyone except managers", "managers", False, READING),
        ("Everyone except managers can read reports", "managers", True, READING),
        ("Managers must not see reports", "Managers", True, READING),
        ("Reports are off limits for managers", "managers", True, EVERYTHING),
        ("Deletion of reports is reserved to managers", "managers", False, (Action.DELETE,)),
        ("Reports are seen by that department", "department", False, READING),
        ("Reports, which only managers may see", "managers", False, READING),
    ],
)
def test_whom_rows_are_for(text: str, who: str, excluded: bool, actions: tuple[Action, ...]) -> None:
    found = _found(text)
    assert found is not None
    assert (found.who, found.excluded, set(found.actions)) == (who, excluded, set(actions))


def test_people_in_two_places_are_nobody_in_particular() -> None:
    assert _found("Only managers may see reports, by clerks they are read").who == ""  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "Managers can see reports",
        "Reports have a title",
        "Only published reports can be read",
        "Only managers may sign reports",
        "no reports",
    ],
)
def test_what_closes_nothing(text: str) -> None:
    assert _found(text) is None
