"""Places that may name a value."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.planner.notes import Notes
from agent.planner.text.evidence.spots import Spot, pieces, spots
from agent.planner.text.reading import Reading

PIECES = ["name", " (", ")", ", ", ": ", "\n- ", "| a | b |\n", " and ", "`due_on`", "it is ", "\n\n", "## ", "a price"]


def _spots(text: str) -> list[Spot]:
    return list(spots(Reading(text, Notes())))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A boat has a name, a length and a mooring.", {"name", "length", "mooring"}),
        ("- starts at: date and time, required", {"starts_at"}),
        ("- `due_on`, optional", {"due_on"}),
        ("Boat (name, hull number)", {"name", "hull_number"}),
        ("| field | type |\n|---|---|\n| mast height, sail area | float |", {"mast_height", "sail_area"}),
        ("A mooring = number (unique) + depth", {"number", "depth"}),
    ],
)
def test_names_of_places(text: str, names: set[str]) -> None:
    assert names <= {spot.name for spot in _spots(text)}


def test_what_stands_above_columns_names_nothing() -> None:
    assert [spot.name for spot in _spots("| field | type |\n|---|---|\n| size | int |")] == ["size"]


def test_what_is_known_of_a_place() -> None:
    line = "- fee: money, at most 40"
    [place] = [spot for spot in _spots(line) if spot.name == "fee"]
    assert (place.leads, place.marked, place.item) == (True, ":", "fee: money, at most 40")
    assert [spot.name for spot in _spots(line) if spot.behind] == ["money"]
    [inner] = [spot for spot in _spots("A boat (hull number, unique) is rented.") if spot.name == "hull_number"]
    assert inner.inside == ("boat",)


def test_brackets_may_say_what_it_is_called() -> None:
    found = {spot.name for spot in _spots("It has a start time (`starts_at`) and an end (ends_at, optional).")}
    assert "starts_at" in found
    assert "start_time" not in found


def test_code_and_titles_have_none() -> None:
    assert _spots("## Name and size\n```\na size\n```") == []


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_gives_safe_names_at_places_in_it(text: str) -> None:
    for spot in _spots(text):
        assert re.fullmatch(r"[a-z][a-z0-9_]*", spot.name)
        assert 0 <= spot.start <= len(spot.clause.text)


@given(st.text(max_size=200))
def test_pieces_lie_in_the_text_in_order(text: str) -> None:
    found = pieces(text)
    assert all(0 <= first < last <= len(text) for first, last in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
