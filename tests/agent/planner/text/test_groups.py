"""What lists of attributes say is unique together."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import links, names

Planned = Callable[[str], Draft]


@pytest.mark.parametrize(
    ("text", "entity", "unique"),
    [
        ("Hotels (name), rooms (number unique per hotel, price)", "Room", ("number", "hotel")),
        ("Garages (name), spots (level, number; one number per garage)", "Spot", ("number", "garage")),
        ("Locations (aisle, shelf; unique together)", "Location", ("aisle", "shelf")),
        ("Locations (name, aisle, shelf unique together)", "Location", ("aisle", "shelf")),
    ],
)
def test_unique_together(planned: Planned, text: str, entity: str, unique: tuple[str, ...]) -> None:
    draft = planned(text)
    assert draft.blueprint.entity(entity).uniques == (unique,)
    assert not {"together", "number_per_hotel"} & set(names(draft.blueprint, entity))
    assert not draft.unplaced


def test_what_it_is_unique_in_is_referred_to(planned: Planned) -> None:
    blueprint = planned("Garages (name), spots (level, number; one number per garage)").blueprint
    assert links(blueprint) == {"Spot -> Garage"}


def test_of_a_long_list_nobody_knows_which(planned: Planned) -> None:
    draft = planned("Locations (name, site, aisle, shelf; unique together)")
    assert "Rule: name, site, aisle, shelf unique together" in draft.unplaced
