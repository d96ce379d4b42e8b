"""What a text tells of its nouns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.planner.notes import Notes
from agent.planner.sketch import ApiSketch
from agent.planner.text.definition import Definition
from agent.planner.text.endpoints.find import find_endpoints
from agent.planner.text.evidence import Evidence, gather
from agent.planner.text.reading import Reading

Words = tuple[str, ...]
PIECES = ["parcels", "no", "|", "\n", "# ", "- ", "(", ")", "has", "a", ",", ":"]


def _gather(text: str, *definitions: Definition, ruled: dict[Words, str] | None = None) -> dict[Words, Evidence]:
    reading = Reading(text, Notes())
    reading.endpoints = find_endpoints(reading, ApiSketch())
    return gather(reading, definitions, ruled or {})


def test_mentions_are_counted_and_told_apart_by_clause() -> None:
    found = _gather("We keep parcels and depots. Each parcel has a weight.")
    assert {words: there.mentions for words, there in found.items()} == {("parcel",): 2, ("depot",): 1, ("weight",): 1}
    assert found["parcel",].clauses == {0, 1}
    assert found["depot",].clauses == {0}


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("We keep parcels.", {"plural", "object", "kind prose"}),
        ("Each parcel has a weight.", {"subject", "det each", "subject has"}),
        ("Parcel (weight, size)", {"brackets"}),
        ("- Parcel: weight", {"kind bullet", "leads bullet"}),
        ("## Parcel\n", {"kind heading", "heading alone"}),
        ("## Data model\n- parcels", {"section data"}),
        ("## Non-goals\n- parcels", {"section out", "negated"}),
        ("We do without parcels.", {"negated"}),
        ("Weights of parcels.", {"behind of"}),
        ("| Parcel | a box |", {"kind row", "first cell"}),
        ("| a box | Parcel |", {"kind row", "later cell"}),
        ("We weigh the Parcel.", {"capital", "det the"}),
    ],
)
def test_signs_of_a_place(text: str, signs: set[str]) -> None:
    assert signs <= set(_gather(text)["parcel",].signs)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Each parcel has a weight.", "plural"),
        ("We keep parcels.", "negated"),
        ("We keep parcels.", "brackets"),
        ("## Screens\n- parcels", "section data"),
        ("We keep parcels.", "path"),
    ],
)
def test_signs_that_are_not_there(text: str, sign: str) -> None:
    assert sign not in _gather(text)["parcel",].signs


@pytest.mark.parametrize("text", ["", "```\nparcels\n```", "...", "| - | - |"])
def test_no_nouns(text: str) -> None:
    assert _gather(text) == {}


def test_paths_are_evidence() -> None:
    assert _gather("- GET /parcels/{id}")["parcel",].signs["path"] == 1


def test_definitions_are_evidence_of_the_thing_and_against_its_items() -> None:
    found = _gather("Of it.", Definition(("parcel",), ["weights (float)", "size"], 0, colon=True))
    assert {"defines", "defines 2", "defines colon"} <= set(found["parcel",].signs)
    assert "defines 4" not in found["parcel",].signs
    assert found["weight",].signs["item"] == found["size",].signs["item"] == 1


def test_what_the_rules_say_is_a_sign() -> None:
    assert _gather("We keep parcels.", ruled={("parcel",): "rule says"})["parcel",].signs["rule says"] == 1


def test_longer_names_are_company() -> None:
    found = _gather("We keep order lines, lines and orders.")
    assert "head of a longer" in found["line",].signs
    assert "front of a longer" in found["order",].signs
    assert "has a shorter" in found["order", "line"].signs


@given(st.text(max_size=2000) | st.lists(st.sampled_from(PIECES), max_size=200).map(" ".join))
def test_any_text(text: str) -> None:
    for words, there in _gather(text).items():
        assert words
        assert there.mentions >= len(there.clauses)
        assert all(count > 0 for count in there.signs.values())
