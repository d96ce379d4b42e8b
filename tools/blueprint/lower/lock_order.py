"""Rows that one operation holds are locked in one order, however its steps name them.

Two transactions that lock two rows the other way round wait for each other until the store ends one of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tools.blueprint.plan import operation as plan
from tools.blueprint.plan import store
from tools.blueprint.plan.contention import written
from tools.blueprint.plan.expr import Argument, BoundValue, Call, ColumnValue, Expr
from tools.blueprint.plan.operation import Node, OperationPlan
from tools.blueprint.plan.table import Table


@dataclass(frozen=True, slots=True)
class _Held:
    """A row that stays locked from its find on: the place of the node, and the value that its key must have."""

    place: int
    node: plan.Fetch
    key: Expr


def in_lock_order(operation: OperationPlan, tables: Mapping[str, Table]) -> OperationPlan:
    """The operation with a node that locks the rows of a table together, before it finds the first of them.

    Only rows whose keys are known by then; what is locked so is found without a lock of its own.
    """
    nodes = list(operation.nodes)
    for name in sorted({node.call.table for node in nodes if isinstance(node, plan.Fetch)}):
        held = _together(nodes, tables[name])
        if len(held) < 2:
            continue
        key = tables[name].primary_key[0]
        parameters = tuple(
            store.Parameter(f"{item.node.bind}_{key}", tables[name].column(key).type, item.key) for item in held
        )
        for item in held:
            nodes[item.place] = replace(item.node, call=replace(item.node.call, lock=False))
        call = store.LockRows(f"lock_{tables[name].name.plural_snake}", name, parameters)
        nodes.insert(held[0].place, plan.Lock(call))
    return replace(operation, nodes=tuple(nodes))


def _together(nodes: list[Node], table: Table) -> list[_Held]:
    """Rows of the table that are held, and whose keys are known before the first of them is found."""
    held = list(_held(nodes, table))
    if not held:
        return []
    known = {bind for node in nodes[: held[0].place] for bind in _binds(node)}
    return [item for item in held if _binds_in(item.key) <= known]


def _held(nodes: list[Node], table: Table) -> Iterator[_Held]:
    sets = (node for node in nodes if isinstance(node, plan.WriteSet))
    changed = {written(write) for item in sets for write in item.writes}
    for place, node in enumerate(nodes):
        if isinstance(node, plan.Fetch) and node.call.table == table.name.snake:
            key = _key(node.call, table)
            if key is not None and (node.call.lock or node.bind in changed):
                yield _Held(place, node, key)


def _key(call: store.FindRow, table: Table) -> Expr | None:
    """What the key of the row must equal."""
    values = {parameter.name: parameter.value for parameter in call.parameters}
    for condition in call.conditions:
        match condition:
            case store.Condition(Call("eq", (ColumnValue(column=column), Argument(name=name))), None):
                if (column,) == table.primary_key:
                    return values[name]
    return None


def _binds(node: Node) -> Iterator[str]:
    match node:
        case plan.Fetch(bind=bind) | plan.Assign(bind=bind):
            yield bind
        case plan.Compute(call=call):
            yield from (item.name for item in call.values)
        case plan.WriteSet(writes=writes):
            yield from (write.bind for write in writes if write.bind is not None)


def _binds_in(expr: Expr) -> set[str]:
    if isinstance(expr, BoundValue):
        return {expr.bind}
    return {bind for arg in expr.args for bind in _binds_in(arg)} if isinstance(expr, Call) else set()
