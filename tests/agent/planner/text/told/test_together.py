"""What is unique together, told in sentences."""

from collections.abc import Callable

import pytest

from agent.planner import Draft

Planned = Callable[[str], Draft]
BOATS = "Boats have a name. A charter belongs to a boat and has a day and a price. "
SEATS = "Exams have a name, rooms have a number. A seat belongs to an exam and to a room and has a label. "


@pytest.mark.parametrize(
    ("text", "entity", "members"),
    [
        (f"{BOATS}A boat can be chartered once per day.", "Charter", {"boat", "day"}),
        (f"{BOATS}A boat can't have two charters on the same day.", "Charter", {"boat", "day"}),
        (f"{BOATS}Two charters for the same boat and day are not possible.", "Charter", {"boat", "day"}),
        (f"{BOATS}\n- (boat, day) is unique", "Charter", {"boat", "day"}),
        (f"{BOATS}The combination of boat and day must not repeat.", "Charter", {"boat", "day"}),
        (f"{SEATS}A label is used only once per exam.", "Seat", {"exam", "label"}),
        (f"{SEATS}The label is unique within its exam.", "Seat", {"exam", "label"}),
    ],
)
def test_it_is_a_unique(planned: Planned, text: str, entity: str, members: set[str]) -> None:
    draft = planned(text)
    assert members in [set(found) for found in draft.blueprint.entity(entity).uniques]
    assert not any(item.unique for item in draft.blueprint.entity(entity).attributes)


@pytest.mark.parametrize(
    "text",
    [
        f"{BOATS}A boat can have only one active charter at a time.",
        f"{BOATS}Once a day the harbour wants the number of charters.",
        f"{BOATS}A charter is of only one boat.",
        "Agents (name, email). Name and email exist only once.",
        f"{SEATS}Each exam has a unique name and each room a unique number.",
    ],
)
def test_it_is_none(planned: Planned, text: str) -> None:
    assert not any(entity.uniques for entity in planned(text).blueprint.entities)
