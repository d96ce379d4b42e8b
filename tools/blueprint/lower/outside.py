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
from tools.blueprint.plan.expr import BoundValue
from tools.blueprint.plan.expr import Call as Function
from tools.blueprint.plan.operation import Assign, Compute, Node, every
from tools.blueprint.plan.parts import parts_of
from tools.blueprint.plan.render_plan import EventPlan, PortPlan
from tools.errors import BadInput

_READS = (Find, List, Aggregate, CheckStep, Let, If, Each, Call)
_ANEW = frozenset({"now", "today", "minutes_from_now", "random_uuid", "new_uuid"})


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


def check_repeatable(call: Call, nodes: Sequence[Node], path: str) -> None:
    """Raises BadInput for a value named before a call, which would be another one when it is computed again."""
    computed = [node.call for node in every(nodes) if isinstance(node, Compute)]
    anew = {item.name for query in computed if _is_anew(query.parameters) for item in query.values}
    for node in every(nodes):
        if not isinstance(node, Assign):
            continue
        if _is_anew(node.value) or anew & {value.bind for value in parts_of(node.value, BoundValue)}:
            raise BadInput(
                f"`{node.bind}` is another value after the call of `{call.call}` than before it.",
                hint="Name it after the call, or let the other side choose it.",
                path=path,
            )


def _is_anew(part: object) -> bool:
    return any(found.function in _ANEW for found in parts_of(part, Function))
