"""The way of a run through the graph, to each of its endings."""

import dataclasses
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from agent.context import Settings
from agent.graph import build, graph
from agent.outcome import Completed, Failed, read_outcome
from agent.state import RunInput
from agent.task import TaskType
from tests.agent.support import Parts, draft, planner, proving, question, row, sample_tool
from tests.meta.sources import ROOT
from tools.artifacts import Artifact
from tools.blueprint.plan.render_plan import RenderPlan
from tools.errors import Cancelled, Contradiction
from tools.validators.evidence import Evidence
from tools.validators.runtime.stopping import StopSwitch, stoppable

TEXT = RunInput(text="notes")


def outcome_of(parts: Parts, given: RunInput = TEXT) -> Any:
    return read_outcome(graph.invoke(given, context=parts.context())["outcome"])


def test_a_request_becomes_artifacts_with_evidence() -> None:
    done = outcome_of(Parts())
    assert isinstance(done, Completed)
    assert [artifact.path for artifact in done.artifacts] == [
        "api_generator.txt", "code_generator.txt", "database_designer.txt",
    ]  # fmt: skip
    assert done.artifacts[0].documents == ("identifiers",)
    assert done.documents == ("identifiers",)
    assert [item.document for item in done.related] == ["identifiers"]
    assert done.proof.model_dump() == {"level": "static", "passed": 2, "failed": 0, "skipped": 0, "not_applicable": 0}
    assert done.out is None


def test_the_files_lie_in_the_directory_before_the_run_says_so(tmp_path: Path) -> None:
    parts = Parts(Settings(level="static", out=str(tmp_path / "out")))
    done = outcome_of(parts)
    assert done.out == str(tmp_path / "out")
    assert (tmp_path / "out/code_generator.txt").read_text() == "notes\n"


def test_levels_are_climbed_one_by_one() -> None:
    done = outcome_of(Parts(Settings(level="live")))
    assert [item.level for item in done.evidence] == ["static", "static", "build", "live"]


def test_what_was_skipped_never_counts_as_passed() -> None:
    done = outcome_of(Parts(prover=proving(lambda project: [row("skipped")])))
    assert (done.proof.passed, done.proof.skipped) == (1, 1)


def test_a_fault_that_passes_is_repaired() -> None:
    tries = itertools.count()

    def flaky(tool: str, plan: RenderPlan) -> tuple[Artifact, ...]:
        broken = tool == "code_generator" and next(tries) == 0
        return (Artifact(f"{tool}.txt", "broken\n" if broken else "fine\n", "text", tool),)

    def check(project: Path) -> list[Evidence]:
        broken = (project / "code_generator.txt").read_text() == "broken\n"
        return [row("failed", "code_generator.txt:1") if broken else row()]

    done = outcome_of(Parts(toolbox=flaky, prover=proving(check)))
    assert isinstance(done, Completed)
    assert next(tries) == 2
    assert done.proof.failed == 0


def test_the_same_files_again_are_no_repair() -> None:
    calls: list[str] = []

    def stubborn(tool: str, plan: RenderPlan) -> tuple[Artifact, ...]:
        calls.append(tool)
        return sample_tool(tool, plan)

    failing = proving(lambda project: [row("failed", "code_generator.txt")])
    done = outcome_of(Parts(toolbox=stubborn, prover=failing))
    assert isinstance(done, Failed)
    assert done.error["code"] == "not-repaired"
    assert done.error["findings"] == ["sample on all: code_generator.txt It is wrong."]
    assert done.artifacts == ()
    # Only the tool that the finding names runs again, and only once.
    assert sorted(calls) == ["api_generator", "code_generator", "code_generator", "database_designer"]


def test_repairs_are_bounded() -> None:
    tries = itertools.count()

    def drifting(tool: str, plan: RenderPlan) -> tuple[Artifact, ...]:
        return (Artifact(f"{tool}.txt", f"{next(tries)}\n", "text", tool),)

    done = outcome_of(Parts(toolbox=drifting, prover=proving(lambda project: [row("failed")])))
    assert isinstance(done, Failed)
    assert "after 2 repairs" in done.error["message"]


