"""The directory of a thread: looked at before a turn changes it, and left alone where it is another's."""

from pathlib import Path

import pytest
from langgraph.types import Command

from agent.context import Settings
from agent.outcome import Answered, Completed, Failed, read_outcome
from tests.agent.chat.test_thread import TURNS, Talk
from tests.agent.support import Parts, reader
from tools.artifacts import Artifact
from tools.blueprint.plan.render_plan import RenderPlan
from tools.output import read_output

FILES = 3


def telling(tool: str, plan: RenderPlan) -> tuple[Artifact, ...]:
    """One file that is another one for each Blueprint."""
    return (Artifact(f"{tool}.txt", f"{plan!r}\n", "text", tool),)


def talking(out: Path, *, ask: bool = False) -> Talk:
    talk = Talk(settings=Settings(level="static", out=str(out), ask=ask), toolbox=telling)
    talk.changed("notes")
    return talk


def elsewhere(out: Path) -> Parts:
    return Parts(Settings(level="static", out=str(out)), turns=reader(TURNS), toolbox=telling)


@pytest.mark.parametrize("text", ["history", "what is this", "nothing"])
def test_edits_by_hand_do_not_keep_anybody_from_asking(tmp_path: Path, text: str) -> None:
    talk = talking(tmp_path / "out")
    (tmp_path / "out/code_generator.txt").write_text("mine\n")
    assert isinstance(talk.say(text), Answered)


def test_a_turn_that_changes_is_refused_before_it_is_confirmed(tmp_path: Path) -> None:
    talk = talking(tmp_path / "out", ask=True)
    (tmp_path / "out/code_generator.txt").write_text("mine\n")
    outcome = talk.say("add starred")
    assert isinstance(outcome, Failed)
    assert outcome.error["code"] == "edited-by-hand"


def test_a_first_request_is_refused_before_it_is_planned(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine\n")
    outcome = Talk(settings=Settings(level="static", out=str(tmp_path))).say("notes")
    assert (outcome.error["code"], outcome.blueprint) == ("foreign-directory", {})


def test_two_threads_do_not_replace_each_others_backend(tmp_path: Path) -> None:
    one, two = talking(tmp_path / "out"), talking(tmp_path / "out")
    two.changed("add starred always")
    before = (tmp_path / "out/code_generator.txt").read_text()
    outcome = one.say("add starred")
    assert isinstance(outcome, Failed)
    assert outcome.error["code"] == "other-backend"
    assert str(tmp_path / "out") in outcome.error["message"]
    assert (tmp_path / "out/code_generator.txt").read_text() == before
    assert isinstance(one.say("history"), Answered)


def test_a_directory_that_becomes_anothers_while_the_turn_waits_is_left_alone(tmp_path: Path) -> None:
    one, two = talking(tmp_path / "out", ask=True), talking(tmp_path / "out")
    one.say("add starred")
    two.changed("rename title to name")
    outcome = one.say(Command(resume={"apply": "yes"}))
    assert isinstance(outcome, Failed)
    assert outcome.error["code"] == "other-backend"


def test_the_thread_keeps_the_directory_of_each_version(tmp_path: Path) -> None:
    talk = talking(tmp_path / "one")
    talk.say("add starred", elsewhere(tmp_path / "two"))
    assert [item["out"] for item in talk.versions] == [str(tmp_path / "one"), str(tmp_path / "two")]


def test_files_count_as_before_only_where_they_lay(tmp_path: Path) -> None:
    talk = talking(tmp_path / "one")
    assert len(talk.changed("add starred").version.files.added) == 0  # type: ignore[union-attr]
    new = talk.say("rename title to name", elsewhere(tmp_path / "two"))
    assert isinstance(new, Completed)
    assert len(new.version.files.added) == FILES  # type: ignore[union-attr]
    (tmp_path / "two/code_generator.txt").unlink()
    again = talk.say("undo", elsewhere(tmp_path / "two"))
    assert again.version.files.added == ("code_generator.txt",)
    assert len(read_output(tmp_path / "two").files) == FILES


def test_a_turn_goes_on_that_was_killed_after_its_files_were_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = talking(tmp_path / "out")

    def killed(*given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("agent.nodes.deliver.delivered", killed)
        with pytest.raises(KeyboardInterrupt):
            talk.say("add starred")
    assert len(talk.versions) == 1
    outcome = read_outcome(talk.graph.invoke(None, talk.config, context=talk.parts.context())["outcome"])
    assert isinstance(outcome, Completed)
    assert len(talk.versions) == 2
