"""What a check found: the rows that accompany every artifact."""

import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.errors import AgentError

Level = Literal["static", "build", "live"]
Status = Literal["passed", "failed", "skipped", "not_applicable"]


class Finding(BaseModel):
    """One fault: a kebab-case code, what is wrong, where (a path, pointer or URL) and what to do."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    message: str
    where: str = ""
    hint: str = ""


class Evidence(BaseModel):
    """One check and its outcome; ``duration_ms`` is wall time and never part of an artifact."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    validator: str
    version: str
    level: Level
    subject: str
    status: Status
    reason: str = ""
    findings: tuple[Finding, ...] = ()
    duration_ms: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _status_agrees_with_findings(self) -> Self:
        """Refuses rows that read as success while they carry faults, and silent skips."""
        if self.status == "passed" and self.findings:
            raise ValueError("a passed check carries no findings")
        if self.status == "failed" and not (self.findings or self.reason):
            raise ValueError("a failed check says what failed")
        if self.status in ("skipped", "not_applicable") and not self.reason:
            raise ValueError(f"a check that is {self.status} says why")
        return self


class Source(Protocol):
    """Where rows come from."""

    @property
    def name(self) -> str:
        """Kebab-case, as it appears in evidence."""
        ...

    @property
    def version(self) -> str:
        """Version of the tool behind the check, or of the check itself."""
        ...

    @property
    def level(self) -> Level:
        """What the check needs: nothing, a toolchain, or a running backend."""
        ...


class Validator(Source, Protocol):
    """One check of a generated project."""

    def run(self, project: Path, context: Mapping[str, object]) -> Sequence[Evidence]:
        """Checks the project folder; faults are rows, and only broken prerequisites raise."""
        ...


def verdict(validator: Source, subject: str, findings: Iterable[Finding], started: float) -> Evidence:
    """The row of a check that ran: failed when there are findings; ``started`` is from ``time.monotonic``."""
    found = tuple(findings)
    return Evidence(
        validator=validator.name,
        version=validator.version,
        level=validator.level,
        subject=subject,
        status="failed" if found else "passed",
        findings=found,
        duration_ms=int((time.monotonic() - started) * 1000),
    )


def stopped_by(validator: Source, subject: str, error: AgentError, started: float) -> Evidence:
    """The failed row of a check that an error ended."""
    finding = Finding(code=error.code, message=error.message, where=subject, hint=error.hint)
    return verdict(validator, subject, [finding], started)


def not_run(validator: Source, subject: str, status: Status, reason: str) -> Evidence:
    """The row of a check that did not run: skipped (something is missing) or not_applicable."""
    return Evidence(
        validator=validator.name,
        version=validator.version,
        level=validator.level,
        subject=subject,
        status=status,
        reason=reason,
    )
