"""A run that waits for a person: what counts as an answer, and what is told of one that has none."""

import pytest
from langgraph.checkpoint.memory import InMemorySaver

from agent.context import Settings
from agent.driving import Asked, awaited, drive
from agent.graph import build
from agent.outcome import NeedsInput
from agent.state import RunInput
from tests.agent.chat.test_thread import Talk
from tools.errors import Cancelled
from tools.validators.runtime.stopping import StopSwitch, stoppable


def asking() -> Talk:
    talk = Talk(settings=Settings(level="static", ask=True))
    talk.changed("notes")
    return talk


def say(talk: Talk, text: str, ask: object) -> object:
    given = RunInput(text=text)
    return drive(talk.graph, given, talk.config, talk.parts.context(), lambda event: None, ask)  # type: ignore[arg-type]


def test_who_stops_the_work_at_a_question_has_not_agreed() -> None:
    talk, switch = asking(), StopSwitch()

    def stopped(asked: Asked) -> dict[str, str]:
        switch.stop(Cancelled())
        return {"apply": ""}

    with stoppable(switch), pytest.raises(Cancelled):
        say(talk, "add starred", stopped)
    found = awaited(talk.graph, talk.config)
    assert found is not None
    assert found.changes[0].startswith("+ attribute Note.starred")
    assert isinstance(say(talk, "", lambda asked: None), NeedsInput)
    assert len(talk.versions) == 1


def test_what_waits_is_told_with_its_changes_and_no_files() -> None:
    talk = asking()
    outcome = say(talk, "add starred", lambda asked: None)
    assert isinstance(outcome, NeedsInput)
    assert outcome.version is not None
    assert outcome.version.number == 2
    assert outcome.version.changes[0].startswith("+ attribute Note.starred")
    assert outcome.version.files.removed == ()
    assert [item.id for item in outcome.questions] == ["starred"]


def test_a_new_thread_waits_for_nothing() -> None:
    assert awaited(build(InMemorySaver()), {"configurable": {"thread_id": "1"}}) is None
