"""Which loads the nested fields of a plan need: derived from the operations whose access they share."""

from dataclasses import replace

from tools.blueprint.graphql.build import graphql_model
from tools.blueprint.graphql.model import NestedField
from tools.blueprint.plan.expr import Argument, Call, ColumnValue, Expr, InputValue
from tools.blueprint.plan.loads import Load, LoadPages, LoadRows
from tools.blueprint.plan.operation import Fetch, FetchPage
from tools.blueprint.plan.render_plan import RenderPlan


def loads(plan: RenderPlan) -> tuple[Load, ...]:
    """Every distinct load, by name; none without GraphQL."""
    if not plan.api.graphql:
        return ()
    nested = (field for item in graphql_model(plan).objects for field in item.nested)
    found = {load.name: load for load in (load_of(plan, field) for field in nested)}
    return tuple(found[name] for name in sorted(found))


def load_of(plan: RenderPlan, field: NestedField) -> Load:
    """The load behind a nested field. Raises ValueError for an operation that does more than read."""
    if not all(isinstance(node, Fetch | FetchPage) for node in field.operation.nodes):
        raise ValueError(f"{field.operation.name} does more than read; loading its rows would leave that out")
    if field.kind == "one":
        return _rows(plan, field)
    return _pages(plan, field)


def _rows(plan: RenderPlan, field: NestedField) -> LoadRows:
    call = next(node.call for node in field.operation.nodes if isinstance(node, Fetch))
    key = field.target_column
    assert key is not None
    asked = plan.table(call.table).primary_key
    sent = {item.name for item in call.parameters if isinstance(item.value, InputValue)}
    narrowing = tuple(item for item in call.conditions if not _asks_for(item.predicate, asked, sent))
    return LoadRows(
        name=f"load_{call.table}_by_{key}",
        table=call.table,
        key=key,
        parameters=tuple(item for item in call.parameters if item.name not in sent),
        conditions=narrowing,
    )


def _pages(plan: RenderPlan, field: NestedField) -> LoadPages:
    call = next(node.call for node in field.operation.nodes if isinstance(node, FetchPage))
    if call.through is None:
        assert field.target_column is not None
        near, source = field.target_column, call.table
        rows = call
    else:
        near, source = call.through.near, call.through.table
        argument = call.through.argument
        rows = replace(call, parameters=tuple(item for item in call.parameters if item.name != argument))
    name = f"load_{call.name.removeprefix('list_')}_by_{near}"
    return LoadPages(name=name, near=near, key_type=plan.table(source).column(near).type, rows=rows)


def _asks_for(predicate: Expr, key: tuple[str, ...], sent: set[str]) -> bool:
    """Whether the predicate is the caller's own question for one row, not a limit on what may be seen."""
    match predicate:
        case Call("eq", (ColumnValue(name), Argument(argument))):
            return name in key and argument in sent
    return False
