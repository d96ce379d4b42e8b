"""What is told beside the Blueprint."""

import pytest

from agent.model_planner import Ports
from agent.model_planner.session import MAX_QUESTIONS, Session
from agent.planner.draft import Question
from agent.task import Request
from tests.agent.model_planner.support import DRAFT, LAST, TEXT, WISH, asked, check, edit
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


@pytest.mark.parametrize(
    ("text", "because", "taken"),
    [
        ("A library. Members borrow books.", "Members borrow books", False),
        (f"A library. Do not build it with {LAST.framework}.", f"build it with {LAST.framework}", False),
        (f"A library. Build it with {LAST.framework}.", f"Build it with {LAST.framework}", True),
        (f"A library in {LAST.language}, please.", f"library in {LAST.language}", True),
    ],
)
def test_another_stack_is_named_by_the_words(text: str, because: str, taken: bool) -> None:
    held = Session(Request(text=text), DRAFT, PORTS)
    if taken:
        held.choose(LAST.framework, None, because)
    else:
        with pytest.raises(BadInput):
            held.choose(LAST.framework, None, because)
    assert held.stack.framework == (LAST.framework if taken else WISH.framework)


def test_what_the_request_names_goes_only_by_its_own_words() -> None:
    text = f"A library on {WISH.datastore}. Build it with {LAST.framework}."
    held = Session(Request(text=text), DRAFT, PORTS)
    with pytest.raises(BadInput):
        held.choose(LAST.framework, LAST.datastore, f"Build it with {LAST.framework}")
    assert held.stack == WISH
