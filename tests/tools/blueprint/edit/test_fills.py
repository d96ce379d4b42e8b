"""What rows that exist get by a batch of edits, under the names that their attributes have after it."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.tools.blueprint.edit.bookshop import bookshop, put, remove, rename
from tools.blueprint.document import load, to_data
from tools.blueprint.edit import Edit, PartKind, apply, attribute_at, carried, fills_of, fitting
from tools.errors import BadInput


def fill(name: str, value: Any, **fields: Any) -> dict[str, Any]:
    return {**put("attribute", name, fields), "fill": value}


def found(*given: dict[str, Any]) -> dict[str, Any]:
    return fills_of(bookshop(), [Edit.model_validate(edit) for edit in given])


@pytest.mark.parametrize(
    "edit",
    [
        {**put("entity", "Book"), "fill": "x"},
        {**put("relationship", "Book.author"), "fill": "x"},
        {**put("setting", "title", "x"), "fill": "x"},
        {**remove("attribute", "Book.stars"), "fill": 1},
        {**rename("attribute", "Book.stars", "rank"), "fill": 1},
    ],
)
def test_only_a_set_attribute_has_one(edit: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="`fill` belongs to `set` of an attribute"):
        Edit.model_validate(edit)


def test_the_blueprint_knows_nothing_of_it() -> None:
    told, untold = (
        apply(bookshop(), [Edit.model_validate(edit)])
        for edit in (fill("Book.stars", 3, required=True), put("attribute", "Book.stars", {"required": True}))
    )
    assert to_data(told) == to_data(untold)


@pytest.mark.parametrize(
    ("edits", "wanted"),
    [
        ([fill("Book.stars", 3)], {"Book.stars": 3}),
        ([fill("Book.stars", 3), put("attribute", "Book.stars", {"required": True})], {"Book.stars": 3}),
        ([fill("Book.stars", 3), fill("Book.stars", 4)], {"Book.stars": 4}),
        ([fill("Book.stars", 0, required=True), fill("Review.title", "")], {"Book.stars": 0, "Review.title": ""}),
        ([fill("Book.stars", 3), rename("attribute", "Book.stars", "rank")], {"Book.rank": 3}),
        ([fill("Book.stars", 3), rename("entity", "Book", "Work")], {"Work.stars": 3}),
        ([rename("entity", "Book", "Work"), fill("Work.stars", 3)], {"Work.stars": 3}),
        (
            [
                fill("Book.tags.position", 1),
                rename("relationship", "Book.tags", "labels"),
                rename("entity", "Book", "Work"),
                rename("attribute", "Work.labels.position", "place"),
            ],
            {"Work.labels.place": 1},
        ),
        (
            [
                fill("Book.stars", 3),
                rename("attribute", "Book.stars", "x"),
                put("attribute", "Book.stars", {"type": "int32"}),
            ],
            {"Book.x": 3},
        ),
        ([fill("Book.stars", 3), rename("attribute", "Review.stars", "rank")], {"Book.stars": 3}),
        ([fill("Tag.shelf", "x"), remove("attribute", "Tag.shelf")], {}),
        ([fill("Tag.shelf", "x"), remove("attribute", "Tag.shelf"), put("attribute", "Tag.shelf")], {}),
        ([put("entity", "Shop"), fill("Shop.code", "x"), remove("entity", "Shop")], {}),
        ([put("attribute", "Book.stars", {"required": True})], {}),
    ],
)
def test_a_fill_follows_its_attribute(edits: list[dict[str, Any]], wanted: dict[str, Any]) -> None:
    assert found(*edits) == wanted


def test_an_edit_that_cannot_be_done_is_told() -> None:
    with pytest.raises(BadInput, match="no entity"):
        found(fill("Nothing.stars", 3))


def test_what_goes_with_a_rename_takes_its_fill_along() -> None:
    wiki = load(Path("tests/blueprints/wiki.yaml").read_bytes())
    edits = [fill("PageVersion.title", "x"), rename("attribute", "Page.title", "heading")]
    assert fills_of(wiki, [Edit.model_validate(edit) for edit in edits]) == {"PageVersion.heading": "x"}


def test_fills_are_carried_over_renames_in_their_order() -> None:
    renames = [
        Edit(op="rename", part=PartKind.ATTRIBUTE, name="Book.a", to="x"),
        Edit(op="rename", part=PartKind.ATTRIBUTE, name="Book.b", to="a"),
        Edit(op="rename", part=PartKind.ATTRIBUTE, name="Book.x", to="b"),
        Edit(op="rename", part=PartKind.ROLE, name="Book", to="Work"),
    ]
    assert carried({"Book.a": 1, "Book.b": 2, "Booklet.a": 3}, renames) == {"Book.b": 1, "Book.a": 2, "Booklet.a": 3}


@pytest.mark.parametrize(
    ("part", "name", "to", "left"),
    [
        (PartKind.ATTRIBUTE, "Book.b", "a", {"Book.tags.a": 2}),
        (PartKind.ATTRIBUTE, "Book.a", "a", {"Book.a": 1, "Book.tags.a": 2}),
        (PartKind.RELATIONSHIP, "Book.labels", "tags", {"Book.a": 1}),
        (PartKind.ENTITY, "Work", "Book", {}),
        (PartKind.ENTITY, "Book", "Book", {"Book.a": 1, "Book.tags.a": 2}),
        (PartKind.ROLE, "work", "Book", {"Book.a": 1, "Book.tags.a": 2}),
    ],
)
def test_a_name_that_something_else_gets_was_free(part: PartKind, name: str, to: str, left: dict[str, Any]) -> None:
    edit = Edit(op="rename", part=part, name=name, to=to)
    assert carried({"Book.a": 1, "Book.tags.a": 2}, [edit]) == left


def test_only_values_of_what_is_there_fit() -> None:
    given: dict[str, Any] = {
        "Book.stars": 3,
        "Book.title": "x" * 201,
        "Book.nothing": 1,
        "Nothing.x": 1,
        "Book.tags.position": 2,
    }
    assert fitting(bookshop(), given) == {"Book.stars": 3, "Book.tags.position": 2}


@pytest.mark.parametrize(
    ("name", "there"), [("Book.stars", True), ("Book.tags.position", True), ("Book.author", False)]
)
def test_attributes_are_found_by_address(name: str, there: bool) -> None:
    assert (attribute_at(bookshop(), name) is not None) == there
