"""What is said around a wish is left out, and nothing of the wish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.chat.turns.wording import chatter, plain, without_reasons


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Could you please add a note to books?", "add a note to books"),
        ("I'd like to rename title to name, thanks", "rename title to name"),
        ("Would you mind renaming title to name?", "rename title to name"),
        ("it would be good if title was unique", "title was unique"),
        ("I'd like books to have a subtitle", "books have a subtitle"),
        ("We should allow 250 characters", "allow 250 characters"),
        ("could the keeper please be called holder?", "the keeper must be called holder"),
        ("first name must be required", "first name must be required"),
        ("customers need an address", "customers need an address"),
    ],
)
def test_a_clause_becomes_plain(said: str, left: str) -> None:
    assert plain(said) == left


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("make phone required because we call everybody", "make phone required"),
        ("As members often move, make city optional", "make city optional"),
        ("we have a gateway in front, so please remove the rate limit", "remove the rate limit"),
        ("make phone required, since nobody has none, and add a note", "make phone required, and add a note"),
        ("add a rating as an integer", "add a rating as an integer"),
    ],
)
def test_reasons_are_left_out(said: str, left: str) -> None:
    assert without_reasons(said) == left


def test_talk_asks_for_nothing() -> None:
    assert chatter("thanks for all this!")
    assert not chatter("thanks, add a note")


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert plain(plain(text)) is not None
    assert len(without_reasons(text)) <= len(text) + 1
