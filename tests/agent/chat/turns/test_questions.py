"""What is not said is asked, the default is taken, and an answer goes before it."""

import pytest

from agent.chat.turns import EditTurn, UnclearTurn
from tests.agent.chat.turns.conftest import Said
from tests.agent.chat.turns.told import told


@pytest.mark.parametrize(
    ("say", "id", "default", "answer", "edit"),
    [
        ("rename name to label", "which-name", "Member.name", "tag.NAME", "rename attribute Tag.name to label"),
        ("add a weight", "which-entity", "Book", "Author", 'set attribute Author.weight {"type": "float"}'),
        ("add reviews", "about-review", "Book", "author", "set relationship Review.author"),
        ("tags have many loans", "shared-loan", "no", "yes", '"cardinality": "many_to_many"'),
    ],
)
def test_an_answer_goes_before_the_default(say: str, id: str, default: str, answer: str, edit: str, said: Said) -> None:
    asked = said(say)
    assert isinstance(asked, EditTurn)
    assert [(question.id, question.default) for question in asked.questions] == [(id, default)]
    assert not any(edit in line for line in told(asked))
    answered = said(say, answers={id: answer})
    assert isinstance(answered, EditTurn)
    assert answered.questions == ()
    assert any(edit in line for line in told(answered))


def test_an_answer_that_is_none_of_the_choices_is_asked_again(said: Said) -> None:
    turn = said("rename name to label", answers={"which-name": "Book.nothing"})
    assert isinstance(turn, EditTurn)
    assert turn.edits == said("rename name to label").edits  # type: ignore[union-attr]
    assert turn.questions


def test_what_opens_a_door_is_a_risk_in_the_words_of_the_turn(said: Said) -> None:
    turn = said("no login needed")
    assert isinstance(turn, EditTurn)
    assert "`no login needed`" in turn.risks[0]
    closed = said("only admins may read books")
    assert isinstance(closed, EditTurn)
    assert closed.edits
    assert closed.risks == ()


def test_what_was_hidden_or_closed_is_opened_with_a_risk(said: Said) -> None:
    for text in ("make phone sensitive; phone is no longer sensitive", "nobody can register; anyone can register"):
        turn = said(text)
        assert isinstance(turn, EditTurn)
        assert len(turn.edits) == 2
        assert len(turn.risks) == 1


def test_what_else_was_said_is_told(said: Said) -> None:
    turn = said("rename title to name; frobnicate the flux")
    assert isinstance(turn, EditTurn)
    assert told(turn) == ["rename attribute Book.title to name", "unplaced"]
    assert "frobnicate" in turn.unplaced[0]


def test_a_clause_is_done_as_a_whole_or_not_at_all(said: Said) -> None:
    turn = said("remove tags and members; make isbn immutable")
    assert isinstance(turn, EditTurn)
    assert told(turn) == ['set attribute Book.isbn {"immutable": true}', "unplaced"]


def test_what_is_still_used_is_not_removed(said: Said) -> None:
    turn = said("remove the note", "orders")
    assert isinstance(turn, UnclearTurn)
    assert "cancel_order" in turn.reason
