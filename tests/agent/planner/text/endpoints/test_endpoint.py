"""One endpoint, and the words of its path."""

import pytest

from agent.planner.text.endpoints.endpoint import Endpoint, fixed, spelt


@pytest.mark.parametrize(
    ("path", "prefix", "parts"),
    [
        ("/", "", ()),
        ("/notes", "", ("notes",)),
        ("/notes/{id}/tags", "", ("notes", "{id}", "tags")),
        ("/api/notes", "/api", ("notes",)),
        ("/api/v2/notes", "/api/v2", ("notes",)),
        ("/V1/API/notes", "/V1/API", ("notes",)),
        ("/notes/api/v1", "", ("notes", "api", "v1")),
        ("/apis/notes", "", ("apis", "notes")),
        ("/api/v1", "/api/v1", ()),
        ("//notes//{id}", "", ("notes", "{id}")),
    ],
)
def test_prefix_and_parts(path: str, prefix: str, parts: tuple[str, ...]) -> None:
    endpoint = Endpoint("GET", path, 0)
    assert (endpoint.prefix, endpoint.parts) == (prefix, parts)


def test_its_text() -> None:
    assert Endpoint("PUT", "/notes/{id}", 3, "changes it").text == "PUT /notes/{id}"


@pytest.mark.parametrize(("part", "is_fixed"), [("notes", True), ("{id}", False), ("id", True)])
def test_parameters_are_not_fixed(part: str, is_fixed: bool) -> None:
    assert fixed(part) is is_fixed


@pytest.mark.parametrize("part", ["order-lines", "order_lines", "orderLines", "OrderLines"])
def test_the_words_of_a_part(part: str) -> None:
    assert spelt(part) == ("order", "lines")
