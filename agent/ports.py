"""What the agent needs from outside, as protocols; the composition root chooses who answers."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol

from agent.chat.turns.turn import Turn
from agent.planner.draft import Draft
from agent.task import Request, TaskType
from tools.artifacts import Artifact
from tools.blueprint.model import Blueprint
from tools.blueprint.plan.render_plan import RenderPlan
from tools.validators.evidence import Evidence, Level


class BlobStore(Protocol):
    """Texts by their sha256."""

    def put(self, content: str) -> str:
        """Keeps the text; returns its sha256."""
        ...

    def get(self, sha256: str) -> str:
        """The text. Raises BlobLost when it is not there or no longer what was put."""
        ...


class Planner(Protocol):
    """Turns a request into a Blueprint and what should be known of it."""

    def __call__(self, request: Request) -> Draft: ...


class TurnReader(Protocol):
    """Understands a turn of a chat about a backend."""

    def __call__(self, text: str, blueprint: Blueprint, stack: Mapping[str, str], answers: Mapping[str, str]) -> Turn:
        """What the turn wants; `answers` are those to questions that it raised before, by id."""
        ...


class Rules(Protocol):
    """Which knowledge document carries a rule; `knowledge.Rulebook` is one."""

    def document_of(self, rule_id: str) -> str | None: ...


class Toolbox(Protocol):
    """The generator tools, by name."""

    def __call__(self, tool: str, plan: RenderPlan) -> tuple[Artifact, ...]: ...


class Prover(Protocol):
    """Checks a project folder at one level; rows come as they are found."""

    def __call__(self, project: Path, plan: RenderPlan, task_type: TaskType, level: Level) -> Iterable[Evidence]: ...


class Clock(Protocol):
    """The time, for what is told to callers; never for what is generated."""

    def now(self) -> datetime:
        """With zone, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment."""
        ...


class IdSource(Protocol):
    """New identifiers."""

    def __call__(self) -> str: ...
