"""Runs of the real graph with the parts that a test chooses."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from agent.blobs import MemoryBlobs
from agent.chat.turns.turn import Turn, UnclearTurn
from agent.context import Context, Settings
from agent.model.port import ModelPort
from agent.planner.draft import Draft, Question
from agent.ports import BlobStore, Planner, Prover, Toolbox, TurnReader
from agent.task import Request, StackWish, TaskType
from knowledge import Passage
from tests.meta.sources import ROOT
from tools.artifacts import Artifact
from tools.blueprint.document import load
from tools.blueprint.model import Blueprint
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs import registry
from tools.validators.evidence import Evidence, Finding, Level, Status

NOTES = load((ROOT / "tests/blueprints/notes.yaml").read_bytes())
STACK = registry.stacks()[0]


def draft(**changes: object) -> Draft:
    """A small plan that can be built."""
    wish = StackWish(framework=STACK.framework, datastore=STACK.datastore)
    base = Draft(blueprint=NOTES, stack=wish, task_type=TaskType.GENERATE_BACKEND_CODE, rules=("keys.uuid-v7",))
    return base.model_copy(update=changes)


def planner(made: Draft | None = None) -> Planner:
    """A planner that gives one draft, whatever is asked."""

    def plan(request: Request) -> Draft:
        return made or draft()

    return plan


def reader(turns: Mapping[str, Turn]) -> TurnReader:
    """A reader that understands the turns that it was told, and no other."""

    def read(text: str, blueprint: Blueprint, stack: Mapping[str, str], answers: Mapping[str, str]) -> Turn:
        said = " ".join([text, *(answers[key] for key in sorted(answers))])
        return turns.get(said) or UnclearTurn(said=text, reason="That was not understood.", nearest=("show",))

    return read


def question(id: str = "login", default: str = "email") -> Question:
    return Question(id=id, text=f"Which {id}?", default=default)


def sample_tool(tool: str, plan: RenderPlan) -> tuple[Artifact, ...]:
    """One small file for each tool, the same each time."""
    return (Artifact(f"{tool}.txt", f"{plan.name.snake}\n", "text", tool, rules=("keys.uuid-v7",)),)


def row(status: Status = "passed", where: str = "", level: Level = "static", name: str = "sample") -> Evidence:
    findings = (Finding(code="bad", message="It is wrong.", where=where),) if status == "failed" else ()
    reason = "not here" if status in ("skipped", "not_applicable") else ""
    return Evidence(
        validator=name, version="1", level=level, subject="all", status=status, findings=findings, reason=reason
    )


def proving(check: Callable[[Path], Iterable[Evidence]]) -> Prover:
    """A prover that looks at the folder at the static level, and passes the others."""

    def prove(project: Path, plan: RenderPlan, task_type: TaskType, level: Level) -> Iterable[Evidence]:
        return check(project) if level == "static" else [row(level=level)]

    return prove


class NoKnowledge:
    """Carries one rule, finds one passage."""

    def document_of(self, rule_id: str) -> str | None:
        return "identifiers" if rule_id == "keys.uuid-v7" else None

    def search(self, query: str, k: int = 5, task_type: str | None = None, stack: str | None = None) -> list[Passage]:
        return [Passage("identifiers", "Identifiers", 0.5, "Use UUIDs.")]


@dataclass
class Parts:
    """What a context is made of."""

    settings: Settings = field(default_factory=lambda: Settings(level="static"))
    planner: Planner = field(default_factory=planner)
    toolbox: Toolbox = sample_tool
    prover: Prover = field(default_factory=lambda: proving(lambda project: [row()]))
    blobs: BlobStore = field(default_factory=MemoryBlobs)
    turns: TurnReader = field(default_factory=lambda: reader({}))
    model: ModelPort | None = None

    def context(self, blobs: BlobStore | None = None) -> Context:
        known = NoKnowledge()
        return Context(
            settings=self.settings,
            blobs=blobs or self.blobs,
            rules=known,
            retriever=known,
            planner=self.planner,
            turns=self.turns,
            model=self.model,
            toolbox=self.toolbox,
            prover=self.prover,
        )
