"""What is told beside the Blueprint."""

import pytest

from agent.model_planner import Ports
from agent.model_planner.session import MAX_QUESTIONS, Session
from agent.planner.draft import Question
from agent.task import Request
from tests.agent.model_planner.support import DRAFT, TEXT, asked, check, edit
from tools.errors import BadInput

PORTS = Ports(check, lambda query: (), lambda *given: ())


def test_a_question_of_the_draft_is_not_asked_twice() -> None:
    draft = DRAFT.model_copy(update={"questions": (Question(id="auth", text="Accounts?", default="yes"),)})
    held = Session(Request(text=TEXT), draft, PORTS)
    held.ask("auth", "Really?", "no")
    assert held.draft().questions == draft.questions


def test_questions_are_few() -> None:
    held = Session(Request(text=TEXT), DRAFT, PORTS)
    for number in range(MAX_QUESTIONS):
        held.ask(f"q{number}", "Which?", "this")
    with pytest.raises(BadInput):
        held.ask("one_more", "Which?", "this")
    assert len(held.draft().questions) == MAX_QUESTIONS


def test_many_additions_are_counted() -> None:
    held = Session(Request(text=TEXT), DRAFT, PORTS)
    held.edit(asked(*[edit("set", "attribute", f"Book.a{number}", {}) for number in range(42)]))
    [told] = held.draft().assumptions
    assert told.endswith("attribute Book.a39, and 2 more.")
