"""What migrations are called: after what is another way now, not after how it came to be."""

import pytest

from agent.chat.naming import migration_name
from tests.tools.blueprint.edit.bookshop import bookshop, put, remove, rename
from tools.blueprint.edit import Edit, apply, changes, renames_of


def name(*given: dict[str, object]) -> str:
    edits = [Edit.model_validate(edit) for edit in given]
    return migration_name(changes(bookshop(), apply(bookshop(), edits), renames_of(bookshop(), edits)))


SWAP = (rename("entity", "Book", "Other"), rename("entity", "Review", "Book"), rename("entity", "Other", "Review"))
THERE_AND_BACK = (rename("attribute", "Book.stars", "rank"), rename("attribute", "Book.rank", "stars"))


@pytest.mark.parametrize(
    ("edits", "wanted"),
    [
        ((rename("attribute", "Book.stars", "rank"),), "rename_book_stars_to_rank"),
        ((rename("attribute", "Book.stars", "x"), rename("attribute", "Book.x", "rank")), "rename_book_stars_to_rank"),
        ((*THERE_AND_BACK, put("attribute", "Book.shelf", {})), "add_book_shelf"),
        ((put("attribute", "Tag.place", {}), rename("attribute", "Book.stars", "rank")), "rename_book_stars_to_rank"),
        ((remove("attribute", "Review.title"),), "remove_review_title"),
    ],
)
def test_the_first_thing_that_changed_gives_the_name(edits: tuple[dict[str, object], ...], wanted: str) -> None:
    assert name(*edits) == wanted


def test_a_swap_over_a_third_name_does_not_mention_it() -> None:
    assert name(*SWAP) == "rename_book_to_review"
