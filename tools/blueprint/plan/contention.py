"""Whether an operation needs a transaction, and whether it can get into another one's way until that ends."""

from tools.blueprint.plan.expr import BoundValue
from tools.blueprint.plan.operation import (
    Assign,
    Fetch,
    ForEach,
    HashSecret,
    Lock,
    MatchVersion,
    Node,
    OperationPlan,
    RequireReferences,
    WriteSet,
    WriteStep,
    every,
)
from tools.blueprint.plan.store import DeleteReferring, DeleteRow, InsertRow, UpdateReferring, UpdateRow, UpsertRow

_FREE = Fetch | RequireReferences | MatchVersion | Assign | HashSecret | WriteSet
"""Nodes that need not see what others see, or not until the end."""
_ONE_STATEMENT = InsertRow | UpdateRow | DeleteRow
_UNNAMED = UpdateReferring | DeleteReferring | UpsertRow
"""Writes of rows that no step has found."""


def contends(operation: OperationPlan) -> bool:
    """Whether it holds several rows at once: it and another operation may come to wait for each other."""
    if any(isinstance(node, ForEach) and any(map(_held, every(node.nodes))) for node in every(operation.nodes)):
        return True
    return len({name for node in every(operation.nodes) for name in _held(node)}) > 1


def stands_alone(operation: OperationPlan) -> bool:
    """Whether it writes in one statement, and locks nothing before: a transaction would add nothing to that."""
    writes = [write for node in operation.own if isinstance(node, WriteSet) for write in node.writes]
    return (
        len(writes) == 1
        and isinstance(writes[0].call, _ONE_STATEMENT)
        and all(isinstance(node, _FREE) for node in operation.own)
        and not any(isinstance(node, Fetch) and node.call.lock for node in operation.own)
    )


def asked_after(operation: OperationPlan) -> RequireReferences | None:
    """References that need be asked for only once an insert was refused: its own foreign keys hold it back without."""
    if not stands_alone(operation) or operation.own != operation.nodes:
        return None
    match operation.nodes[-2:]:
        case (RequireReferences(call=call) as references, WriteSet(writes=(WriteStep(call=InsertRow()) as write,))):
            kept = {item.fields for item in write.conflicts if item.kind == "reference"}
            if all((item.field,) in kept and not item.conditions and item.kept is None for item in call.references):
                return references
    return None


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