def test_tools_that_disagree_about_a_file_fail_the_run() -> None:
    def clash(tool: str, plan: RenderPlan) -> tuple[Artifact, ...]:
        return (Artifact("same.txt", f"{tool}\n", "text", tool),)

    done = outcome_of(Parts(toolbox=clash))
    assert isinstance(done, Failed)
    assert "made different files" in done.error["findings"][0]


def test_tools_that_agree_about_a_file_share_it() -> None:
    def share(tool: str, plan: RenderPlan) -> tuple[Artifact, ...]:
        return (Artifact("same.txt", "same\n", "text", tool),)

    assert [artifact.path for artifact in outcome_of(Parts(toolbox=share)).artifacts] == ["same.txt"]


def test_a_lost_content_is_made_again() -> None:
    parts = Parts()
    looked = itertools.count()

    class Losing:
        def put(self, content: str) -> str:
            return parts.blobs.put(content)

        def get(self, sha256: str) -> str:
            return parts.blobs.get(sha256 if next(looked) else "0" * 64)

    done = read_outcome(graph.invoke(TEXT, context=parts.context(Losing()))["outcome"])
    assert isinstance(done, Completed)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (RunInput(), "nothing-to-build"),
        (RunInput(text="  "), "nothing-to-build"),
        (RunInput(text="x" * 1_000_001), "too-large"),
        (RunInput(text="a\0b"), "not-text"),
        (RunInput(text="a", blueprint={}), "several-requests"),
        (RunInput(blueprint={"name": "x y"}), "bad-input"),
        (RunInput(task={"id": "1"}), "bad-task"),
        (RunInput(task={"id": "1", "type": "setup_message_queue"}), "unsupported"),
        (RunInput(text="notes", task_type="fly"), "unsupported"),
    ],
)
def test_bad_input_fails_with_a_code_and_a_hint(given: RunInput, code: str) -> None:
    done = outcome_of(Parts(), given)
    assert isinstance(done, Failed)
    assert (done.error["code"], done.error["fault"]) == (code, "input")
    assert done.error["hint"]


def test_a_task_type_without_a_tool_lists_those_that_work() -> None:
    done = outcome_of(Parts(planner=planner(draft(task_type=TaskType.SETUP_MESSAGE_QUEUE))))
    assert done.error["supported"] == [
        "design_api", "design_database", "generate_backend_code", "implement_api", "implement_database",
    ]  # fmt: skip


def test_a_contradiction_names_both_sides() -> None:
    def plan(request: object) -> Any:
        raise Contradiction("JWT", "no authentication")

    done = outcome_of(Parts(planner=plan))
    assert done.error["sides"] == ["JWT", "no authentication"]


def test_an_occupied_directory_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")

    def forbidden(tool: str, plan: RenderPlan) -> tuple[Artifact, ...]:
        raise AssertionError

    done = outcome_of(Parts(Settings(level="static", out=str(tmp_path)), toolbox=forbidden))
    assert done.error["code"] == "foreign-directory"


def test_a_tool_that_refuses_fails_the_run_and_writes_nothing(tmp_path: Path) -> None:
    def refusing(tool: str, plan: RenderPlan) -> tuple[Artifact, ...]:
        if tool == "code_generator":
            raise Contradiction("a", "b")
        return sample_tool(tool, plan)

    done = outcome_of(Parts(Settings(level="static", out=str(tmp_path / "out")), toolbox=refusing))
    assert done.error["code"] == "contradiction"
    assert not (tmp_path / "out").exists()


def test_programs_are_not_asked() -> None:
    done = outcome_of(Parts(planner=planner(draft(questions=(question(),)))))
    assert isinstance(done, Completed)
    assert "Which login? Taken: email." in done.assumptions


