"""Wishes as people put them: what is understood is in `turns.yaml`; here what must not be taken for one."""

import time

import pytest

from agent.chat.turns import EditTurn, UnclearTurn
from agent.chat.turns.wishes import wishes
from tests.agent.chat.turns.conftest import Said


@pytest.mark.parametrize(
    "text",
    [
        "people leave the phone empty",
        "two members with the same phone called us",
        "a user complained that the title is missing among the moods",
        "The isbn is missing in many books",
        "the price of a book is too low, 20 would be better",
        "our readers are a bit strange, better leave them",
        "the price becomes negative",
        "the price of a book becomes negative",
        "A reader has a right to know.",
        "A book is a thing of beauty.",
        "A Bok has a subtitle",
        "authors miss deadlines",
        "A Librarian has a question",
        "no loan without a smile",
        "leave the tests out",
        "it could go wrong",
        "our librarians ask for money",
        "members should be able to tell the difference",
        "customers want a refund",
        "the genre of a book should be science",
        "Books can be late. It should stop.",
        "20 characters are enough for everybody",
        "nobody needs to know the phone",
    ],
)
def test_background_changes_nothing(text: str, said: Said) -> None:
    assert isinstance(said(text), UnclearTurn)


@pytest.mark.parametrize("text", ["books may be removed", "loans can be deleted for good"])
def test_what_people_may_remove_is_not_removed_here(text: str, said: Said) -> None:
    turn = said(text)
    assert not isinstance(turn, EditTurn) or all(edit.op != "remove" for edit in turn.edits)


def test_figures_of_an_entity_are_not_the_entity(said: Said) -> None:
    turn = said("Nobody ever looks at the analytics of products; it could go.", "shop")
    assert not isinstance(turn, EditTurn) or all(edit.op != "remove" for edit in turn.edits)


def test_a_value_that_turns_out_to_be_a_reference_is_told_as_one(said: Said) -> None:
    turn = said("let a loan have a helper. It is another member.")
    assert isinstance(turn, EditTurn)
    assert [(edit.part.value, edit.name) for edit in turn.edits] == [("relationship", "Loan.helper")]
    assert not any("is text" in text for text in turn.assumptions)


def test_values_that_were_named_stay_beside_those_of_a_later_sentence(said: Said) -> None:
    turn = said("add reviews with a title. A review has a comment.")
    assert isinstance(turn, EditTurn)
    names = {item["name"] for edit in turn.edits[:1] for item in edit.value["attributes"]}  # type: ignore[index,call-overload,union-attr]
    assert names == {"title"}
    assert "Review.comment" in {edit.name for edit in turn.edits}


def test_usual_values_give_way_to_those_of_a_later_sentence(said: Said) -> None:
    turn = said("We want reviews. A review has points (0 to 10) and a summary.")
    assert isinstance(turn, EditTurn)
    names = {item["name"] for edit in turn.edits[:1] for item in edit.value["attributes"]}  # type: ignore[index,call-overload,union-attr]
    assert names == {"points", "summary"}


def test_a_value_of_a_list_is_no_name(said: Said) -> None:
    turn = said("the state of an asset should be in_use", "assets")
    assert not isinstance(turn, EditTurn) or all(edit.op != "rename" for edit in turn.edits)


@pytest.mark.parametrize(
    "text",
    [
        "the a of " * 26,
        "1 characters are too few, " * 9,
        "no two a with the same b and " * 8,
        "once set the " * 18,
        "a, b: " * 39,
        "two a with the same b, that must " * 7,
        "word " * 47,
    ],
)
def test_long_winded_clauses_are_read_soon(text: str) -> None:
    started = time.process_time()
    assert len(list(wishes(text))) < 20
    assert time.process_time() - started < 0.5
