"""Lists of what belongs to one row: `GET /companies/{id}/contacts` lists rows that refer to the one in its path."""

from dataclasses import dataclass

from tools.blueprint.plan.expr import BoundValue
from tools.blueprint.plan.operation import Fetch, OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import AggregateRows, ListRows
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import Catalog
from tools.validators.conformance.narrowing import columns_sent
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import equality, target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.suite import Unavailable


@dataclass(frozen=True, slots=True)
class Parent:
    """The row that a list's path names, and the input by which the listed rows are made to refer to it."""

    field: str
    table: str
    column: str
    item: Field

    def row(self, script: Script, actor: Actor | None) -> Row:
        """A fresh one, to which nothing refers yet."""
        return script.row(self.table, actor, optional=False)

    def path(self, script: Script, row: Row) -> dict[str, str]:
        return {self.field: script.address(row, self.column)}


def parent_of(
    catalog: Catalog, operation: OperationPlan, call: ListRows | AggregateRows, creator: OperationPlan
) -> Parent | None:
    """What the list is under; None where it has no path. Raises Unavailable where rows cannot be made under it."""
    if not operation.path_fields:
        return None
    targets = target_columns(operation)
    binds = {node.bind: node.call for node in operation.nodes if isinstance(node, Fetch)}
    for condition in call.conditions:
        held, value = equality(condition, call.parameters)
        if held is None or not isinstance(value, BoundValue) or value.bind not in binds:
            continue
        for field, (table, column, found) in targets.items():
            if found == binds[value.bind] and value.column == catalog.key_column(table) and len(targets) == 1:
                return Parent(field, table, column, _item(catalog, call.table, held, creator))
    raise Unavailable("nothing tells which rows belong to the one in its path")


def _item(catalog: Catalog, table: str, held: str, creator: OperationPlan) -> Field:
    item = columns_sent(catalog, creator).get(held)
    if item is None or held in catalog.fresh_references(table):
        raise Unavailable("no two rows can be made for the one in its path")
    return item
