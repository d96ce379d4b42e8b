"""The parts of a conformance plan, as plain data that JSON can hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tools.blueprint.plan.render_plan import RenderPlan

Matcher = dict[str, Any]
Step = dict[str, Any]

FORMAT = 1
MAIN = "main"
"""The ordinary configuration of the server, with no limit on the number of requests that matters."""


def ref(reference: str) -> dict[str, str]:
    """Stands for a saved value: `book/id`."""
    return {"$": reference}


def bucket_of(reference: str, unit: str) -> dict[str, str]:
    """The span of time that a saved moment lies in."""
    return {"$bucket": unit, "of": f"${{{reference}}}"}


def text(template: str) -> dict[str, str]:
    """Stands for a text with `${reference}`s in it."""
    return {"$text": template}


def carrier(plan: RenderPlan) -> dict[str, Any]:
    """Tells the runner in which header actors send their tokens, and what stands before them."""
    if plan.auth is None:
        return {}
    return {"carrier": {"header": plan.auth.carrier.header, "prefix": plan.auth.carrier.prefix}}


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to check, with data of its own."""

    id: str
    subject: str
    """The operation that it is about, or `api`."""
    check: str
    steps: tuple[Step, ...]
    needs: tuple[str, ...] = ()
    boot: str = MAIN

    def to_data(self) -> dict[str, Any]:
        return {
            "id": self.id, "subject": self.subject, "check": self.check, "boot": self.boot,
            "needs": list(self.needs), "steps": list(self.steps),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A check that this Blueprint or this datastore cannot have, and why."""

    check: str
    subject: str
    reason: str


@dataclass(slots=True)
class Fixture:
    """Data that several cases share; made once, when first needed."""

    steps: list[Step] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)


def expect(status: int | tuple[int, ...], **more: object) -> dict[str, Any]:
    """What an answer must be: `headers`, `body`, `problem`, `empty`, `raw`."""
    statuses = [status] if isinstance(status, int) else list(status)
    return {"status": statuses, **{name: value for name, value in more.items() if value is not None}}


def problem(
    status: int | tuple[int, ...], *codes: str, errors: Sequence[Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """What an error must be: its codes, and errors of single fields."""
    wanted: dict[str, Any] = {"code": list(codes)}
    if errors:
        wanted["errors"] = [dict(entry) for entry in errors]
    return expect(status, problem=wanted)
