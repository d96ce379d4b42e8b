"""Objects in the lists of a body: their items, with rows of their own for those that they name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from tools.blueprint.plan.expr import Argument, BoundValue, InputValue
from tools.blueprint.plan.operation import Fetch, ForEach, Guard, OperationPlan, WriteSet, WriteStep, every
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import FindRow, InsertRow, UpdateRow, UpsertRow
from tools.blueprint.plan.values import Member, ValueType
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.bodies import checked
from tools.validators.conformance.catalog import Catalog
from tools.validators.conformance.document import ref
from tools.validators.conformance.knowledge import Known
from tools.validators.conformance.rows import Row
from tools.validators.conformance.samples import sample
from tools.validators.conformance.scoping import equality, is_selective
from tools.validators.conformance.shapes import view_matcher
from tools.validators.conformance.suite import Suite, Unavailable

ITEMS = 2
ITSELF = ""
"""Stands for the item where a list holds values and no objects: no member is called so."""
Item = dict[str, object]
"""Values by name on the wire."""


class _Maker(Protocol):
    """Who makes rows, as far as it matters here."""

    suite: Suite

    @property
    def catalog(self) -> Catalog: ...

    def target(self, target: tuple[str, str, FindRow], actor: Actor | None) -> Row: ...

    def row(self, table: str, actor: Actor | None, *, optional: bool) -> Row: ...

    def shared(self, table: str, actor: Actor | None) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class Loop:
    """What an operation does with each item."""

    node: ForEach

    @property
    def named(self) -> dict[str, tuple[str, Fetch]]:
        """Member, or the item itself → the column by which it names a row, and what finds that."""
        found: dict[str, tuple[str, Fetch]] = {}
        for node in (node for node in every(self.node.nodes) if isinstance(node, Fetch)):
            for condition in node.call.conditions:
                column, value = equality(condition, node.call.parameters)
                if column is not None and isinstance(value, BoundValue) and value.bind == self.node.bind:
                    found[value.column or ITSELF] = (column, node)
        return found

    @property
    def inserts(self) -> list[InsertRow | UpsertRow]:
        """The calls that take columns of a new row from the item."""
        calls = [step.call for step in self.writes if isinstance(step.call, InsertRow | UpsertRow)]
        return [call for call in calls if call.source is not None and call.source.bind == self.node.bind]

    @property
    def writes(self) -> list[WriteStep]:
        return [step for node in every(self.node.nodes) if isinstance(node, WriteSet) for step in node.writes]

    def makes_alike(self, catalog: Catalog) -> bool:
        """Whether rows get one value, from outside the list, in columns that are unique."""
        changes = [step.call for step in self.writes if isinstance(step.call, UpdateRow)]
        uniques = [(call, unique) for call in changes for unique in catalog.table(call.table).uniques]
        return any(not set(unique.columns).isdisjoint(call.accept) for call, unique in uniques)

    def told_apart(self, catalog: Catalog) -> frozenset[str]:
        """Members whose values rows that it finds get in columns that are unique, alone or together."""
        found = set()
        for call in (step.call for step in self.writes if isinstance(step.call, UpdateRow)):
            unique = {column for item in catalog.table(call.table).uniques for column in item.columns}
            values = {parameter.name: parameter.value for parameter in call.parameters}
            for item in call.assignments:
                value = values.get(item.value.name) if isinstance(item.value, Argument) else item.value
                if item.column in unique and isinstance(value, BoundValue) and value.bind == self.node.bind:
                    found.add(value.column or ITSELF)
        return frozenset(found)

    @property
    def is_plain(self) -> bool:
        """Whether the rows that it finds are told by their names alone."""
        return not any(is_selective(node.call) for node in every(self.node.nodes) if isinstance(node, Fetch))

    def goes_well(self, item: Mapping[str, object], rows: Mapping[str, Row]) -> bool:
        """Whether no guard inside ends the operation, as far as that can be told."""
        known = Known().bind(self.node.bind, item)
        for bind, row in rows.items():
            known = known.bind(bind, row.values)
        guards = [node for node in every(self.node.nodes) if isinstance(node, Guard)]
        return all(known.holds(guard.condition) is True for guard in guards)


def objects_of(field: Member) -> ValueType | None:
    """What an input lists, where that is objects."""
    return field.type.items if field.type.items is not None and field.type.items.members else None


def loops_over(operation: OperationPlan, field: Member) -> list[Loop]:
    """Where an operation goes through the list of an input."""
    loops = [node for node in every(operation.nodes) if isinstance(node, ForEach)]
    return [Loop(node) for node in loops if isinstance(node.items, InputValue) and node.items.name == field.name.snake]


def names_rows(operation: OperationPlan, field: Member) -> bool:
    """Whether an input lists values by which rows are found."""
    listed = field.type.kind == "array" and objects_of(field) is None
    return listed and any(ITSELF in loop.named for loop in loops_over(operation, field))


def keys(script: _Maker, operation: OperationPlan, field: Field, actor: Actor | None) -> list[Row]:
    """Fresh rows that a list names; a single one where changes make them alike in what is unique."""
    loops = loops_over(operation, field)
    ((column, node),) = [loop.named[ITSELF] for loop in loops if ITSELF in loop.named][:1]
    alike = any(loop.makes_alike(script.catalog) for loop in loops)
    return [script.target((node.call.table, column, node.call), actor) for _ in range(1 if alike else ITEMS)]


def listed(script: _Maker, operation: OperationPlan, field: Field, actor: Actor | None) -> list[object]:
    """What the operation takes for a list of objects, or of values that name rows."""
    if names_rows(operation, field):
        return [ref(row.path) for row in keys(script, operation, field, actor)]
    return [*items(script, operation, field, actor)]


def items(script: _Maker, operation: OperationPlan, field: Field, actor: Actor | None) -> list[Item]:
    """Items that the operation takes; none where it cannot be told that it does."""
    loops = loops_over(operation, field)
    if not all(loop.is_plain for loop in loops):
        return []
    made = [_item(script, loops, field, actor) for _ in range(min(ITEMS, field.type.max_items or ITEMS))]
    told = all(loop.goes_well(values, rows) for values, rows, _ in made for loop in loops)
    return [item for _, _, item in made] if told else []


def rows_made(catalog: Catalog, operation: OperationPlan, sent: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """What the answered row, which is new, must show of the rows that were made of the items: one for each."""
    view = operation.response.view
    found: dict[str, dict[str, object]] = {}
    if view is None or operation.body is None or catalog.insert(operation) is None:
        return found
    for field in operation.body.fields:
        listed = sent.get(field.wire)
        if not isinstance(listed, list):
            continue
        made = [catalog.table(call.table).entity for loop in loops_over(operation, field) for call in loop.inserts]
        for shown in view.fields:
            if shown.view is not None and shown.type.kind == "array" and made == [shown.view.entity]:
                found[shown.wire] = {"type": "array", "length": len(listed), "each": view_matcher(shown.view)}
    return found


def any_items(script: _Maker, operation: OperationPlan, field: Field, actor: Actor | None) -> list[Item]:
    """Items whose every value is right, whether or not the operation would take them."""
    return [_item(script, loops_over(operation, field), field, actor)[2] for _ in range(ITEMS)]


def _item(
    script: _Maker, loops: Iterable[Loop], field: Field, actor: Actor | None
) -> tuple[dict[str, object], dict[str, Row], Item]:
    """Values by member, the rows that they name by what finds them, and the item as it is sent."""
    named = {member: found for loop in loops for member, found in loop.named.items()}
    tables = [call.table for loop in loops for call in loop.inserts]
    rows: dict[str, Row] = {}
    values: dict[str, object] = {}
    number, kind = script.suite.number(), objects_of(field)
    assert kind is not None
    apart = {name for loop in loops for name in loop.told_apart(script.catalog)}
    for member in kind.members:
        name = member.name.snake
        if name in apart and (member.nullable or not member.required):
            # Which values other rows have is not known; nothing is never like another nothing.
            if member.required:
                values[name] = None
            continue
        if name in named:
            column, node = named[name]
            rows[node.bind] = script.target((node.call.table, column, node.call), actor)
            values[name] = ref(rows[node.bind].path)
            continue
        try:
            values[name] = _value(script, tables, member, actor, number)
        except Unavailable:
            if member.required:
                raise
    item = {member.wire: values[member.name.snake] for member in kind.members if member.name.snake in values}
    for loop in loops:
        for call in loop.inserts:
            accepted = {member.wire: member for member in kind.members if member.name.snake in call.accept}
            item, _ = checked(script.catalog.table(call.table), item, accepted, frozenset())
    told = {member.name.snake: item.get(member.wire) for member in kind.members}
    return told, rows, item


def _value(script: _Maker, tables: Iterable[str], member: Member, actor: Actor | None, number: int) -> object:
    name = member.name.snake
    if member.refers is not None:
        alone = any(member.column in script.catalog.fresh_references(table) for table in tables)
        if alone:
            return script.row(member.refers, actor, optional=False).reference
        return script.shared(member.refers, actor)
    for table in tables:
        if name in script.catalog.single_uniques(table):
            return script.suite.fresh(table, name, member.type)
    return sample(member.type, number)
