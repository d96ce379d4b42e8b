"""Bodies of changes: what was not sent is no part of them."""

from collections.abc import Iterable

from tools.blueprint.plan.operation import OperationPlan, WriteSet, every, items_of
from tools.blueprint.plan.store import UpdateRow


def patches(operations: Iterable[OperationPlan]) -> frozenset[str]:
    """Names of bodies, and of items of lists in them, of which only what was sent is used."""
    found: set[str | None] = set()
    for operation in operations:
        listed = items_of(operation.nodes)
        for node in every(operation.nodes):
            for call in [step.call for step in node.writes] if isinstance(node, WriteSet) else []:
                if isinstance(call, UpdateRow) and call.accept and operation.body is not None:
                    found.add(operation.body.name if call.source is None else listed[call.source.bind].shape)
    return frozenset(name for name in found if name is not None)
