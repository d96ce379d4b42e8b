"""Which things of a long text refer to which."""

from collections.abc import Sequence

import pytest

from agent.planner.fill import fill_relationships
from agent.planner.notes import Notes
from agent.planner.sketch import EndpointSketch, RelationshipSketch, Sketch
from agent.planner.text import joining
from agent.planner.text.joining import settle_account_joins, settle_joins
from agent.planner.text.linking import Linker
from agent.planner.text.reading import Reading
from tools.blueprint.model import Cardinality

TEXT = (
    "The harbour office writes down which birds were seen on which day by the people who walk along the quay. "
    "Nothing else about them is of interest to anybody here, and whoever wants to know more is free to ask. "
) * 2


@pytest.fixture(autouse=True)
def _nothing_is_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(model: str, items: Sequence[object], reading: Reading) -> list[float]:
        return [0.0 for _ in items]

    monkeypatch.setattr(joining, "likelihoods", none)


def _sketch() -> tuple[Reading, Sketch]:
    reading, sketch = Reading(TEXT, Notes()), Sketch()
    for name in ("Wibble", "Wobble"):
        reading.entities[(name.lower(),)] = name
        sketch.entity(name)
    return reading, sketch


def _ways(sketch: Sketch) -> set[tuple[str, str, Cardinality]]:
    return {(item.source, item.target, item.cardinality) for item in sketch.relationships}


def test_what_nothing_tells_of_is_taken_away() -> None:
    reading, sketch = _sketch()
    linker = Linker(sketch)
    linker.join_one("Wibble", "Wobble")
    settle_joins(reading, sketch, [], linker)
    assert not sketch.relationships


def test_a_key_that_is_shown_stays() -> None:
    reading, sketch = _sketch()
    linker = Linker(sketch)
    linker.join_one("Wibble", "Wobble", keyed=True)
    settle_joins(reading, sketch, [], linker)
    assert _ways(sketch) == {("Wibble", "Wobble", Cardinality.MANY_TO_ONE)}


def test_what_is_made_below_a_row_refers_to_it() -> None:
    reading, sketch = _sketch()
    linker = Linker(sketch)
    linker.join_many("Wibble", "Wobble")
    sketch.endpoints.append(EndpointSketch("POST", "/wobbles/{id}/wibbles", ("Wobble", "{id}", "Wibble")))
    settle_joins(reading, sketch, [], linker)
    assert _ways(sketch) == {("Wibble", "Wobble", Cardinality.MANY_TO_ONE)}


def test_what_is_read_below_a_row_stays_joined() -> None:
    reading, sketch = _sketch()
    linker = Linker(sketch)
    linker.join_one("Wibble", "Wobble")
    sketch.endpoints.append(EndpointSketch("GET", "/wobbles/{id}/wibbles", ("Wobble", "{id}", "Wibble")))
    settle_joins(reading, sketch, [], linker)
    assert _ways(sketch) == {("Wibble", "Wobble", Cardinality.MANY_TO_ONE)}


def test_what_evidence_keeps_apart_is_not_joined_because_it_is_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    for likely, joined in ((0.0, False), (joining.APART, True)):

        def all_so(model: str, items: Sequence[object], reading: Reading, likely: float = likely) -> list[float]:
            return [likely for _ in items]

        monkeypatch.setattr(joining, "likelihoods", all_so)
        monkeypatch.setattr(joining, "LIKELY", 1.0)
        reading, sketch = Reading(TEXT, Notes()), Sketch()
        for name in ("Comment", "Post"):
            reading.entities[(name.lower(),)] = name
            sketch.entity(name)
        settle_joins(reading, sketch, [], Linker(sketch))
        fill_relationships(sketch, Notes())
        assert bool(sketch.relationships) is joined


def test_whoever_works_with_rows_need_not_have_them() -> None:
    sketch = Sketch()
    sketch.auth.account = "User"
    links = [("Sure", 0.9), ("Doubtful", 0.6), ("Read", None)]
    sketch.relationships = [RelationshipSketch("user", name, "User", likely=likely) for name, likely in links]
    sketch.relationships.append(RelationshipSketch("place", "Doubtful", "Place", likely=0.6))
    settle_account_joins(sketch)
    assert {(item.source, item.target) for item in sketch.relationships} == {
        ("Sure", "User"), ("Read", "User"), ("Doubtful", "Place"),
    }  # fmt: skip
    assert sketch.apart == {frozenset({"Doubtful", "User"})}
