"""Whose value a place may name."""

import pytest

from agent.planner.text import find_fields
from agent.planner.text.evidence.fields import Field


def _of(text: str, name: str, *entities: str) -> Field:
    return next(field for field in find_fields(text, entities) if field.spot.name == name)


@pytest.mark.parametrize(
    ("text", "name", "sign"),
    [
        ("Every boat has a hull number.", "hull_number", "owner subject has"),
        ("## Boat\n- hull number: text", "hull_number", "owner heading alone"),
        ("**Boat.** Hull number and mast height.", "hull_number", "owner topic alone"),
        ("We note the hull number of a boat.", "hull_number", "owner of"),
        ("A boat (hull number) is rented.", "hull_number", "owner brackets"),
        ("| boats | |\n|---|---|\n| hull number | text |", "hull_number", "owner header"),
        ("A boat is rented. It has a hull number.", "hull_number", "owner pronoun"),
        ("POST /boats\nhull number (text)", "hull_number", "owner parent"),
    ],
)
def test_ways_in_which_an_entity_stands_around_a_place(text: str, name: str, sign: str) -> None:
    assert sign in _of(text, name, "Boat").owners["Boat"].signs


def test_who_stands_nearer_is_told() -> None:
    owners = _of("## Harbour\nEvery boat has a hull number.", "hull_number", "Boat", "Harbour").owners
    assert "better 0" in owners["Boat"].signs
    assert "better 1" in owners["Harbour"].signs


def test_an_entity_is_no_value_of_another() -> None:
    found = find_fields("Every boat has a berth and a hull number.", ["Boat", "Berth"])
    assert "berth" not in {field.spot.name for field in found}


def test_what_rules_list_is_a_sign() -> None:
    assert "main rule" in _of("Boat: hull number, mast height", "hull_number", "Boat").owners["Boat"].signs
