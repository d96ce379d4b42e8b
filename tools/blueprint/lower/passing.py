"""Whether what an operation passes to the store may be null."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tools.blueprint.plan import operation as plan
from tools.blueprint.plan.expr import BoundValue, Expr, InputValue, ViewerValue
from tools.blueprint.plan.nullness import may_be_null
from tools.blueprint.plan.operation import Node, OperationPlan
from tools.blueprint.plan.store import FindRows, Parameter
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import Member


@dataclass(frozen=True, slots=True)
class Passing:
    """What the values of one operation may be."""

    rows: Mapping[str, Table]
    """Bound row → its table."""
    values: Mapping[str, Expr]
    """Named value → what it is."""
    absent: frozenset[str]
    """Values that the store computed, parameters of the query, and members of items, that may be null."""

    def may_be_null(self, parameter: Parameter) -> bool:
        """Whether the operation may pass null for it."""
        return parameter.nullable or may_be_null(parameter.value, self._may_lack)

    def _may_lack(self, value: Expr) -> bool:
        match value:
            case InputValue(name=name):
                return name in self.absent
            case BoundValue(bind=bind, column=str(column)) if bind in self.rows:
                return self.rows[bind].column(column).nullable
            case BoundValue(bind=bind, column=str(column)):
                return f"{bind}.{column}" in self.absent
            case BoundValue(bind=bind, column=None):
                return bind in self.absent or (bind in self.values and may_be_null(self.values[bind], self._may_lack))
            case ViewerValue(nullable=absent):
                return absent
        return False


def passing(operation: OperationPlan, tables: Mapping[str, Table]) -> Passing:
    """The values of the operation; `tables`: all, by logical name."""
    nodes = list(plan.every(operation.nodes))
    rows = {bind: tables[table] for node in nodes for bind, table in _rows(node) if table in tables}
    values = {node.bind: node.value for node in nodes if isinstance(node, plan.Assign)}
    computed = (item for node in nodes if isinstance(node, plan.Compute) for item in node.call.values)
    absent = {item.name for item in computed if item.nullable}
    body = operation.body.fields if operation.body is not None else ()
    absent |= {item.name.snake for item in (*operation.query, *body) if _may_be_left_out(item)}
    absent |= {f"{node.bind}.{name}" for node in nodes if isinstance(node, plan.Ask) for name in node.nullable}
    listed = plan.items_of(operation.nodes).items()
    absent |= {f"{bind}.{item.name.snake}" for bind, kind in listed for item in kind.members if _may_be_left_out(item)}
    return Passing(rows, values, frozenset(absent))


def _may_be_left_out(item: Member) -> bool:
    """Whether what is sent, or not, may be null for the steps."""
    return item.nullable or (not item.required and item.default is None)


def _rows(node: Node) -> Iterator[tuple[str, str]]:
    match node:
        case plan.Fetch(bind=bind, call=call) | plan.VerifySecret(bind=bind, call=call):
            yield bind, call.table
        case plan.ForEach(bind=bind, items=FindRows() as call):
            yield bind, call.table
        case plan.WriteSet(writes=writes):
            yield from ((write.bind, write.call.table) for write in writes if write.bind is not None)
