"""What fields, arguments and members are called in Python, and where that does not follow from their name."""

from tools.blueprint.graphql.model import Argument, GraphqlApi, NestedField, OperationField
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import Field
from tools.packs.frameworks.fastapi.host import local
from tools.packs.graphql import snake

BODY = "data"
FILTER = "_filter"
"""No input of an operation begins with an underscore."""
VERSION = "expected_version"
KEY = "idempotency_key"
_OWN = frozenset(
    {"_", "answer", "arguments", "asked", "body", "connection", "context", "found", "groups", "info", "key", "models",
     "mutations", "node", "nodes", "once", "page", "pair", "parent", "queries", "row", "sent", "service", "shown",
     "wanted", "work", BODY, FILTER, VERSION, KEY}
)  # fmt: skip
"""Names that resolvers use for themselves."""


def path_argument(field: Field) -> str:
    """The parameter of a resolver that carries a path parameter."""
    name = local(field.name.attr)
    return f"{name}_" if name in _OWN else name


def standard_arguments(plan: RenderPlan) -> dict[str, str]:
    """Arguments that mean the same everywhere: name in the schema → name in Python."""
    place = "cursor" if plan.api.pagination == "cursor" else "offset"
    return {"after": place, "filter": FILTER, "first": "limit", "input": BODY, "orderBy": "sort"}


def exceptions(plan: RenderPlan, api: GraphqlApi) -> dict[str, str]:
    """`Type.field` and `Type.field.argument` → Python name, where it does not follow from the name."""
    found: dict[str, str] = {}
    standard = standard_arguments(plan)
    for item in api.objects:
        for value in item.fields:
            attribute = value.field.name.attr if value.field else value.measure.name if value.measure else value.name
            if attribute != snake(value.name):
                found[f"{item.name}.{value.name}"] = attribute
    for form in api.inputs:
        for value in form.fields:
            wire = value.field.wire if value.field else value.name
            if wire != (value.name if plan.api.casing == "camel" else snake(value.name)):
                found[f"{form.name}.{value.name}"] = wire
    called: list[tuple[str, OperationField | NestedField]] = [
        *(("Query", field) for field in api.queries),
        *(("Mutation", field) for field in api.mutations),
        *((item.name, nested) for item in api.objects for nested in item.nested),
    ]
    for owner, field in called:
        for argument in field.arguments:
            python = _python(argument)
            if python != standard.get(argument.name, snake(argument.name)):
                found[f"{owner}.{field.name}.{argument.name}"] = python
    return dict(sorted(found.items()))


def _python(argument: Argument) -> str:
    match argument.source:
        case "body":
            return BODY
        case "filter":
            return FILTER
        case "expected_version":
            return VERSION
        case "idempotency_key":
            return KEY
        case "path":
            assert argument.field is not None
            return path_argument(argument.field)
    assert argument.field is not None
    return argument.field.wire
