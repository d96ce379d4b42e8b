"""From an outcome to the result that an orchestrator reads: its own shapes, and all that the run tells."""

import json
from typing import Any

from pydantic import JsonValue

from agent.outcome import Completed, DeliveredArtifact, Outcome
from agent.ports import BlobStore
from agent.state import Data
from agent.task import TaskType
from tools.blueprint.document import from_data
from tools.blueprint.plan.render_plan import Stack
from tools.blueprint.resolve import resolve

SCHEMA_DOCUMENT = "schema.json"
_MIDDLEWARE = ("middleware", "core/")
_DATABASE = ("migrations/", "models/", "repositories/", SCHEMA_DOCUMENT)
_DEPLOYMENT = ("Dockerfile", "compose", ".github/", ".dockerignore", ".env.example")


def result_of(outcome: Outcome, blobs: BlobStore, created_at: str) -> dict[str, JsonValue]:
    """The result: the shape of the task type under `output`, beside everything that the outcome tells.

    Artifacts carry their contents. `created_at` is an ISO date.
    """
    data: dict[str, Any] = outcome.model_dump(mode="json")
    contents = {artifact.id: blobs.get(artifact.sha256) for artifact in outcome.artifacts}
    for artifact in data["artifacts"]:
        artifact["content"] = contents[artifact["id"]]
    data["confidence"] = confidence(outcome)
    if isinstance(outcome, Completed) and outcome.task_type is not None:
        data["output"] = _output(outcome, contents, created_at)
    return data


def confidence(outcome: Outcome) -> float:
    """0 to 1: the share of checks that passed, among those that could, less a tenth for each unplaced phrase."""
    proof = outcome.proof
    counted = proof.passed + proof.failed + proof.skipped
    if not isinstance(outcome, Completed) or not counted:
        return 0.0
    return round(max(0.0, proof.passed / counted - 0.1 * len(outcome.unplaced)), 2)


def _output(outcome: Completed, contents: dict[str, str], created_at: str) -> Data:
    task_type = TaskType(outcome.task_type or "")
    if task_type is TaskType.DESIGN_API:
        from tools.api_generator import api_specification

        plan = resolve(from_data(outcome.blueprint), Stack(**outcome.stack))
        return {**api_specification(plan), "createdAt": created_at}
    if task_type in (TaskType.DESIGN_DATABASE, TaskType.IMPLEMENT_DATABASE):
        document = next(item for item in outcome.artifacts if item.path.endswith(SCHEMA_DOCUMENT))
        return {**json.loads(contents[document.id]), "createdAt": created_at}
    return _implementation(outcome, contents)


def _implementation(outcome: Completed, contents: dict[str, str]) -> Data:
    """The files of a project by what they are for; a code file is {path, content, language}."""
    parts: dict[str, list[dict[str, str]]] = {
        part: [] for part in ("api", "database", "services", "middleware", "tests", "documentation", "deployment")
    }
    for artifact in outcome.artifacts:
        file = {"path": artifact.path, "content": contents[artifact.id], "language": artifact.language}
        parts[_part(artifact)].append(file)
    return dict(parts)


def _part(artifact: DeliveredArtifact) -> str:
    path = artifact.path
    if path.startswith("tests/") or "/tests/" in path:
        return "tests"
    if artifact.language in ("markdown", "html", "svg", "mermaid"):
        return "documentation"
    if any(mark in path for mark in _DEPLOYMENT):
        return "deployment"
    if artifact.language == "sql" or any(mark in path for mark in _DATABASE):
        return "database"
    if any(mark in path for mark in _MIDDLEWARE):
        return "middleware"
    return "api" if "/api/" in path or path == "openapi.json" else "services"
