"""Which rows an operation holds until its transaction ends, and whether it can get into another one's way."""

from tools.blueprint.plan.expr import BoundValue
from tools.blueprint.plan.operation import Fetch, ForEach, Lock, Node, OperationPlan, WriteSet, WriteStep, every
from tools.blueprint.plan.store import DeleteReferring, DeleteRow, UpdateReferring, UpdateRow, UpsertRow

_UNNAMED = UpdateReferring | DeleteReferring | UpsertRow
"""Writes of rows that no step has found."""


def contends(operation: OperationPlan) -> bool:
    """Whether it holds several rows at once: it and another operation may come to wait for each other."""
    if any(isinstance(node, ForEach) and any(map(_held, every(node.nodes))) for node in every(operation.nodes)):
        return True
    return len({name for node in every(operation.nodes) for name in _held(node)}) > 1


def written(write: WriteStep) -> str | None:
    """The found row that a write changes or deletes; the first thing that it is told is which one."""
    if not isinstance(write.call, UpdateRow | DeleteRow):
        return None
    key = write.call.parameters[0].value
    return key.bind if isinstance(key, BoundValue) else None


def _held(node: Node) -> set[str]:
    """Names for the rows that stay locked from the node on."""
    match node:
        case Fetch(bind=bind, call=call) if call.lock:
            return {bind}
        case Lock(call=call):
            return {parameter.name for parameter in call.parameters}
        case WriteSet(writes=writes):
            found = {written(write) for write in writes}
            found |= {write.call.name for write in writes if isinstance(write.call, _UNNAMED)}
            # Who inserts a value that is unique waits for whoever has inserted it just before.
            found |= {write.call.name for write in writes if any(item.kind == "unique" for item in write.conflicts)}
            return {name for name in found if name is not None}
    return set()
