"""Store calls that do the same get one function; calls that differ get names of their own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import chain

from tools.blueprint.lower.passing import passing
from tools.blueprint.names import numbered
from tools.blueprint.plan import operation as plan
from tools.blueprint.plan.expr import InputValue, Literal
from tools.blueprint.plan.operation import Node, OperationPlan
from tools.blueprint.plan.store import StoreCall
from tools.blueprint.plan.table import Table

_NOTHING = Literal(None, None)


def with_unique_calls(operations: Iterable[OperationPlan], tables: Mapping[str, Table]) -> list[OperationPlan]:
    """The operations, their calls renamed so that one name stands for one function in the whole plan.

    A parameter that one operation may pass null for is marked in all of them: they share the function.
    """
    known: dict[str, StoreCall] = {}
    absent: set[tuple[str, str]] = set()

    def named(operation: OperationPlan) -> OperationPlan:
        values = passing(operation, tables)

        def name(call: StoreCall, of: str) -> StoreCall:
            found = _unique(call, of, known)
            absent.update((found.name, item.name) for item in found.parameters if values.may_be_null(item))
            return found

        return _changed(operation, name)

    def marked(call: StoreCall, _: str) -> StoreCall:
        parameters = tuple(replace(item, nullable=(call.name, item.name) in absent) for item in call.parameters)
        return replace(call, parameters=parameters)

    found = [named(operation) for operation in operations]
    return [_changed(operation, marked) for operation in found]


def _changed(operation: OperationPlan, change: Callable[[StoreCall, str], StoreCall]) -> OperationPlan:
    return replace(operation, nodes=_all(operation.nodes, operation.name.snake, change))


def _all(nodes: Iterable[Node], operation: str, change: Callable[[StoreCall, str], StoreCall]) -> tuple[Node, ...]:
    return tuple(_node(node, operation, change) for node in nodes)


def _node(node: Node, operation: str, change: Callable[[StoreCall, str], StoreCall]) -> Node:
    if isinstance(node, plan.WriteSet):
        writes = tuple(
            replace(write, call=change(write.call, operation))  # type: ignore[arg-type]
            for write in node.writes
        )
        return replace(node, writes=writes)
    if isinstance(node, plan.ForEach):
        items = node.items if isinstance(node.items, InputValue) else change(node.items, operation)
        return replace(node, items=items, nodes=_all(node.nodes, operation, change))  # type: ignore[arg-type]
    if isinstance(node, plan.Ask | plan.Present):
        return replace(node, nodes=_all(node.nodes, operation, change))
    if isinstance(node, plan.Branch):
        then, otherwise = (_all(nodes, operation, change) for nodes in (node.then, node.otherwise))
        return replace(node, then=then, otherwise=otherwise)
    reads = plan.Fetch | plan.FetchPage | plan.FetchAggregate | plan.RequireReferences | plan.VerifySecret
    if isinstance(node, reads | plan.Compute | plan.ShowRows | plan.Lock):
        return replace(node, call=change(node.call, operation))  # type: ignore[arg-type]
    return node


def _unique(call: StoreCall, operation: str, known: dict[str, StoreCall]) -> StoreCall:
    names = chain((call.name,), numbered(f"{call.name}_for_{operation}"))
    return next(named for name in names if _is_known(named := replace(call, name=name), known))


def _is_known(call: StoreCall, known: dict[str, StoreCall]) -> bool:
    """Whether the function of this name is this one; from now on it is, where there was none."""
    shape = _shape(call)
    return known.setdefault(call.name, shape) == shape


def _shape(call: StoreCall) -> StoreCall:
    """The function behind a call: all but the values that this caller passes."""
    parameters = tuple(replace(parameter, value=_NOTHING, nullable=False) for parameter in call.parameters)
    return replace(call, parameters=parameters)
