"""What is sent to make a row."""

import pytest

from agent.planner.notes import Notes
from agent.planner.text.bodies import bodies
from agent.planner.text.endpoints.endpoint import Endpoint
from agent.planner.text.reading import Reading


def _items(method: str, path: str, said: str) -> list[tuple[tuple[str, ...], list[str]]]:
    reading = Reading("Depots keep racks.", Notes(), endpoints=(Endpoint(method, path, 0, said),))
    return [(found.words, found.items) for found in bodies(reading)]


@pytest.mark.parametrize(
    ("said", "items"),
    [
        ("body: label, latitude, drilled on (a date)", ["label", "latitude", "drilled on (a date)"]),
        ("takes title, status and due date", ["title", "status", "due date"]),
        ("label, email, created_at -> 201", ["label", "email", "created_at"]),
    ],
)
def test_what_is_listed_is_of_the_thing(said: str, items: list[str]) -> None:
    assert _items("POST", "/racks/{id}/shelves", said) == [(("shelf",), items)]


@pytest.mark.parametrize(
    ("method", "path", "said"),
    [
        ("GET", "/racks", "name, email"),
        ("POST", "/racks/{id}/close", "name, email"),
        ("POST", "/racks", "creates a rack"),
        ("POST", "/racks", '{"name": "a", "email": "b"}'),
        ("POST", "/racks", "name"),
        ("POST", "/racks", ""),
    ],
)
def test_no_lists(method: str, path: str, said: str) -> None:
    assert _items(method, path, said) == []
