"""What the words of a noun tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.planner.text.evidence.words import signs_of_words


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        (("book",), "archetype"),
        (("second-hand", "book"), "archetype head"),
        (("due", "date"), "head attribute"),
        (("email",), "head attribute"),
        (("api",), "head app"),
        (("user",), "head person"),
        (("admin",), "head role"),
        (("minute",), "head unit"),
        (("postgresql",), "technology"),
        (("a1",), "digits"),
        (("zo",), "short"),
        (("cancellation",), "ends tion"),
        (("zebra",), "words 1"),
        (("red", "hot", "chili", "pepper", "sauce"), "words 4"),
    ],
)
def test_signs(words: tuple[str, ...], sign: str) -> None:
    assert sign in set(signs_of_words(words))


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        (("frobnicator",), "archetype"),
        (("book",), "head attribute"),
        (("book",), "head app"),
        (("zebra",), "technology"),
        (("zebra",), "short"),
        (("zebra",), "digits"),
    ],
)
def test_no_signs(words: tuple[str, ...], sign: str) -> None:
    assert sign not in set(signs_of_words(words))


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=8).map(tuple))
def test_any_words(words: tuple[str, ...]) -> None:
    found = list(signs_of_words(words))
    assert len(set(found)) == len(found)
    assert sum(sign.startswith("ends ") for sign in found) == sum(sign.startswith("words ") for sign in found) == 1
