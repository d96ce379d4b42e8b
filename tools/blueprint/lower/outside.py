"""What lies outside the backend: whom it tells and whom it asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.blueprint.model import (
    Aggregate,
    Call,
    CheckStep,
    Each,
    Find,
    If,
    Let,
    List,
    Operation,
    Step,
    every_step,
)
from tools.blueprint.plan.render_plan import EventPlan, PortPlan
from tools.errors import BadInput

_READS = (Find, List, Aggregate, CheckStep, Let, If, Each, Call)
_ANEW = ("now()", "today()", "random_uuid()")


@dataclass(frozen=True, slots=True)
class Outside:
    """Events and ports, by name."""

    events: Mapping[str, EventPlan]
    ports: Mapping[str, PortPlan]


def calls_of(operation: Operation) -> Sequence[tuple[int, Call]]:
    """The calls of an operation and where they stand. Raises BadInput where one comes too late."""
    found = [(place, step) for place, step in enumerate(operation.steps) if isinstance(step, Call)]
    for place, call in found:
        for step in every_step(operation.steps[:place]):
            _check_before(operation, call, step)
    return found


def _check_before(operation: Operation, call: Call, step: Step) -> None:
    """What comes before a call is done twice."""
    path = f"operations.{operation.name}"
    if not isinstance(step, _READS):
        raise BadInput(
            f"`{call.call}` is called after something was written.",
            hint="Let the call come first: what is written waits for nobody outside.",
            path=path,
        )
    if isinstance(step, Let) and any(word in step.be.replace(" ", "") for word in _ANEW):
        raise BadInput(
            f"`{step.let}` is another value after the call of `{call.call}` than before it.",
            hint="Name it after the call, or let the other side choose it.",
            path=path,
        )
