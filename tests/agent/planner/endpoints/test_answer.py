"""One endpoint, looked at beside the Blueprint."""

import pytest

from agent.planner.endpoints.answer import Answer
from agent.planner.notes import Notes
from agent.planner.sketch import EndpointSketch
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Attribute, Blueprint, Entity, Relationship


def _link(name: str, source: str, target: str) -> Relationship:
    return Relationship(name=name, source=source, target=target)


INDEX = BlueprintIndex(
    Blueprint(
        name="library",
        entities=tuple(Entity(name=name, attributes=(Attribute(name="title"),)) for name in ("Author", "Book", "Loan")),
        relationships=(
            _link("author", "Book", "Author"),
            _link("lent", "Loan", "Book"),
            _link("reserved", "Loan", "Book"),
        ),
    )
)


def _answer(path: str, *parts: str, method: str = "GET") -> Answer:
    return Answer(EndpointSketch(method, path, parts), INDEX, Notes())


@pytest.mark.parametrize(
    ("path", "parts", "route", "shape"),
    [
        ("/", (), "/", ""),
        ("/books", ("Book",), "/books", "E"),
        ("/api/v1/books/{id}", ("Book", "{id}"), "/books/{id}", "E_"),
        ("/books/{bookId}", ("Book", "{bookId}"), "/books/{book_id}", "E_"),
        ("/authors/{id}/books/{id}", ("Author", "{id}", "Book", "{id}"), "/authors/{id}/books/{id_2}", "E_E_"),
        ("/books/{id}/lend", ("Book", "{id}", "lend"), "/books/{id}/lend", "E_-"),
        ("/reports/Top Ten", ("reports", "Top Ten"), "/reports/top-ten", "--"),
        ("/books/{}", ("Book", "{}"), "/books/{id}", "E_"),
        ("/books/{book-id}", ("Book", "{book-id}"), "/books/{book_id}", "E_"),
    ],
)
def test_path_and_shape(path: str, parts: tuple[str, ...], route: str, shape: str) -> None:
    answer = _answer(path, *parts)
    assert (answer.path, answer.shape) == (route, shape)


def test_a_route_forgets_names_of_parameters() -> None:
    one, other = (_answer(f"/books/{{{name}}}", "Book", f"{{{name}}}", method="PUT") for name in ("id", "bookId"))
    assert one.route == other.route == ("PUT", "/books/{}")


def test_parameters_have_names_of_their_own() -> None:
    parts = ("Author", "{id}", "Book", "{id}", "Loan", "{id}")
    assert len(set(_answer("/authors/{id}/books/{id}/loans/{id}", *parts).parameters)) == 3


def test_the_one_reference_from_a_child_to_its_parent() -> None:
    answer = _answer("/books", "Book")
    found = answer.link("Book", "Author")
    assert found is not None
    assert found.name == "author"


@pytest.mark.parametrize(("child", "parent"), [("Author", "Book"), ("Loan", "Book"), ("Loan", "Author")])
def test_none_or_several_references_are_none(child: str, parent: str) -> None:
    assert _answer("/books", "Book").link(child, parent) is None


def test_a_parameter_is_the_key_of_its_entity() -> None:
    answer = _answer("/authors/{authorId}/books/{bookId}", "Author", "{authorId}", "Book", "{bookId}")
    assert [answer.key("Author", 0).name, answer.key("Book", 1).name] == ["author_id", "book_id"]
