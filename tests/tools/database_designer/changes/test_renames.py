"""Renames in a row, and what they make of the old names."""

import pytest

from tools.blueprint.edit.model import Edit, PartKind
from tools.database_designer.changes.renames import Renames

ENTITY, ATTRIBUTE, RELATIONSHIP = PartKind.ENTITY, PartKind.ATTRIBUTE, PartKind.RELATIONSHIP


def renames(*steps: tuple[PartKind, str, str]) -> Renames:
    return Renames([Edit(op="rename", part=part, name=name, to=to) for part, name, to in steps])


def test_a_chain_is_one_rename() -> None:
    found = renames((ENTITY, "Book", "Novel"), (ENTITY, "Novel", "LongStory"))
    assert found.entity("book") == "long_story"
    assert found.entity("novel") == "novel"


def test_parts_are_found_under_the_name_that_their_holder_has_by_then() -> None:
    found = renames(
        (ATTRIBUTE, "Book.title", "heading"),
        (ENTITY, "Book", "Novel"),
        (ATTRIBUTE, "Novel.heading", "name"),
        (RELATIONSHIP, "Novel.tags", "labels"),
        (ATTRIBUTE, "Novel.labels.position", "place"),
    )
    assert found.attribute("title", "book") == "name"
    assert found.relationship("tags", "book") == "labels"
    assert found.attribute("position", "book", "tags") == "place"


def test_a_name_that_was_left_is_another_thing() -> None:
    found = renames((ATTRIBUTE, "Book.title", "name"), (ATTRIBUTE, "Book.title", "subtitle"))
    assert found.attribute("title", "book") == "name"
    other = renames((ENTITY, "Book", "Novel"), (ATTRIBUTE, "Book.title", "name"))
    assert other.attribute("title", "book") == "title"


def test_names_can_be_swapped() -> None:
    found = renames((ENTITY, "A", "X"), (ENTITY, "B", "A"), (ENTITY, "X", "B"))
    assert (found.entity("a"), found.entity("b")) == ("b", "a")


@pytest.mark.parametrize(
    "edit",
    [
        Edit(op="remove", part=ENTITY, name="Book"),
        Edit(op="set", part=ENTITY, name="Book", value={}),
        Edit(op="rename", part=PartKind.VIEW, name="Book", to="Card"),
    ],
)
def test_other_edits_rename_nothing_of_a_schema(edit: Edit) -> None:
    assert Renames([edit]).entity("book") == "book"
