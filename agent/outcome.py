"""How a run ends: completed, in need of an answer, or failed. Each says so; none looks like another."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from agent.planner.draft import Question
from tools.validators.evidence import Evidence


class DeliveredArtifact(BaseModel):
    """One produced file; `id` is a hash of path and content."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    id: str
    path: str
    language: str
    kind: str
    sha256: str
    size: int
    """Bytes."""
    tool: str
    rules: tuple[str, ...]
    documents: tuple[str, ...]
    """Knowledge documents that carry the rules."""


class Related(BaseModel):
    """A knowledge document that was looked up for the request."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str
    title: str
    score: float


class Spend(BaseModel):
    """What a language model cost; all zero when none was asked."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    calls: int = 0
    """Attempts included that were not answered."""
    tokens: int = 0
    """Of input and output together."""
    input_tokens: int = 0
    output_tokens: int = 0
    dollars: float | None = None
    """None: nobody said what a token costs."""
    estimated: bool = False
    """Whether some of it was not counted by the server."""


class FileChanges(BaseModel):
    """Paths that differ from what lay in the directory, or without one from the version before; sorted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class VersionReport(BaseModel):
    """What a turn of a chat made of the version before."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    number: int
    changes: tuple[str, ...]
    """What differs in the Blueprint and the stack, a line each."""
    files: FileChanges = FileChanges()
    migrations: tuple[str, ...] = ()
    """Migrations that were appended: `0002_rename_book_title_to_name`."""


class Proof(BaseModel):
    """The evidence, counted. Only `passed` speaks for the result."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    level: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    not_applicable: int = 0


class Report(BaseModel):
    """What every ending tells; what the run did not reach is empty."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    task_type: str | None = None
    stack: dict[str, str] = {}
    blueprint: dict[str, Any] = {}
    artifacts: tuple[DeliveredArtifact, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    proof: Proof
    assumptions: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    unplaced: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    """Rules that the plan and the artifacts follow."""
    documents: tuple[str, ...] = ()
    """Knowledge documents that carry those rules."""
    related: tuple[Related, ...] = ()
    spend: Spend = Spend()
    version: VersionReport | None = None
    """What a turn changed, or would change where it needs input; None for a first request and where nothing changed."""
    out: str | None = None
    """Directory that was written."""


class Completed(Report):
    """The artifacts are there, and no check failed."""

    status: Literal["completed"] = "completed"


class Answered(Report):
    """A turn that wanted words: nothing was made, and nothing changed."""

    status: Literal["answered"] = "answered"
    text: str
    """The answer; `documents` are those that it cites."""


class NeedsInput(Report):
    """Nothing was made; `questions` wait for an answer."""

    status: Literal["needs_input"] = "needs_input"


class Failed(Report):
    """Nothing was delivered; `error` has `code`, `message`, `hint`, `fault` and what else the error carries."""

    status: Literal["failed"] = "failed"
    error: dict[str, Any]


NO_LEVEL = "none"
"""The level of a proof that was never begun."""


def never_started(error: dict[str, Any]) -> Failed:
    """The ending of work that was refused before there was a run: it tells as much as every other one."""
    return Failed(error=error, proof=Proof(level=NO_LEVEL))


Outcome = Completed | Answered | NeedsInput | Failed
_ADAPTER: TypeAdapter[Outcome] = TypeAdapter(Annotated[Outcome, Field(discriminator="status")])


def read_outcome(data: object) -> Outcome:
    """The outcome of plain data."""
    return _ADAPTER.validate_python(data)
