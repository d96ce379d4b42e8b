"""Sentences about values that are known."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import attribute
from tools.errors import Contradiction

Planned = Callable[[str], Draft]


def test_a_sentence_about_a_value_bounds_it(planned: Planned) -> None:
    draft = planned(
        "Articles have a title and a body. The title is required, at most 80 letters. The body is optional."
    )
    title, body = (attribute(draft.blueprint, "Article", name) for name in ("title", "body"))
    assert (title.required, title.max_length, body.required) == (True, 80, False)
    assert not draft.unplaced


def test_whose_value_it_is(planned: Planned) -> None:
    draft = planned("Books have a name and a price. Shelves have a name. The name of a shelf must be unique.")
    assert attribute(draft.blueprint, "Shelf", "name").unique
    assert not attribute(draft.blueprint, "Book", "name").unique


def test_what_is_ruled_out_bounds_nothing(planned: Planned) -> None:
    draft = planned("Books have a name and a price. Out of scope: a unique name.")
    assert not attribute(draft.blueprint, "Book", "name").unique


@pytest.mark.parametrize(
    "text",
    [
        "Articles have a title and a body. The title is required, the title is optional.",
        "Articles have a required title and a body. The title is optional.",
        "Customers have a name and a unique email. Email is not unique.",
        "Reviews have a text and a rating. The rating must be at least 10. The rating must be at most 5.",
    ],
)
def test_a_brief_text_must_agree_with_itself(planned: Planned, text: str) -> None:
    with pytest.raises(Contradiction):
        planned(text)
