"""Parts of speech of words in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.planner.text.tagger import tags


@pytest.mark.parametrize(
    ("sentence", "at", "tag"),
    [
        ("Members borrow books .", 0, "NNS"),
        ("Members borrow books .", 1, "VBP"),
        ("Members borrow books .", 3, "."),
        ("the order", 1, "NN"),
        ("a book of the library", 0, "DT"),
        ("a book of the library", 2, "IN"),
    ],
)
def test_a_word_is_what_the_words_around_it_make_it(sentence: str, at: int, tag: str) -> None:
    assert tags(sentence.split())[at] == tag


def test_no_words_have_no_tags() -> None:
    assert tags([]) == []


def test_the_same_words_have_the_same_tags() -> None:
    words = ["each", "parcel", "goes", "to", "one", "depot"]
    assert tags(words) == tags(tuple(words)) == tags(words)


@given(st.lists(st.text(max_size=12), max_size=60))
def test_each_word_has_one_tag(words: list[str]) -> None:
    found = tags(words)
    assert len(found) == len(words)
    assert all(found)
