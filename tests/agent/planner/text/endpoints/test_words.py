"""Lists of words of paths."""

import pytest

from agent.planner.text.endpoints import words


@pytest.mark.parametrize("name", ["NO_THINGS", "REPORTS", "TOGGLES", "ACCOUNTS", "SERVED"])
def test_lists_hold_plain_words(name: str) -> None:
    listed = getattr(words, name)
    assert listed
    assert all(word == word.lower().strip("/") for word in listed)


def test_what_every_backend_serves_is_no_thing() -> None:
    assert words.SERVED - {"docs", "openapi"} <= words.NO_THINGS
    assert words.ACCOUNTS <= words.NO_THINGS


def test_what_is_taken_back_is_a_thing_or_an_act() -> None:
    assert not words.TOGGLES & words.NO_THINGS
