"""What only tells may be left out beside a wish; what may be a wish may not."""

import pytest

from agent.chat.turns import CommandTurn, EditTurn, UnclearTurn
from agent.chat.turns.background import background
from tests.agent.chat.turns.conftest import Said


@pytest.mark.parametrize(
    "said",
    [
        "Marketing has decided so",
        "Our librarians stopped using tags years ago",
        "A newspaper printed our raw readings",
        "I'm new here and a bit lost",
        "the listeners are not happy at all",
        "nobody looks at it",
        "everything else may stay as it is",
    ],
)
def test_a_tale_is_background(said: str) -> None:
    assert background(said)


@pytest.mark.parametrize(
    "said",
    [
        "A book has a title",
        "our books have a subtitle",
        "the title is unique",
        "People leave the phone empty, that must stop",
        "Our readers miss reviews",
        "only by people who are signed in",
        "and required",
        "20000",
        "drop isbn",
        "Why did you do that",
        "Six should be possible",
        "Our librarians keep asking for publishers",
        "an asset has a second user, called deputy",
        "we like it " * 50,
    ],
)
def test_what_may_be_a_wish_is_none(said: str) -> None:
    assert not background(said)


def test_a_reason_may_tell_of_anything_that_happens() -> None:
    assert background("Complaints wait for days", reason=True)
    assert not background("Complaints wait for days")
    assert not background("Books have a price", reason=True)


def test_background_is_not_told_as_a_failure(said: Said) -> None:
    turn = said("Our supplier rang us last week. Please rename isbn to isbn13.")
    assert isinstance(turn, EditTurn)
    assert (len(turn.edits), turn.unplaced) == (1, ())


@pytest.mark.parametrize(
    "rest", ["Every moon must be green.", "A moon has two sides.", "because only admins may delete", "the moon, blue"]
)
def test_what_may_be_a_wish_is_told(said: Said, rest: str) -> None:
    turn = said(f"rename isbn to isbn13. {rest}" if rest[0].isupper() else f"rename isbn to isbn13 {rest}")
    assert isinstance(turn, UnclearTurn) or turn.unplaced  # type: ignore[union-attr]


def test_background_alone_stays_unclear(said: Said) -> None:
    assert isinstance(said("Our supplier rang us last week. Marketing was not happy."), UnclearTurn)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("wrong window, sorry! please undo my last change", "undo"),
        ("Oh dear, our readers are not happy with it. Would you kindly undo that change?", "undo"),
        ("Please take your last change back.", "undo"),
        ("My colleague says it was right after all. Could you redo what you have just undone?", "redo"),
        ("Before I ring them back, could you show me how the whole thing looks at the moment?", "show"),
        ("For my report, would you list the changes that we have made so far, one after the other?", "show"),
        ("I'm new in support. What can I ask you for here?", "help"),
        ("A customer asked me. Why did you do it in this way and not differently?", "why"),
    ],
)
def test_a_command_stands_amid_background(said: Said, text: str, command: str) -> None:
    turn = said(text)
    assert isinstance(turn, CommandTurn)
    assert turn.command == command


@pytest.mark.parametrize(
    "text", ["title must be unique. undo", "Every moon must be green. Undo that.", "undo, A moon has two sides."]
)
def test_a_command_beside_a_wish_is_not_followed_alone(said: Said, text: str) -> None:
    assert not isinstance(said(text), CommandTurn)


def test_a_brief_sentence_makes_a_wish_of_the_one_before(said: Said) -> None:
    turn = said("People leave the phone empty when they join. We cannot reach them. That must stop, please.")
    assert isinstance(turn, EditTurn)
    assert [edit.name for edit in turn.edits] == ["Member.phone"]


def test_a_technology_may_be_named_before(said: Said) -> None:
    turn = said("Our people look after PostgreSQL. Could the library please use that as its database?")
    assert turn.kind == "stack"
