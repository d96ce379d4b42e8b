"""Calls that change one row: what they ask of it, and what is known of it afterwards."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from tools.blueprint.plan.expr import Argument, BoundValue, Call, Expr, InputValue
from tools.blueprint.plan.operation import Assign, Fetch, Guard, OperationPlan, every
from tools.blueprint.plan.store import InsertRow, UpdateRow
from tools.validators.conformance.catalog import Catalog
from tools.validators.conformance.evaluate import Unknown
from tools.validators.conformance.knowledge import Known, given, told
from tools.validators.conformance.knowledge import Row as Values
from tools.validators.conformance.scoping import named_rows, target_columns


@dataclass(frozen=True, slots=True)
class Move:
    """A call that changes one row of the story: the operation, its path field, the name that it binds."""

    operation: OperationPlan
    field: str
    bind: str


def guards_of(operation: OperationPlan) -> list[Guard]:
    """Conditions that the operation ends on, in their order."""
    return [node for node in operation.nodes if isinstance(node, Guard)]


def is_particular(operation: OperationPlan) -> bool:
    """Whether a call goes well only in a certain state, or about rows that its body names."""
    body = operation.body.fields if operation.body is not None else ()
    return bool(guards_of(operation)) or any(item.name.snake in named_rows(operation) for item in body)


def asked_by(operation: OperationPlan) -> set[str]:
    """Inputs that decide: what guards look at, and what values are named of."""
    told_by = [guard.condition for guard in guards_of(operation)]
    told_by += [node.value for node in operation.nodes if isinstance(node, Assign)]
    return {name for expr in told_by for name in inputs_in(expr)}


def inputs_of(operation: OperationPlan, sent: Mapping[str, object]) -> Values:
    """Values of a body by `input.name`; what was left out and has no default is null."""
    found: Values = {}
    for item in operation.body.fields if operation.body is not None else ():
        if item.wire in sent:
            found[f"input.{item.name.snake}"] = sent[item.wire]
        elif item.default is None and operation.intent != "crud.update":
            found[f"input.{item.name.snake}"] = None
    return found


def with_lets(operation: OperationPlan, known: Known) -> Known:
    """The same, with the values that the operation names."""
    for node in operation.nodes:
        if isinstance(node, Assign):
            known = with_let(node, known)
    return known


def with_let(node: Assign, known: Known) -> Known:
    """The same, with the value that the node names, where that is known."""
    with suppress(Unknown):
        return Known({**known.values, node.bind: known.value(node.value)})
    return Known({name: value for name, value in known.values.items() if name != node.bind})


def inputs_in(expr: Expr) -> set[str]:
    """Inputs that an expression looks at."""
    if isinstance(expr, InputValue):
        return {expr.name}
    return {name for arg in expr.args for name in inputs_in(arg)} if isinstance(expr, Call) else set()


def binds_of(operation: OperationPlan) -> dict[str, str]:
    """Input → name of the row that it names."""
    rows = {node.call: node.bind for node in every(operation.nodes) if isinstance(node, Fetch)}
    return {name: rows[call] for name, (_, _, call) in named_rows(operation).items()}


def move_of(catalog: Catalog, operation: OperationPlan, table: str) -> Move | None:
    """The operation as a change of one row, when it needs nothing else; rows that it makes beside it are no matter."""
    targets, binds = target_columns(operation), binds_of(operation)
    if len(targets) != 1 or len(binds) != 1 or len(operation.path_fields) != 1:
        return None
    (field, (found, _, _)), (bind,) = next(iter(targets.items())), binds.values()
    writes = catalog.writes(operation)
    changes = [write for write in writes if isinstance(write.call, UpdateRow)]
    made = [write.call for write in writes if isinstance(write.call, InsertRow)]
    if found != table or not changes or len(changes) + len(made) != len(writes):
        return None
    updates = [write.call for write in changes if isinstance(write.call, UpdateRow)]
    changed = {item.column for call in updates for item in call.assignments}
    if any(write.bind != bind for write in changes) or not all(_again(catalog, call, bind, changed) for call in made):
        return None
    if any(item.required for item in operation.query):
        return None
    return Move(operation, field, bind)


def _again(catalog: Catalog, call: InsertRow, bind: str, changed: set[str]) -> bool:
    """Whether the row can be made with each call: what is unique of it comes from what the calls change."""
    values = {parameter.name: parameter.value for parameter in call.parameters}
    counted = set()
    for item in call.assignments:
        value = values.get(item.value.name) if isinstance(item.value, Argument) else item.value
        if isinstance(value, BoundValue) and value.bind == bind and value.column in changed:
            counted.add(item.column)
    return all(not counted.isdisjoint(unique.columns) for unique in catalog.table(call.table).uniques)


def moved(
    catalog: Catalog, move: Move, known: Known, bind: str, sent: Mapping[str, object], viewer: Values
) -> Known | None:
    """What is known after the move; None where it would not surely go well. `viewer`: what is known of who makes it."""
    inputs = {**inputs_of(move.operation, sent), **viewer}
    seen = with_lets(move.operation, Known(inputs).bind(move.bind, known.row(bind)))
    if any(seen.holds(guard.condition) is not True for guard in guards_of(move.operation)):
        return None
    writes = catalog.writes(move.operation)
    for write in writes:
        if not isinstance(write.call, UpdateRow):
            continue
        table = catalog.table(write.call.table)
        values = given(table, write.call.assignments, write.call.parameters, seen, move.bind)
        taken = {name: inputs[f"input.{name}"] for name in write.call.accept if f"input.{name}" in inputs}
        seen = seen.bind(move.bind, told({**seen.row(move.bind), **taken, **values}))
    if any(isinstance(write.call, InsertRow) for write in writes):
        known = without_computed(known)
    return known.bind(bind, seen.row(move.bind))


def without_computed(known: Known) -> Known:
    """The same, but for what is computed over rows: there may be more of them, or fewer."""
    return Known({name: value for name, value in known.values.items() if "." in name})
