"""What sets rows apart from all others in a list: a value that no other row has, or when they were made."""

from dataclasses import dataclass

from tools.blueprint.plan.expr import Call
from tools.blueprint.plan.operation import OperationPlan, WriteSet
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import AggregateRows, Filter, ListRows, UpdateRow
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import Catalog
from tools.validators.conformance.document import Step, ref
from tools.validators.conformance.reaching import referable
from tools.validators.conformance.rows import Row
from tools.validators.conformance.samples import sample
from tools.validators.conformance.scoping import reference_scoping
from tools.validators.conformance.script import Script
from tools.validators.conformance.suite import Suite

MOMENT: Step = {"do": "pause", "milliseconds": 5}
"""Moments are told in milliseconds: before and after it, rows of others have another one."""

_ROOM = {"uuid": 1, "string": 2, "email": 2}
"""Types with room for a fresh value, the telling ones first; a reference goes before them."""


@dataclass(frozen=True, slots=True)
class Window:
    """Filters on the moment of a row's creation, by their names on the wire; `shown` is its name in an answer."""

    since: str
    until: str
    shown: str

    def after(self, first: Row) -> list[list[object]]:
        return [[self.since, ref(f"{first.bind}/{self.shown}")]]

    def between(self, first: Row, last: Row) -> list[list[object]]:
        return [*self.after(first), [self.until, ref(f"{last.bind}/{self.shown}")]]


def columns_sent(catalog: Catalog, creator: OperationPlan) -> dict[str, Field]:
    """Inputs of the creator that become columns of its row, by column."""
    return {item.name.snake: item for item in catalog.accepted(creator).values()}


def narrowing(
    suite: Suite, call: ListRows | AggregateRows, creator: OperationPlan, actor: Actor | None
) -> tuple[Filter, Field] | None:
    """A filter by equality on a column that the creator sets and that has room for a fresh value of the actor's."""
    fields = columns_sent(suite.catalog, creator)
    uniques = suite.catalog.alone_unique(call.table) | suite.catalog.fresh_references(call.table)
    checked = {column for rule in suite.catalog.table(call.table).checks for column in rule.columns}
    ranked: list[tuple[int, Filter, Field]] = []
    for found in call.filters:
        item = fields.get(found.column)
        if found.operator != "eq" or item is None or found.column in uniques | checked:
            continue
        target = suite.catalog.reference_table(call.table, item)
        if target is not None and _is_alone(suite, creator, target, item, actor):
            continue
        rank = 0 if target is not None and target != call.table else _ROOM.get(found.type.kind)
        if rank is not None and not (rank and found.type.pattern) and (found.type.max_length or 99) >= 12:
            ranked.append((rank, found, item))
    ranked.sort(key=lambda entry: (entry[0], entry[1].parameter))
    return (ranked[0][1], ranked[0][2]) if ranked else None


def _is_alone(suite: Suite, creator: OperationPlan, target: str, item: Field, actor: Actor | None) -> bool:
    """Whether the input can refer to nothing but the actor's own account, or its tenant."""
    scoping = reference_scoping(creator, item.name.snake, suite.catalog.tenant_column)
    return actor is not None and suite.catalog.itself_alone(target, scoping, actor.role)


def fresh_value(script: Script, creator: OperationPlan, table: str, item: Field, actor: Actor | None) -> object:
    """A value of the column that no other row has."""
    target = script.catalog.reference_table(table, item)
    if target is not None:
        return referable(script, creator, target, item, actor).reference
    return sample(item.type, script.suite.number())


def window(suite: Suite, call: ListRows | AggregateRows, creator: OperationPlan) -> Window | None:
    """Filters from and up to a moment that a row is given when it is made, and keeps."""
    catalog = suite.catalog
    insert = catalog.insert_into(creator, call.table)
    for item in insert.assignments if insert is not None else ():
        bounds = {found.operator: found.parameter for found in call.filters if found.column == item.column}
        shown = catalog.wire_of(creator, item.column)
        if shown is None or not {"gte", "lte"} <= bounds.keys() or _changed(suite, call.table, item.column):
            continue
        if isinstance(item.value, Call) and item.value.function == "now":
            return Window(catalog.cased(bounds["gte"]), catalog.cased(bounds["lte"]), shown)
    return None


def _changed(suite: Suite, table: str, column: str) -> bool:
    """Whether an operation sets the column of a row that is there already."""
    nodes = (node for operation in suite.plan.operations for node in operation.nodes if isinstance(node, WriteSet))
    calls = (write.call for node in nodes for write in node.writes)
    return any(
        isinstance(call, UpdateRow)
        and call.table == table
        and any(assigned.column == column for assigned in call.assignments)
        for call in calls
    )
