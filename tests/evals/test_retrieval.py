"""The retrieval suite: enough questions, all answerable, and scorers that fall."""

import pytest

from evals.questions import Question, read_questions
from evals.scorers.ranking import gain, recall
from knowledge import load

QUESTIONS = read_questions()


def test_enough_questions_over_all_documents() -> None:
    known = {document.id for document in load().documents}
    assert len(QUESTIONS) >= 120
    assert len({item.ask for item in QUESTIONS}) == len(QUESTIONS)
    assert {name for item in QUESTIONS for name in item.want} == known


def test_nobody_answers_a_question_in_its_own_words() -> None:
    asked = {phrase.lower() for document in load().documents for phrase in document.head.asked}
    assert not asked & {item.ask.lower() for item in QUESTIONS}


@pytest.mark.parametrize(
    ("found", "right", "gained"),
    [
        (["a", "x", "y"], 1.0, 1.0),
        (["x", "a", "y"], 1.0, 0.6309),
        (["x", "y", "z", "v", "w", "a"], 0.0, 0.3562),
        (["x", "y"], 0.0, 0.0),
        ([], 0.0, 0.0),
    ],
)
def test_what_stands_further_down_counts_less(found: list[str], right: float, gained: float) -> None:
    assert recall(["a"], found) == right
    assert gain(["a"], found) == pytest.approx(gained, abs=1e-4)


def test_all_that_answer_count() -> None:
    assert gain(["a", "b"], ["a", "b"]) == 1.0
    assert gain(["a", "b"], ["a", "x"]) < 1.0


def test_a_question_wants_something() -> None:
    with pytest.raises(ValueError, match="want"):
        Question(ask="why", want=())
