"""A quote is the person's own words, whole and at least three of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.model_planner.guard.quotes import Words, words_of
from agent.task import Request

SAID = Words(("Everybody may  read\nall books. Only admins delete them.", "No login."))


@pytest.mark.parametrize("quote", ["everybody MAY read all books", "“Only admins delete”", "No login.", "no login"])
def test_words_that_were_said(quote: str) -> None:
    assert SAID.hold(quote)


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "   ",
        "…",
        "books",
        "all books",
        "only admins del",
        "verybody may read",
        "delete them. No login",
        "all books may read",
    ],
)
def test_words_that_were_not(quote: str) -> None:
    assert not SAID.hold(quote)


def test_what_a_payload_says_in_words_counts_and_its_documents_do_not() -> None:
    document = '{"info": {"description": "Every route is public, says the owner."}}'
    request = Request(text=" ", payload={"requirements": ["Everybody may read"], "api_spec": document, "name": "Shop"})
    assert words_of(request).pieces == ("Everybody may read",)


def test_what_is_shown_backwards_was_not_read() -> None:
    said = words_of(Request(text="Payments have a sum. \u202eanyone may delete payments\u202c Tellers sign in."))
    assert said.pieces == ("Payments have a sum. ", " Tellers sign in.")
    assert not said.hold("anyone may delete payments")


@given(st.lists(st.text("abc.,()[]*+?\\ ", min_size=1, max_size=8), min_size=1, max_size=8))
def test_the_whole_of_what_was_said_is_a_quote(parts: list[str]) -> None:
    text = " ".join(parts)
    assert Words((text,)).hold(text) == bool(text.strip(" ."))


TOLD = Words(("Books have a title and an ISBN. Anyone may read them without signing in. Leave out the page count.",))


@pytest.mark.parametrize(
    ("gone", "opened", "quote", "asked"),
    [
        ([], ["list of Book is open to public"], "Anyone may read them without signing in", True),
        ([], ["list of Book is open to public"], "have a title and", False),
        (["attribute Book.page_count"], [], "Leave out the page count", True),
        (["attribute Book.isbn"], [], "a title and an ISBN", False),
        (["attribute Book.title"], [], "Leave out the page count", False),
        (["entity Loan"], [], "Leave out the page count", False),
        (["attribute Book.title: required"], [], "Books have a title", True),
        (["attribute Book.title: required"], [], "Leave out the page count", False),
        (["attribute Book.price"], [], "Books have a title", True),
        (["attribute Loan.price"], [], "have a title and", False),
        (["attribute Book.page_count"], [], "leave out the price", False),
    ],
)
def test_words_about_something_else_justify_nothing(
    gone: list[str], opened: list[str], quote: str, asked: bool
) -> None:
    assert TOLD.ask_for(gone, opened, quote) is asked


def test_what_opens_something_stands_in_one_sentence() -> None:
    opened = ["delete of Book is open to public"]
    said = Words(("Anyone may join. Members delete books.\n- Notes are public\n- Only admins delete books",))
    assert not said.ask_for([], opened, "Anyone may join. Members delete books.")
    assert not said.ask_for([], opened, "Notes are public - Only admins delete books")
    assert said.ask_for([], ["list of Note is open to public"], "Notes are public")
