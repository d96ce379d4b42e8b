"""changes: every difference of two documents, and none where there is none."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.tools.blueprint.edit.bookshop import bookshop, edited, put, remove, rename
from tests.tools.blueprint.operation_strategies import with_operations
from tests.tools.blueprint.strategies import blueprints
from tools.blueprint.document import from_data, to_data
from tools.blueprint.edit import Change, Edit, apply, changes
from tools.blueprint.model import Blueprint
from tools.errors import BadInput


def told(old: Blueprint, new: Blueprint, *edits: dict[str, Any]) -> list[str]:
    found = changes(old, new, [Edit.model_validate(edit) for edit in edits])
    return [f"{item.kind} {item.part} {item.name}: {item.text}" for item in found]


CASES: list[tuple[dict[str, Any], list[str]]] = [
    (put("attribute", "Book.title", {"unique": True}), ["changed attribute Book.title: unique: no → yes"]),
    (put("attribute", "Book.title", {"max_length": None}), ["changed attribute Book.title: max length: 200 → none"]),
    (put("attribute", "Book.isbn", {"required": True, "max_length": 13}),
     ["added attribute Book.isbn: string, required, up to 13 characters"]),
    (put("attribute", "Book.rank", {"type": "int32", "minimum": 1, "maximum": 5, "default": 3}),
     ["added attribute Book.rank: int32, 1 to 5, default 3"]),
    (put("attribute", "Book.cover", {"type": "enum", "values": ["soft", "hard"]}),
     ["added attribute Book.cover: enum, one of soft | hard"]),
    (remove("attribute", "Review.title"),
     ["removed attribute Review.title: string",
      "changed operation review_all: inputs.items.fields.title: removed (type string, attribute Review.title)",
      "changed operation review_all: steps[0].steps[1].accept: book_id, stars, title → book_id, stars"]),
    (put("entity", "Shelf", {"attributes": [{"name": "place"}]}), ["added entity Shelf: place"]),
    (put("entity", "Book", {"soft_delete": True}), ["changed entity Book: soft delete: no → yes"]),
    (put("entity", "Book", {"uniques": [["slug", "state"]]}),
     ["changed entity Book: uniques: author + title → author + title, slug + state"]),
    (put("relationship", "Book.author", {"required": False}), ["changed relationship Book.author: required: yes → no"]),
    (put("relationship", "Book.shop", {"to": "Member"}), ["added relationship Book.shop: many to one to Member"]),
    (put("operation", "browse", {"summary": "Browse."}), ["changed operation browse: summary: none → Browse."]),
    (put("operation", "browse", {"access": {"roles": ["clerk"]}}),
     ["changed operation browse: access.optional: yes → no", "changed operation browse: access.roles: none → clerk"]),
    (remove("operation", "measure"), ["removed operation measure: GET /measures, public"]),
    (put("view", "AuthorLine", {"fields": [{"name": "name", "source": "name"}]}),
     ['changed view AuthorLine: fields.titles: removed (value row.books.count(b, b.title != "row.title"), '
      "most 100)"]),
    (put("role", "clerk", {"first": True}), ["changed role clerk: first: no → yes"]),
    (put("resource", "Tag", {"actions": ["list"]}),
     ["changed resource Tag: actions: list, read, create, update, delete → list"]),
    (put("permission", "Tag.delete", {"allow": ["clerk"]}), ["changed permission Tag.delete: clerk, reader → clerk"]),
    (put("permission", "Tag.read", {"allow": ["public"]}), ["added permission Tag.read: public"]),
    (remove("permission", "Book.update"), ["removed permission Book.update: clerk"]),
    (put("setting", "api.pagination.style", "offset"), ["changed setting api.pagination.style: cursor → offset"]),
    (put("setting", "api.rate_limit", {}),
     ["changed setting api.rate_limit: none → requests 600, window seconds 60"]),
    (put("pattern", "counter Book.stars praise"),
     ["added pattern counter Book.stars praise: counter Book.stars"]),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "expected"), CASES)
def test_a_difference_is_told(edit: dict[str, Any], expected: list[str]) -> None:
    assert told(bookshop(), edited(bookshop(), edit)) == expected


def test_a_rename_is_one_change_and_what_followed_is_not_told() -> None:
    edits = (
        rename("attribute", "Book.title", "name"),
        rename("entity", "Book", "Work"),
        rename("attribute", "Work.name", "heading"),
        put("attribute", "Work.heading", {"unique": True}),
        rename("role", "clerk", "staff"),
    )
    assert told(bookshop(), edited(bookshop(), *edits), *edits) == [
        "renamed entity Book: Work",
        "renamed attribute Book.title: heading",
        "changed attribute Work.heading: unique: no → yes",
        "renamed role clerk: staff",
    ]


def test_a_rename_that_led_nowhere_is_none() -> None:
    came = (put("attribute", "Book.a"), rename("attribute", "Book.a", "b"))
    assert told(bookshop(), edited(bookshop(), *came), *came) == ["added attribute Book.b: string"]
    back = (rename("attribute", "Book.title", "name"), rename("attribute", "Book.name", "title"))
    assert told(bookshop(), edited(bookshop(), *back), *back) == []
    went = (rename("attribute", "Review.title", "name"), remove("attribute", "Review.name"))
    assert told(bookshop(), edited(bookshop(), *went), *went)[0] == "removed attribute Review.title: string"


def test_entities_come_first_in_the_order_of_the_new_document() -> None:
    edits = (
        put("setting", "title", "Shop"),
        put("operation", "browse", {"summary": "Browse."}),
        put("relationship", "Author.home", {"to": "Tag"}),
        put("attribute", "Tag.rank"),
        put("attribute", "Author.age"),
        put("role", "boss"),
    )
    parts = [(item.part, item.name) for item in changes(bookshop(), edited(bookshop(), *edits))]
    assert parts == [
        ("attribute", "Author.age"), ("relationship", "Author.home"), ("attribute", "Tag.rank"),
        ("operation", "browse"), ("role", "boss"), ("setting", "title"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "field", ["entities", "relationships", "operations", "views", "roles", "resources", "permissions"]
)
def test_another_order_is_a_difference(field: str) -> None:
    data = to_data(bookshop())
    data[field].reverse()
    assert changes(bookshop(), from_data(data))


def test_the_same_rules_written_otherwise_are_a_difference() -> None:
    data = to_data(bookshop())
    first = data["permissions"].pop(0)
    data["permissions"] += [{**first, "actions": [name]} for name in first["actions"]]
    assert changes(bookshop(), from_data(data)) == (
        Change("changed", "permission", "Book", "the same rules, written otherwise"),  # type: ignore[arg-type]
    )


def test_a_text_is_one_line() -> None:
    long = {"steps": [{"check": "1 ==\n 1" + " && 1 == 1" * 50, "else": "conflict"}]}
    for item in changes(bookshop(), edited(bookshop(), put("operation", "browse", long))):
        assert len(item.text) < 500
        assert item.text.isprintable()


@settings(max_examples=examples(40), suppress_health_check=list(HealthCheck), deadline=None)
@given(blueprints() | blueprints().flatmap(with_operations), blueprints())
def test_all_parts_of_two_documents_are_compared(one: dict[str, Any], other: dict[str, Any]) -> None:
    old, new = from_data(one), from_data(other)
    assert changes(old, old) == ()
    assert bool(changes(old, new)) == (to_data(old) != to_data(new))


def _changed(draw: st.DrawFn, data: Any) -> Any:
    """The data with one thing of it taken out, doubled or put elsewhere."""
    at = [data]
    for item in at:
        inner = list(item.values()) if isinstance(item, dict) else item
        at += [child for child in inner if isinstance(child, dict | list) and child]
    chosen = draw(st.sampled_from(at))
    if isinstance(chosen, dict):
        chosen.pop(draw(st.sampled_from(sorted(chosen))))
    elif draw(st.booleans()):
        chosen.reverse()
    else:
        chosen.pop(draw(st.integers(0, len(chosen) - 1)))
    return data


def _document(data: Any) -> Blueprint | None:
    try:
        return from_data(data)
    except BadInput:
        return None


@settings(max_examples=examples(100), suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data())
def test_whatever_is_changed_in_a_document_is_told(draw: st.DataObject) -> None:
    old = bookshop()
    new = _document(_changed(draw.draw, to_data(old))) or old
    assert bool(changes(old, new)) == (to_data(old) != to_data(new))
    assert bool(changes(new, old)) == (to_data(old) != to_data(new))


def test_edits_that_change_nothing_are_told_as_nothing() -> None:
    edit = Edit.model_validate(put("attribute", "Book.title", {"required": True}))
    assert changes(bookshop(), apply(bookshop(), [edit])) == ()
