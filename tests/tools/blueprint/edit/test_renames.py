"""The renames among edits: what a schema must follow to keep its rows."""

from pathlib import Path

from tests.tools.blueprint.edit.bookshop import bookshop, put, remove, rename
from tools.blueprint.document import load
from tools.blueprint.edit import Edit, changes, renames_of
from tools.blueprint.edit.apply import apply


def edits(*given: dict[str, object]) -> list[Edit]:
    return [Edit.model_validate(edit) for edit in given]


def test_only_renames_are_told_in_their_order() -> None:
    first, second = rename("entity", "Book", "Work"), rename("attribute", "Work.title", "name")
    found = renames_of(bookshop(), edits(put("entity", "Shelf"), first, remove("operation", "measure"), second))
    assert list(found) == edits(first, second)


def test_what_goes_with_a_rename_is_told_after_it() -> None:
    wiki = load(Path("tests/blueprints/wiki.yaml").read_bytes())
    given = edits(rename("attribute", "Page.title", "heading"))
    found = renames_of(wiki, given)
    assert [edit.name for edit in found] == ["Page.title", "PageVersion.title"]
    made = apply(wiki, given)
    for told in (given, found):
        assert [(item.kind, item.name, item.text) for item in changes(wiki, made, told)] == [
            ("renamed", "Page.title", "heading"),
            ("renamed", "PageVersion.title", "heading"),
        ]
