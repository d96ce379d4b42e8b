"""What a request says of a value goes before what its name usually means."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from agent.planner import Draft
from agent.planner.attribute_types import settle_type
from agent.planner.notes import Notes
from agent.planner.sketch import AttributeSketch, Sketch
from knowledge import Rulebook
from tests.agent.planner.looks import attribute, entities
from tools.blueprint.model import AttributeType

Planned = Callable[[str], Draft]


@pytest.mark.parametrize(
    ("text", "entity", "name", "type_", "least", "most"),
    [
        ("tasks have title, status (todo, doing, done), priority 1-5", "Task", "priority", "int32", 1, 5),
        ("tickets with title and priority between 1 and 5", "Ticket", "priority", "int32", 1, 5),
        ("movies with title and rating 1-10", "Movie", "rating", "int32", 1, 10),
        ("tickets with title, severity 1 to 4, and progress 0 to 100", "Ticket", "progress", "int32", 0, 100),
        ("songs with a title and a 1-5 star rating", "Song", "rating", "int32", 1, 5),
        ("wines (name, rating 0.5 to 5)", "Wine", "rating", "decimal", "0.5", 5),
        ("wines (name, rating out of 5)", "Wine", "rating", "int32", 1, 5),
        ("wines (name, price > 0)", "Wine", "price", "decimal", "0.01", None),
        ("movies, users and ratings from 1 to 10", "Rating", "score", "int32", 1, 10),
        ("movies and users; users rate movies from 1 to 10", "Rating", "score", "int32", 1, 10),
        ("movies with reviews between 0 and 100", "Review", "rating", "int32", 0, 100),
    ],
)
def test_bounds(
    planned: Planned, text: str, entity: str, name: str, type_: str, least: str | int, most: str | int | None
) -> None:
    draft = planned(text)
    found = attribute(draft.blueprint, entity, name)
    assert found.type is AttributeType(type_)
    assert (found.minimum, found.maximum) == (Decimal(least), None if most is None else Decimal(most))
    assert not draft.unplaced


def test_values_said_go_before_the_usual_ones(planned: Planned) -> None:
    found = attribute(planned("tasks have title, priority urgent or normal").blueprint, "Task", "priority")
    assert found.values == ("urgent", "normal")


def test_a_default_tells_the_type(planned: Planned) -> None:
    assert attribute(planned("plans (name, trial days default 14)").blueprint, "Plan", "trial_days").default == 14


def test_a_scale_of_something_without_a_number_is_told(planned: Planned) -> None:
    draft = planned("movies with wombats from 1 to 10")
    assert entities(draft.blueprint) == {"Movie", "Wombat"}
    assert any("Wombat" in item for item in draft.unplaced)


@pytest.mark.parametrize(("long", "kept"), [(True, None), (False, "booked")])
def test_a_default_that_does_not_fit_yields_in_a_long_text(long: bool, kept: str | None) -> None:
    sketch, notes = Sketch(yielding=long), Notes()
    code = AttributeSketch("unlocode", {"type": "string", "max_length": 5, "default": "booked"}, typed=True)
    settle_type(sketch.entity("Port"), code, sketch, Rulebook.shipped(), notes)
    assert code.facets.get("default") == kept
    assert bool(notes.unplaced) is long
