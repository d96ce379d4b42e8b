"""Lists of objects: what steps take from the one at hand, and where errors tell of it."""

from collections.abc import Iterator, Sequence

from tools.blueprint.plan.expr import BoundValue
from tools.blueprint.plan.operation import (
    Conflict,
    ForEach,
    Node,
    OperationPlan,
    RequireReferences,
    WriteSet,
    WriteStep,
    every,
    items_of,
)  # fmt: skip
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.values import Member


def offered(operation: OperationPlan, source: BoundValue | None) -> Sequence[Member]:
    """What a step may take values from: the body, or an item of a list in it."""
    if source is not None:
        return items_of(operation.nodes)[source.bind].members
    return operation.body.fields if operation.body is not None else ()


def source_of(step: WriteStep | RequireReferences) -> BoundValue | None:
    """The item that a step takes values from."""
    return getattr(step.call, "source", None)


def pointers(operation: OperationPlan, conflict: Conflict, step: WriteStep) -> list[str]:
    """Where the values of a conflict stand: in the body, or in the item that the step takes them from."""
    fields = offered(operation, source_of(step))
    found = (
        next((item.wire for item in fields if column in (item.column, item.name.snake)), None)
        for column in conflict.fields
    )
    return [f"/{wire}" for wire in found if wire is not None]


def points_into(operation: OperationPlan, loop: ForEach) -> bool:
    """Whether errors may tell of the item at hand."""
    return any(source.bind == loop.bind for source in _told(operation, loop.nodes))


def tells_of_items(plan: RenderPlan) -> bool:
    """Whether some error may tell of a place in a list."""
    return any(True for operation in plan.operations for _ in _told(operation, operation.nodes))


def _told(operation: OperationPlan, nodes: Sequence[Node]) -> Iterator[BoundValue]:
    """The items that errors of the nodes may tell of."""
    for node in every(nodes):
        steps = node.writes if isinstance(node, WriteSet) else ()
        telling = [step for step in steps if any(pointers(operation, item, step) for item in step.conflicts)]
        for step in (node,) if isinstance(node, RequireReferences) else telling:
            if (source := source_of(step)) is not None:
                yield source
