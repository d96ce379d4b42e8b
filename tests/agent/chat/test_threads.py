"""Threads on disk: kept apart, held by one process, and gone on with where they were cut off."""

from pathlib import Path

import pytest

from agent.chat.threads import STATE_VARIABLE, Thread, names, opened
from agent.chat.turns.turn import EditTurn
from agent.driving import Asked
from agent.outcome import Completed, Outcome
from agent.state import RunInput
from tests.agent.support import Parts, reader, sample_tool
from tools.artifacts import Artifact
from tools.blueprint.edit import Edit, PartKind
from tools.blueprint.plan.render_plan import RenderPlan
from tools.errors import AgentError, Cancelled
from tools.validators.runtime.stopping import StopSwitch

RENAME = Edit(op="rename", part=PartKind.ATTRIBUTE, name="Note.title", to="name")
TURNS = {"rename": EditTurn(edits=(RENAME,))}


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))


def nobody(asked: Asked) -> None:
    return None


def say(thread: Thread, text: str, parts: Parts | None = None, switch: StopSwitch | None = None) -> Outcome:
    context = (parts or Parts(turns=reader(TURNS))).context(thread.blobs)
    given = RunInput(text=text) if text else RunInput()
    return thread.say(given, context, lambda event: None, nobody, switch)


def test_a_backend_lives_in_its_thread() -> None:
    with opened("one") as thread:
        assert thread.versions == ()
        assert isinstance(say(thread, "notes"), Completed)
    with opened("two") as other:
        assert other.versions == ()
    with opened("one") as thread:
        assert [item.said for item in thread.versions] == ["notes"]
        assert isinstance(say(thread, "rename"), Completed)
        assert len(thread.versions) == 2
    assert names() == ("one", "two")


def test_a_turn_that_was_cut_off_goes_on_in_the_next_session() -> None:
    switch = StopSwitch()

    def stopping(tool: str, plan: RenderPlan) -> tuple[Artifact, ...]:
        switch.stop(Cancelled())
        return sample_tool(tool, plan)

    with opened("one") as thread:
        say(thread, "notes")
        with pytest.raises(Cancelled):
            say(thread, "rename", Parts(turns=reader(TURNS), toolbox=stopping), switch)
        assert thread.cut_off
        assert len(thread.versions) == 1
    with opened("one") as thread:
        assert thread.cut_off
        outcome = say(thread, "")
        assert isinstance(outcome, Completed)
        assert outcome.version is not None
        assert outcome.version.migrations == ("0002_rename_note_title_to_name",)
        assert not thread.cut_off


def test_one_process_at_a_time_has_a_thread() -> None:
    with opened("one"), pytest.raises(AgentError) as caught, opened("one"):
        pass
    assert caught.value.code == "thread-open"
    assert "one" in caught.value.message


@pytest.mark.parametrize("name", ["", "..", "a/b", "A", "-a", "x" * 61])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(AgentError) as caught, opened(name):
        pass
    assert caught.value.code == "bad-thread"
