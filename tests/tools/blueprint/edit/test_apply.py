"""apply: in order, all or nothing, and the same each time."""

import pytest

from tests.tools.blueprint.edit.bookshop import bookshop, edited, empty, put, remove, rename
from tools.blueprint.document import dump
from tools.blueprint.edit import MAX_EDITS, Edit, PartKind, apply
from tools.errors import BadInput

GOOD = (put("entity", "Shelf"), put("attribute", "Shelf.place"), rename("attribute", "Shelf.place", "spot"))


def test_edits_see_what_those_before_them_made() -> None:
    made = edited(bookshop(), *GOOD, remove("attribute", "Shelf.spot"))
    assert made.entity("Shelf").attributes == ()


@pytest.mark.parametrize(
    "bad",
    [
        put("attribute", "Rack.place"),
        put("attribute", "Shelf.place", {"type": "thing"}),
        rename("entity", "Shelf", "Book"),
        remove("entity", "Rack"),
        remove("attribute", "Book.title"),
    ],
)
@pytest.mark.parametrize("place", range(4))
def test_one_that_cannot_be_done_undoes_all(bad: dict[str, object], place: int) -> None:
    blueprint = bookshop()
    edits = [*GOOD]
    edits.insert(place, bad)
    with pytest.raises(BadInput) as refused:
        edited(blueprint, *edits)
    if place:
        assert refused.value.path.startswith(f"edits[{place}]")
    assert blueprint == bookshop()


def test_no_edits_change_nothing() -> None:
    assert apply(bookshop(), []) == bookshop()


def test_the_same_edits_make_the_same_document() -> None:
    edits = (*GOOD, rename("entity", "Book", "Work"), remove("entity", "Tag"))
    assert dump(edited(bookshop(), *edits)) == dump(edited(bookshop(), *edits))


def test_too_many_are_refused_at_once() -> None:
    edit = Edit(op="set", part=PartKind.SETTING, name="title", value="x")
    assert apply(empty(), [edit] * MAX_EDITS).title == "x"
    with pytest.raises(BadInput, match="500"):
        apply(empty(), [edit] * (MAX_EDITS + 1))


def test_a_list_that_grows_too_long_is_refused() -> None:
    full = {"inputs": [{"name": f"x{number}"} for number in range(3)]}
    full["inputs"] = [{"name": "lines", "many": True, "fields": full["inputs"] * 40}]
    with pytest.raises(BadInput) as refused:
        edited(bookshop(), put("operation", "browse", full))
    assert refused.value.path == "edits[0].value.inputs[0].fields"
