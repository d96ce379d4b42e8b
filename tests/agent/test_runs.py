"""A run has a name, goes on where it was cut off, and starts anew once it has ended."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from agent.context import Context, Settings
from agent.outcome import Completed, NeedsInput
from agent.ports import BlobStore
from agent.runs import execute, run_id
from agent.state import RunInput
from tests.agent.killed_run import run
from tests.agent.support import Parts, draft, planner, question, sample_tool
from tests.meta.sources import ROOT
from tests.tools.output.test_write import tree
from tools.artifacts import Artifact
from tools.blueprint.plan.render_plan import RenderPlan
from tools.errors import AgentError, Cancelled
from tools.validators.runtime.stopping import StopSwitch

TEXT = RunInput(text="notes")
SETTINGS = Settings(level="static")


def test_a_run_is_named_by_all_that_it_depends_on(tmp_path: Path) -> None:
    names = {
        run_id(given, settings)
        for given in (TEXT, RunInput(text="Notes"), RunInput(text="notes", answers={"a": "b"}))
        for settings in (SETTINGS, Settings(), Settings(level="static", out=str(tmp_path)))
    }
    assert len(names) == 9


def test_the_same_place_written_in_two_ways_is_one_run(tmp_path: Path) -> None:
    one = Settings(out=str(tmp_path / "out"))
    other = Settings(out=str(tmp_path / "x" / ".." / "out"))
    assert run_id(TEXT, one) == run_id(TEXT, other)


def killed(out: Path, place: str) -> None:
    """A run in a process of its own that is killed at that place."""
    done = subprocess.run([sys.executable, "-m", "tests.agent.killed_run", str(out), place], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert not out.exists()


@pytest.mark.parametrize(
    ("place", "again"),
    [
        ("plan", ["plan", "api_generator", "code_generator", "database_designer", "validate", "deliver"]),
        ("validate", ["validate", "deliver"]),
        ("deliver", ["deliver"]),
    ],
)
def test_a_killed_run_goes_on_and_gives_the_same_bytes(
    tmp_path: Path, own_cache: Path, place: str, again: list[str]
) -> None:
    told: list[str] = []
    killed(tmp_path / "killed", place)
    assert run(tmp_path / "killed", told.append) == "completed"
    assert sorted(told) == sorted(again)
    assert run(tmp_path / "whole", told.append) == "completed"
    assert tree(tmp_path / "killed") == tree(tmp_path / "whole")
    for name in ("manifest.json", "evidence.json"):
        one, other = (tmp_path / folder / ".backend" / name for folder in ("killed", "whole"))
        assert one.read_bytes() == other.read_bytes()
    assert list((own_cache / "runs").iterdir()) == []


def test_a_run_killed_between_parallel_tools_does_not_plan_again(tmp_path: Path, own_cache: Path) -> None:
    told: list[str] = []
    killed(tmp_path / "out", "database_designer")
    assert run(tmp_path / "out", told.append) == "completed"
    assert "plan" not in told
    assert "database_designer" in told


def test_a_finished_run_starts_anew(own_cache: Path) -> None:
    calls: list[str] = []

    def tool(name: str, plan: RenderPlan) -> tuple[Artifact, ...]:
        calls.append(name)
        return sample_tool(name, plan)

    for _ in range(2):
        assert isinstance(execute(TEXT, Parts(SETTINGS, toolbox=tool).context, SETTINGS), Completed)
    assert len(calls) == 6
    assert list((own_cache / "runs").iterdir()) == []


def test_contents_can_be_kept_before_they_go(own_cache: Path) -> None:
    kept: list[str] = []

    def keep(outcome: object, blobs: BlobStore) -> None:
        assert isinstance(outcome, Completed)
        kept.extend(blobs.get(artifact.sha256) for artifact in outcome.artifacts)

    execute(TEXT, Parts(SETTINGS).context, SETTINGS, keep=keep)
    assert kept == ["notes\n"] * 3


def test_the_same_run_twice_at_once_is_refused(own_cache: Path) -> None:
    inside, release = threading.Event(), threading.Event()

    def slow(name: str, plan: RenderPlan) -> tuple[Artifact, ...]:
        inside.set()
        release.wait(30)
        return sample_tool(name, plan)

    first = threading.Thread(target=execute, args=(TEXT, Parts(SETTINGS, toolbox=slow).context, SETTINGS))
    first.start()
    inside.wait(30)
    try:
        with pytest.raises(AgentError) as caught:
            execute(TEXT, Parts(SETTINGS).context, SETTINGS)
    finally:
        release.set()
        first.join()
    assert caught.value.code == "already-running"


def asking() -> tuple[Settings, Parts]:
    settings = Settings(level="static", ask=True)
    return settings, Parts(settings, planner=planner(draft(questions=(question(),))))


def test_an_open_question_without_anybody_to_ask_ends_the_run(own_cache: Path) -> None:
    settings, parts = asking()
    done = execute(TEXT, parts.context, settings)
    assert isinstance(done, NeedsInput)
    assert [item.id for item in done.questions] == ["login"]


def test_an_answered_question_lets_the_run_go_on(own_cache: Path) -> None:
    settings, parts = asking()
    asked: list[str] = []

    def ask(questions: tuple[object, ...]) -> dict[str, str]:
        asked.append(repr(questions))
        return {"login": "phone"}

    assert isinstance(execute(TEXT, parts.context, settings, ask=ask), Completed)
    assert len(asked) == 1


def test_a_stopped_run_goes_on_next_time(own_cache: Path) -> None:
    switch, calls = StopSwitch(), []

    def tool(name: str, plan: RenderPlan) -> tuple[Artifact, ...]:
        calls.append(name)
        switch.stop(Cancelled())
        return sample_tool(name, plan)

    def plan(request: object) -> object:
        calls.append("plan")
        return draft()

    def context(blobs: BlobStore) -> Context:
        return Parts(SETTINGS, planner=plan, toolbox=tool).context(blobs)  # type: ignore[arg-type]

    with pytest.raises(Cancelled):
        execute(TEXT, context, SETTINGS, switch=switch)
    assert isinstance(execute(TEXT, context, SETTINGS), Completed)
    assert calls.count("plan") == 1
