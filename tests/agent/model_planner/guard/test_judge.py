"""Edit by edit, the draft is the measure; a rename moves the measure along."""

import pytest

from agent.model_planner.guard import UNASKED, Ground, edited, lines_of
from agent.model_planner.guard.quotes import words_of
from agent.task import Request
from tests.agent.model_planner.support import LIBRARY, OPEN_BOOKS, TEXT, asked, edit, ground, words
from tools.errors import BadInput

QUOTE = "Leave out the page count"
BOOKS = "Members borrow books"


def made(start: Ground, *edits: dict[str, object]) -> Ground:
    for item in asked(*edits):
        start = edited(start, item.edit, item.because, words())
    return start


def refused(start: Ground, *edits: dict[str, object]) -> BadInput:
    with pytest.raises(BadInput) as caught:
        made(start, *edits)
    return caught.value


def test_what_the_model_added_it_may_take_away() -> None:
    end = made(ground(), edit("set", "attribute", "Book.size", {}), edit("remove", "attribute", "Book.size"))
    assert (end.blueprint.entity("Book").attributes, end.taken) == (LIBRARY.entity("Book").attributes, ())


def test_what_was_put_back_is_not_told() -> None:
    pages = {"type": "int32", "minimum": 1, "maximum": 20000}
    away = edit("remove", "attribute", "Book.pages", because=QUOTE)
    gone = made(ground(), away)
    assert len(lines_of(gone)[0]) == 1
    assert lines_of(made(gone, edit("set", "attribute", "Book.pages", pages))) == ((), ())


def test_what_was_narrowed_may_be_put_back_as_it_was() -> None:
    narrow = edit("set", "permission", "Book.list", {"allow": ["admin"]}, because=BOOKS)
    back = edit("set", "permission", "Book.list", {"allow": ["authenticated"]})
    assert made(ground(), narrow, back).blueprint.permissions
    assert refused(ground(), narrow, OPEN_BOOKS).code == UNASKED


def test_a_rename_of_what_was_found_needs_words_and_is_told() -> None:
    rename = edit("rename", "entity", "Book", to="Volume")
    assert refused(ground(), rename).code == UNASKED
    end = made(ground(), {**rename, "because": BOOKS})
    assert end.blueprint.entity("Volume")
    assert lines_of(end)[0] == (f"Taken away by the model: the name of entity Book, because of the words “{BOOKS}”.",)


def test_a_rename_hides_nothing() -> None:
    """The measure is renamed as well: nothing is opened or taken away under another name, and nothing goes untold."""
    rename = edit("rename", "entity", "Book", to="Volume", because=BOOKS)
    open_volumes = edit("set", "permission", "Volume.list", {"allow": ["public"]})
    assert "list of Volume is open to public" in refused(ground(), rename, open_volumes).message
    assert "attribute Volume.isbn" in refused(ground(), rename, edit("remove", "attribute", "Volume.isbn")).message
    told, _ = lines_of(made(ground(), edit("remove", "attribute", "Book.pages", because=QUOTE), rename))
    assert any("attribute Book.pages" in line for line in told)


def test_a_role_cannot_be_renamed_to_everybody() -> None:
    """`public` is no role: such a Blueprint is refused by its check, whatever is quoted."""
    from tools.blueprint.check import check

    rename = edit("rename", "role", "member", to="public", because=QUOTE)
    with pytest.raises(BadInput):
        check(made(ground(), rename).blueprint)


def test_a_refusal_names_what_and_why() -> None:
    error = refused(ground(), edit("remove", "entity", "Tag", because="nobody said so ever"))
    assert "entity Tag" in error.message
    assert "no quote" in error.message
    assert "three words" in error.hint


def test_an_edit_that_does_not_fit_is_no_question_of_words() -> None:
    assert refused(ground(), edit("remove", "attribute", "Book.nothing", because=QUOTE)).code != UNASKED


def test_passages_are_no_words_of_the_person() -> None:
    assert words_of(Request(text=TEXT)).pieces == (TEXT,)
