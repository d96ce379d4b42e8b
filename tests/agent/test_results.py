"""What an orchestrator reads, by task type."""

from collections.abc import Callable
from typing import Any

import pytest

from agent.blobs import MemoryBlobs
from agent.context import Settings
from agent.graph import graph
from agent.outcome import read_outcome
from agent.proof import prove
from agent.results import confidence, result_of
from agent.state import RunInput
from agent.task import TaskType
from agent.toolbox import generate
from tests.agent.support import Parts, draft, planner, proving, row

Made = Callable[[TaskType], dict[str, Any]]


@pytest.fixture
def made() -> Made:
    """The result of a task type, by the real tools."""

    def make(kind: TaskType) -> dict[str, Any]:
        blobs = MemoryBlobs()
        parts = Parts(Settings(level="static"), planner(draft(task_type=kind)), generate, prove, blobs)
        outcome = read_outcome(graph.invoke(RunInput(text="notes"), context=parts.context())["outcome"])
        return result_of(outcome, blobs, "2026-01-01T00:00:00+00:00")

    return make


def test_an_api_design_is_a_specification(made: Made) -> None:
    output = made(TaskType.DESIGN_API)["output"]
    assert {"id", "name", "version", "endpoints", "authentication", "rateLimit", "errorHandling"} <= set(output)
    assert output["createdAt"] == "2026-01-01T00:00:00+00:00"


@pytest.mark.parametrize("kind", [TaskType.DESIGN_DATABASE, TaskType.IMPLEMENT_DATABASE])
def test_a_database_design_is_a_schema(made: Made, kind: TaskType) -> None:
    result = made(kind)
    assert {"id", "name", "type", "version", "tables", "relationships", "indexes", "constraints"} <= set(
        result["output"]
    )
    migrated = any("0001" in artifact["path"] for artifact in result["artifacts"])
    assert migrated is (kind is TaskType.IMPLEMENT_DATABASE)


@pytest.mark.parametrize("kind", [TaskType.IMPLEMENT_API, TaskType.GENERATE_BACKEND_CODE])
def test_code_is_an_implementation_with_every_file_in_one_place(made: Made, kind: TaskType) -> None:
    result = made(kind)
    output = result["output"]
    assert set(output) == {"api", "database", "services", "middleware", "tests", "documentation", "deployment"}
    paths = sorted(file["path"] for files in output.values() for file in files)
    assert paths == sorted(artifact["path"] for artifact in result["artifacts"])
    assert all(set(file) == {"path", "content", "language"} for files in output.values() for file in files)


def test_confidence_falls_with_what_was_not_proven_or_placed() -> None:
    def of(**parts: Any) -> float:
        done = graph.invoke(RunInput(text="notes"), context=Parts(**parts).context())["outcome"]
        return confidence(read_outcome(done))

    assert of() == 1.0
    assert of(prover=proving(lambda project: [row("skipped")])) == 0.5
    assert of(planner=planner(draft(unplaced=("a", "b")))) == 0.8
    assert of(prover=proving(lambda project: [row("failed")])) == 0.0
