"""Endpoints in the sketch."""

import pytest

from agent.planner.notes import Notes
from agent.planner.sketch import Sketch
from agent.planner.text import read_text
from agent.planner.text.endpoints.endpoint import Endpoint
from agent.planner.text.endpoints.place import place_endpoints, standard
from agent.planner.text.linking import Linker
from agent.planner.text.reading import Reading
from tools.blueprint.model import Action

LIBRARY = "Library API. Books (title). Authors (name). Order lines (quantity).\n\n"
CRUD = {Action.LIST, Action.READ, Action.CREATE, Action.UPDATE, Action.DELETE}


def _sketch(endpoints: str) -> Sketch:
    sketch = Sketch()
    read_text(LIBRARY + endpoints, sketch, Notes())
    return sketch


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("- GET /books", ("Book",)),
        ("- GET /books/:id", ("Book", "{id}")),
        ("- GET /api/v1/books/{id}", ("Book", "{id}")),
        ("- GET /authors/{id}/books/{bookId}", ("Author", "{id}", "Book", "{bookId}")),
        ("- GET /order-lines", ("OrderLine",)),
        ("- GET /orderLines/{id}", ("OrderLine", "{id}")),
        ("- POST /books/{id}/wibble", ("Book", "{id}", "wibble")),
        ("- GET /wibble", ("wibble",)),
    ],
)
def test_parts_mean_entities(line: str, parts: tuple[str, ...]) -> None:
    [endpoint] = _sketch(line).endpoints
    assert endpoint.parts == parts


def test_what_stands_behind_names_entities_too() -> None:
    [endpoint] = _sketch("- GET /reports/wibble - authors by book").endpoints
    assert (set(endpoint.named), endpoint.said) == ({"Author", "Book"}, "authors by book")


@pytest.mark.parametrize(
    ("lines", "actions"),
    [
        (["GET /books", "POST /books"], {Action.LIST, Action.CREATE}),
        (["POST /books", "PUT /books/{id}", "GET /books/{id}"], {Action.CREATE, Action.UPDATE, Action.READ}),
        (["POST /books", "DELETE /books/{isbn}"], {Action.CREATE, Action.DELETE}),
    ],
)
def test_a_list_that_makes_rows_is_whole(lines: list[str], actions: set[Action]) -> None:
    sketch = _sketch("\n".join(f"- {line}" for line in lines))
    assert set(sketch.actions["Book"]) == actions


@pytest.mark.parametrize("line", ["GET /books", "DELETE /books/{id}", "POST /books/{id}/wibble", "GET /books/search"])
def test_any_other_list_leaves_the_rest_as_it_is(line: str) -> None:
    assert set(_sketch(f"- {line}").actions.get("Book", CRUD)) >= CRUD


def _linked(sketch: Sketch, source: str, target: str) -> bool:
    return any((item.source, item.target) == (source, target) for item in sketch.relationships)


def test_rows_below_another_refer_to_it() -> None:
    assert _linked(_sketch("- GET /authors/{id}/books"), "Book", "Author")


@pytest.mark.parametrize(
    ("method", "parts", "action"),
    [
        ("GET", ("Book",), Action.LIST),
        ("POST", ("Book",), Action.CREATE),
        ("GET", ("Book", "{id}"), Action.READ),
        ("PATCH", ("Book", "{id}"), Action.UPDATE),
        ("PUT", ("Book", "{id}"), Action.UPDATE),
        ("DELETE", ("Book", "{id}"), Action.DELETE),
        ("DELETE", ("Book",), None),
        ("POST", ("Book", "{id}"), None),
        ("GET", ("Book", "search"), None),
        ("GET", ("Book", "{id}", "Author"), None),
        ("GET", ("wibble",), None),
        ("GET", (), None),
    ],
)
def test_standard_operations(method: str, parts: tuple[str, ...], action: Action | None) -> None:
    assert standard(method, parts, _sketch("")) is action


@pytest.mark.parametrize(
    ("method", "path", "joined"),
    [("PUT", "/boats/{id}/berth", False), ("POST", "/boats/{id}/berth", True), ("GET", "/boats/{id}/berths", True)],
)
def test_of_one_below_a_row_either_may_refer_to_the_other(method: str, path: str, joined: bool) -> None:
    reading, sketch = Reading("Boats lie in berths.", Notes()), Sketch()
    for name in ("Boat", "Berth"):
        reading.entities[(name.lower(),)] = name
        sketch.entity(name)
    place_endpoints([Endpoint(method, path, 0)], reading, sketch, Linker(sketch))
    assert sketch.linked("Boat", "Berth") is joined
