"""What is said around a wish is left out, and nothing of the wish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.chat.turns.reasons import explained, without_reasons
from agent.chat.turns.wording import chatter, plain


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
        ("I would be grateful if books could be called items", "books must be called items"),
        ("We'd be glad if there was no rate limit at all", "no rate limit"),
        ("I'd be glad if members could delete books", "members could delete books"),
        ("Two names confuse us, if I may: rename title to name", "rename title to name"),
        ("Oh dear, would you kindly undo that change", "undo that change"),
        ("please a new entity Shelf", "add a new entity Shelf"),
        ("please have a look", "have a look"),
        ("REST alone would be enough", "REST only"),
    ],
)
def test_a_clause_becomes_plain(said: str, left: str) -> None:
    assert plain(said) == left


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("make phone required because we call everybody", "make phone required"),
        ("As members often move, make city optional", "make city optional"),
        ("we have a gateway in front, so please remove the rate limit", "please remove the rate limit"),
        ("make phone required, since nobody has none, and add a note", "make phone required, and add a note"),
        ("add a rating as an integer", "add a rating as an integer"),
        ("Make phone required, so that we can call everybody.", "Make phone required"),
        ("Before I ring them back, could you show the diff", "could you show the diff"),
        ("After we talked to the board, drop isbn", "drop isbn"),
        ("After we delete a book, remove its loans", "After we delete a book, remove its loans"),
        ("Before you delete a book, please remove its loans", "Before you delete a book, please remove its loans"),
        ("Users ask every week: can a book have a note", "can a book have a note"),
        ("to spare us the reviews, use REST", "use REST"),
        ("everything else may stay as it is", "everything else may stay as it is"),
        ("we cannot reach them, so no account without a contact", "no account without a contact"),
        ("everybody complains, so those can go", "those can go"),
    ],
)
def test_reasons_are_left_out(said: str, left: str) -> None:
    assert without_reasons(said) == left


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ("add a note because only admins may delete", ("because only admins may delete",)),
        ("add a note, since every loan must have a due date", ("since every loan must have a due date",)),
        ("add a note because our customers like that", ()),
    ],
)
def test_a_reason_that_may_be_a_wish_is_kept_apart(said: str, rules: tuple[str, ...]) -> None:
    reasoned = explained(said)
    assert (reasoned.text, reasoned.rules) == ("add a note", rules)


def test_talk_asks_for_nothing() -> None:
    assert chatter("thanks for all this!")
    assert chatter("wrong window, sorry!")
    assert not chatter("thanks, add a note")


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert plain(plain(text)) is not None
    assert len(without_reasons(text)) <= len(text) + 1
