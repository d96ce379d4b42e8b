"""The order of checks: what is looked for before what was sent is looked at."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tools.blueprint.lower.step_base import Lowered
from tools.blueprint.model import ErrorStyle, Find, Operation, Place, Step
from tools.blueprint.plan.expr import InputValue
from tools.blueprint.plan.operation import Fetch, Node, Present
from tools.blueprint.plan.parts import parts_of
from tools.errors import BadInput

_USUAL = ("unauthenticated", "forbidden", "validation_failed", "not_found")
_ALL = frozenset(_USUAL)


def check_order(style: ErrorStyle) -> None:
    """Raises BadInput for an order that would tell strangers of what they may not see."""
    order = style.order
    right = len(order) == len(_ALL) and set(order) == _ALL and order[0] == "unauthenticated"
    if not right or order.index("forbidden") > order.index("validation_failed"):
        raise BadInput(
            "api.errors.order: who calls and who may call is looked at before what was sent.",
            hint=f"Name each once, in an order such as: {', '.join(_USUAL)}.",
            path="api.errors.order",
        )


def present(style: ErrorStyle, source: Operation, lower: Callable[[Sequence[Step]], Lowered]) -> Present | None:
    """The rows that the path names, where the API looks for them early. `lower`: the nodes of the first steps."""
    order = style.order
    early = order.index("not_found") < order.index("validation_failed")
    first = order.index("not_found") < order.index("forbidden")
    guarded = first and bool(source.access.roles) and not source.access.owner
    sent = any(item.place is not Place.PATH for item in source.inputs)
    if not (early and sent) and not guarded:
        return None
    named = {item.name for item in source.inputs if item.place is Place.PATH}
    steps: list[Step] = []
    found: tuple[Node, ...] = ()
    for step in source.steps:
        if not isinstance(step, Find):
            break
        steps.append(step)
        nodes = tuple(_unlocked(node) for node in lower(steps).nodes)
        asked = {item.name for item in parts_of(nodes, InputValue)}
        if not all(isinstance(node, Fetch) for node in nodes) or not asked <= named:
            break
        found = nodes
    return Present(found, guarded) if found else None


def _unlocked(node: Node) -> Node:
    """Nothing is written yet: a lock would hold nothing."""
    return replace(node, call=replace(node.call, lock=False)) if isinstance(node, Fetch) else node
