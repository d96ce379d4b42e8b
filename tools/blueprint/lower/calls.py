"""Store calls that do the same get one function; calls that differ get names of their own."""

from collections.abc import Iterable
from dataclasses import replace

from tools.blueprint.plan import operation as plan
from tools.blueprint.plan.expr import Literal
from tools.blueprint.plan.operation import Node, OperationPlan
from tools.blueprint.plan.store import StoreCall

_NOTHING = Literal(None, None)


def with_unique_calls(operations: Iterable[OperationPlan]) -> list[OperationPlan]:
    """The operations, their calls renamed so that one name stands for one function in the whole plan."""
    known: dict[str, StoreCall] = {}
    return [
        replace(operation, nodes=tuple(_renamed(node, operation.name.snake, known) for node in operation.nodes))
        for operation in operations
    ]


def _renamed(node: Node, operation: str, known: dict[str, StoreCall]) -> Node:
    if isinstance(node, plan.WriteSet):
        writes = tuple(
            replace(write, call=_unique(write.call, operation, known))  # type: ignore[arg-type]
            for write in node.writes
        )
        return replace(node, writes=writes)
    reads = plan.Fetch | plan.FetchPage | plan.FetchAggregate | plan.RequireReferences | plan.VerifySecret
    if isinstance(node, reads | plan.Compute | plan.ShowRows):
        return replace(node, call=_unique(node.call, operation, known))  # type: ignore[arg-type]
    return node


def _unique(call: StoreCall, operation: str, known: dict[str, StoreCall]) -> StoreCall:
    for name in (
        call.name,
        f"{call.name}_for_{operation}",
        *(f"{call.name}_for_{operation}_{n}" for n in range(2, 99)),
    ):
        shape = _shape(replace(call, name=name))
        if known.setdefault(name, shape) == shape:
            return replace(call, name=name)
    raise AssertionError(f"{operation} makes too many calls like {call.name}")


def _shape(call: StoreCall) -> StoreCall:
    """The function behind a call: all but the values that this caller passes."""
    return replace(call, parameters=tuple(replace(parameter, value=_NOTHING) for parameter in call.parameters))
