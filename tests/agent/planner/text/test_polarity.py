"""Negation."""

import pytest

from agent.planner.text.polarity import negated, words_around

PHRASE = "pagination"


def _negated(text: str) -> bool:
    start = text.index(PHRASE)
    return negated(text, start, start + len(PHRASE))


@pytest.mark.parametrize(
    "text",
    [
        "no pagination",
        "without pagination",
        "we do not need any pagination",
        "we don't need login or pagination",
        "pagination is not needed",
        "pagination isn't required",
        "skip pagination",
        "pagination: none",
        "pagination is out of scope",
        "no need for pagination",
    ],
)
def test_ruled_out(text: str) -> None:
    assert _negated(text)


@pytest.mark.parametrize(
    "text",
    [
        "cursor pagination",
        "no login, but pagination",
        "no login; pagination",
        "not only pagination",
        "no login, pagination by cursor",
        "without fuss, use pagination",
        "pagination is needed",
    ],
)
def test_asked_for(text: str) -> None:
    assert not _negated(text)


def test_a_title_rules_out() -> None:
    assert negated("pagination", 0, 10, heading="Non-goals")
    assert negated("pagination", 0, 10, parent="Out of scope:")


def test_words_around_carry_the_negation() -> None:
    assert words_around("API with no authentication", 12, 26) == "no authentication"