def test_a_chat_waits_for_the_answer_and_goes_on_with_it() -> None:
    heard: list[str] = []

    def plan(request: Any) -> Any:
        heard.append(request.text)
        return draft(questions=(question(),))

    asking = build(InMemorySaver())
    context = Parts(Settings(level="static", ask=True), planner=plan).context()
    config: Any = {"configurable": {"thread_id": "1"}}
    asking.invoke(TEXT, config, context=context)
    assert asking.get_state(config).interrupts[0].value["questions"][0]["id"] == "login"
    state = asking.invoke(Command(resume={"login": "phone"}), config, context=context)
    assert state["outcome"]["status"] == "completed"
    assert heard == ["notes", "notes. phone."]


@pytest.mark.parametrize("answer", ["phone", {"login": 1}])
def test_an_answer_that_is_none_fails(answer: Any) -> None:
    asking = build(InMemorySaver())
    made = planner(draft(questions=(question(),)))
    context = Parts(Settings(level="static", ask=True), planner=made).context()
    config: Any = {"configurable": {"thread_id": "1"}}
    asking.invoke(TEXT, config, context=context)
    state = asking.invoke(Command(resume=answer), config, context=context)
    assert state["outcome"]["error"]["code"] == "bad-answers"


def test_a_thread_that_is_used_again_starts_anew() -> None:
    again = build(InMemorySaver())
    config: Any = {"configurable": {"thread_id": "1"}}
    failing = Parts(prover=proving(lambda project: [row("failed")])).context()
    assert again.invoke(TEXT, config, context=failing)["outcome"]["status"] == "failed"
    state = again.invoke(TEXT, config, context=Parts().context())
    assert state["outcome"]["status"] == "completed"
    assert len(state["outcome"]["evidence"]) == 2


def test_progress_is_told_while_it_is_made() -> None:
    events = [
        event
        for mode, event in graph.stream(TEXT, context=Parts().context(), stream_mode=["custom", "updates"])
        if mode == "custom"
    ]
    nodes = [event["node"] for event in events if event["event"] == "node" and event["phase"] == "started"]
    assert nodes == ["intake", "ground", "plan", "generate", "generate", "generate", "validate", "deliver"]
    assert sorted(event["tool"] for event in events if event["event"] == "tool")[0] == "api_generator"
    assert [event["status"] for event in events if event["event"] == "evidence"] == ["passed", "passed"]


def test_a_stop_leaves_the_run_unfinished() -> None:
    switch = StopSwitch()

    def stopping(tool: str, plan: RenderPlan) -> tuple[Artifact, ...]:
        switch.stop(Cancelled())
        return sample_tool(tool, plan)

    saver = InMemorySaver()
    config: Any = {"configurable": {"thread_id": "1"}}
    stopped = build(saver)
    with stoppable(switch), pytest.raises(Cancelled):
        stopped.invoke(TEXT, config, context=Parts(toolbox=stopping).context())
    assert stopped.get_state(config).next == ("generate", "generate", "generate")
    state = stopped.invoke(None, config, context=Parts().context())
    assert state["outcome"]["status"] == "completed"


def test_the_exported_graph_needs_no_context(own_cache: Path) -> None:
    given = RunInput(text="Notes with a title and a text", task_type="design_api")
    outcome = read_outcome(graph.invoke(given)["outcome"])
    assert isinstance(outcome, Completed)
    assert graph.checkpointer is None
    assert "openapi.json" in {artifact.path for artifact in outcome.artifacts}
    assert outcome.documents


def test_the_graph_is_where_the_server_looks_for_it() -> None:
    declared = json.loads((ROOT / "langgraph.json").read_text())["graphs"]["backend_engineer"]
    assert declared == "./agent/graph.py:graph"


def test_without_the_knowledge_index_a_run_goes_on_and_says_so() -> None:
    class Broken:
        def search(self, *arguments: object) -> Any:
            raise OSError("disk")

    context = dataclasses.replace(Parts().context(), retriever=Broken(), left_out=("bad.md: poisoned",))
    done = read_outcome(graph.invoke(TEXT, context=context)["outcome"])
    assert isinstance(done, Completed)
    assert done.notices == (
        "Knowledge document left out: bad.md: poisoned",
        "The knowledge index could not be searched: OSError.",
    )
