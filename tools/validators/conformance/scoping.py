"""Which rows exist for a caller, read from the conditions of an operation's store calls."""

from dataclasses import dataclass

from tools.blueprint.managed import DELETED_AT
from tools.blueprint.plan.expr import Argument, BoundValue, Call, ColumnValue, InputValue, Literal, ViewerValue
from tools.blueprint.plan.operation import (
    Fetch,
    FetchAggregate,
    FetchPage,
    Node,
    OperationPlan,
    RequireReferences,
    every,
)
from tools.blueprint.plan.store import AggregateRows, Condition, FindRow, InsertRow, ListRows, Parameter


@dataclass(frozen=True, slots=True)
class Scoping:
    """Columns that must equal the caller's key and tenant; `exempt` roles see other owners' rows too."""

    owner: str | None = None
    exempt: tuple[str, ...] = ()
    tenant: str | None = None

    @property
    def any(self) -> bool:
        return self.owner is not None or self.tenant is not None

    def shows_others(self, role: str | None) -> bool:
        """Whether who has the role sees rows of other owners."""
        return self.owner is None or role in self.exempt


def scoping_of(call: FindRow | ListRows | AggregateRows, tenant: str | None) -> Scoping:
    """The scoping of a read; `tenant` is the account's tenant column."""
    return _scoping(call.conditions, call.parameters, tenant)


def reference_scoping(operation: OperationPlan, field: str, tenant: str | None) -> Scoping:
    """Which rows an input of the operation may refer to."""
    for node in every(operation.nodes):
        if not isinstance(node, RequireReferences):
            continue
        for reference in node.call.references:
            if reference.field == field:
                return _scoping(reference.conditions, node.call.parameters, tenant)
    return Scoping()


def _scoping(conditions: tuple[Condition, ...], parameters: tuple[Parameter, ...], tenant: str | None) -> Scoping:
    owner: str | None = None
    own_tenant: str | None = None
    exempt: tuple[str, ...] = ()
    for condition in conditions:
        column, value = equality(condition, parameters)
        if column is None or not isinstance(value, ViewerValue):
            continue
        if value.column == tenant:
            own_tenant = column
        else:
            owner, exempt = column, _lifting_roles(condition, parameters)
    return Scoping(owner, exempt, own_tenant)


def target_columns(operation: OperationPlan) -> dict[str, tuple[str, str, FindRow]]:
    """Path field → table and column of the row that it names, and the call that finds it."""
    names = {field.name.snake for field in operation.path_fields}
    return {name: target for name, target in named_rows(operation).items() if name in names}


def named_rows(operation: OperationPlan) -> dict[str, tuple[str, str, FindRow]]:
    """Input → table and column of the row that it names, and the call that finds it first."""
    found: dict[str, tuple[str, str, FindRow]] = {}
    for call in finds(operation):
        for condition in call.conditions:
            column, value = equality(condition, call.parameters)
            name = naming(value)
            if column is not None and name is not None:
                found.setdefault(name, (call.table, column, call))
    return found


def naming(value: object) -> str | None:
    """The input that says which row it is: by itself, or by what its digest is."""
    match value:
        case InputValue(name=name) | Call(function="digest", args=(InputValue(name=name),)):
            return name
    return None


def followed_rows(operation: OperationPlan) -> dict[str, tuple[str, str, BoundValue]]:
    """Bound row → its table and column, and the value of an earlier row that it is found by."""
    found: dict[str, tuple[str, str, BoundValue]] = {}
    for node in (node for node in operation.nodes if isinstance(node, Fetch)):
        for condition in node.call.conditions:
            column, value = equality(condition, node.call.parameters)
            if column is not None and isinstance(value, BoundValue):
                found[node.bind] = (node.call.table, column, value)
    return found


def finds_deleted(call: FindRow | ListRows | AggregateRows) -> bool:
    """Whether it is about rows that are marked as deleted."""
    for condition in call.conditions:
        match condition.predicate:
            case Call(function="not_null", args=(ColumnValue(column=name),)) if name == DELETED_AT:
                return True
    return False


def parents_of(operation: OperationPlan) -> dict[str, tuple[str, str]]:
    """Path field → the column by which its row stands under another one, and the path field that names that one."""
    rows = {node.call: node.bind for node in operation.nodes if isinstance(node, Fetch)}
    targets = target_columns(operation)
    fields = {rows[call]: name for name, (_, _, call) in targets.items()}
    found = {}
    for name, (_, _, call) in targets.items():
        for condition in call.conditions:
            column, value = equality(condition, call.parameters)
            if column is not None and isinstance(value, BoundValue) and fields.get(value.bind, name) != name:
                found[name] = (column, fields[value.bind])
    return found


def finds(operation: OperationPlan) -> list[FindRow]:
    """The reads of single rows that end the operation when there is none, those inside loops and branches too."""
    return [node.call for node in every(operation.own) if isinstance(node, Fetch)]


def read_of(operation: OperationPlan) -> ListRows | AggregateRows | None:
    """The list or aggregate that the operation answers, as JSON."""
    if operation.response.media != "json":
        return None
    nodes: tuple[Node, ...] = operation.nodes
    return next((node.call for node in nodes if isinstance(node, FetchPage | FetchAggregate)), None)


def is_selective(call: FindRow | ListRows | AggregateRows) -> bool:
    """Whether a read leaves rows out for what they hold, beside whose they are and whether they are deleted."""
    return any(_is_selective(condition, call.parameters) for condition in call.conditions)


def _is_selective(condition: Condition, parameters: tuple[Parameter, ...]) -> bool:
    match condition.predicate:
        case Call(function="is_null", args=(ColumnValue(column=name),)) if name == DELETED_AT:
            return False
    if _is_unasked(condition, parameters):
        return False
    return not isinstance(equality(condition, parameters)[1], ViewerValue | InputValue | BoundValue)


def _is_unasked(condition: Condition, parameters: tuple[Parameter, ...]) -> bool:
    """Whether the condition narrows only for callers who send an input for it, which the suite does not."""
    lifted = next((item.value for item in parameters if item.name == condition.unless), None)
    return isinstance(lifted, Call) and lifted.function == "is_null" and isinstance(lifted.args[0], InputValue)


def server_set(insert: InsertRow) -> dict[str, str]:
    """Columns that an insert takes from the caller → the account's column that they get."""
    values = {parameter.name: parameter.value for parameter in insert.parameters}
    found = {}
    for assignment in insert.assignments:
        value = values.get(assignment.value.name) if isinstance(assignment.value, Argument) else assignment.value
        if isinstance(value, ViewerValue):
            found[assignment.column] = value.column
    return found


def equality(condition: Condition, parameters: tuple[Parameter, ...]) -> tuple[str | None, object]:
    """Column and host value of a predicate `column == value`."""
    predicate = condition.predicate
    if not (isinstance(predicate, Call) and predicate.function == "eq"):
        return None, None
    column = next((arg.column for arg in predicate.args if isinstance(arg, ColumnValue)), None)
    name = next((arg.name for arg in predicate.args if isinstance(arg, Argument)), None)
    return column, next((item.value for item in parameters if item.name == name), None)


def _lifting_roles(condition: Condition, parameters: tuple[Parameter, ...]) -> tuple[str, ...]:
    lifted = next((item.value for item in parameters if item.name == condition.unless), None)
    if isinstance(lifted, Call) and lifted.function == "in" and isinstance(lifted.args[1], Literal):
        values = lifted.args[1].value
        return tuple(str(value) for value in values) if isinstance(values, tuple) else ()
    return ()
