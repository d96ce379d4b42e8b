"""What fields, arguments and members are called behind the schema, and where that does not follow from their name."""

from tools.blueprint.graphql.model import Argument, GraphqlApi, NestedField, OperationField, ValueField
from tools.blueprint.names import camel
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.graphql import snake

BODY = "_body"
"""No input of an operation begins with an underscore."""
FILTER = "_filter"
VERSION = "_version"
KEY = "_key"
_OWN = {"body": BODY, "filter": FILTER, "expected_version": VERSION, "idempotency_key": KEY}


def spelled(plan: RenderPlan, name: str) -> str:
    """What becomes of a name of the schema by itself: how the REST API spells it."""
    return name if plan.api.casing == "camel" else snake(name)


def standard_arguments(plan: RenderPlan) -> dict[str, str]:
    """Arguments that mean the same everywhere: name in the schema → name behind it."""
    place = "cursor" if plan.api.pagination == "cursor" else "offset"
    return {
        "after": place, "expectedVersion": VERSION, "filter": FILTER, "first": "limit", "idempotencyKey": KEY,
        "input": BODY, "orderBy": "sort",
    }  # fmt: skip


def given_names(plan: RenderPlan, field: OperationField | NestedField) -> dict[str, str]:
    """By name of the argument: what it is called behind the schema; parts of the path stand beside parameters."""
    parameters = {item.wire for item in field.operation.query}
    return {item.name: _given(plan, item, parameters) for item in field.arguments}


def _given(plan: RenderPlan, argument: Argument, parameters: set[str]) -> str:
    if argument.source in _OWN:
        return _OWN[argument.source]
    assert argument.field is not None
    if argument.source != "path":
        return argument.field.wire
    name = spelled(plan, argument.name)
    return f"{name}_" if name in parameters or name in standard_arguments(plan) else name


def exceptions(plan: RenderPlan, api: GraphqlApi) -> dict[str, str]:
    """`Type.field` and `Type.field.argument` → name behind the schema, where it does not follow from the name."""
    found: dict[str, str] = {}
    values = [(item.name, value) for item in api.objects for value in item.fields]
    values += [(item.name, value) for item in api.inputs for value in item.fields]
    for owner, value in values:
        name = _wire(plan, value)
        if name != spelled(plan, value.name):
            found[f"{owner}.{value.name}"] = name
    standard = standard_arguments(plan)
    called: list[tuple[str, OperationField | NestedField]] = [
        *(("Query", field) for field in api.queries),
        *(("Mutation", field) for field in api.mutations),
        *((item.name, nested) for item in api.objects for nested in item.nested),
    ]
    for owner, field in called:
        for argument, name in given_names(plan, field).items():
            if name != standard.get(argument, spelled(plan, argument)):
                found[f"{owner}.{field.name}.{argument}"] = name
    return dict(sorted(found.items()))


def _wire(plan: RenderPlan, value: ValueField) -> str:
    """The member of a view or of a body; of a group, that of its measure."""
    if value.field is not None:
        return value.field.wire
    if value.measure is not None:
        return camel(value.measure.name) if plan.api.casing == "camel" else value.measure.name
    return value.name
