"""The GraphQL model of a plan: every operation becomes a field, and references become nested fields."""

from dataclasses import replace
from itertools import chain, count

from tools.blueprint.graphql.arguments import arguments
from tools.blueprint.graphql.model import NESTED_ONLY, GraphqlApi, ObjectType, OperationField
from tools.blueprint.graphql.nesting import nested_fields
from tools.blueprint.graphql.types import TOKENS, TypeRegistry
from tools.blueprint.names import camel
from tools.blueprint.plan.operation import FetchAggregate, OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan


def graphql_model(plan: RenderPlan) -> GraphqlApi:
    """The whole schema, in the order of the plan's operations. Pure."""
    types = TypeRegistry()
    queries: list[OperationField] = []
    mutations: list[OperationField] = []
    for operation in plan.operations:
        if operation.intent in NESTED_ONLY:
            continue
        fields = queries if operation.method == "GET" else mutations
        fields.append(_field(plan, types, operation, _name(operation, fields)))
    objects = _with_nested(plan, types)
    return GraphqlApi(
        scalars=types.scalars,
        enums=tuple(types.enums),
        inputs=tuple(types.inputs),
        objects=objects,
        connections=tuple(types.connections),
        queries=tuple(queries),
        mutations=tuple(mutations),
        tokens=any(field.form == "tokens" for field in mutations),
    )


def _field(plan: RenderPlan, types: TypeRegistry, operation: OperationPlan, name: str) -> OperationField:
    return OperationField(
        name=name,
        type=_type(plan, types, operation),
        arguments=arguments(types, operation),
        operation=operation,
        form=operation.response.form,
        description=operation.summary,
    )


def _name(operation: OperationPlan, fields: list[OperationField]) -> str:
    """`readBook` → `book`, `listBooks` → `books`: queries are named by what they answer, where that is unique."""
    prefix = {"crud.read": "read_", "crud.list": "list_", "account.me": "read_"}.get(operation.intent, "")
    full = camel(operation.name.snake)
    short = camel(operation.name.snake.removeprefix(prefix))
    taken = {field.name for field in fields}
    numbered = (f"{full}{number}" for number in count(2))
    return next(name for name in chain((short, full), numbered) if name not in taken)


def _type(plan: RenderPlan, types: TypeRegistry, operation: OperationPlan) -> str:
    """What the field answers; always nullable, so that one failed field takes nothing else with it."""
    response = operation.response
    if response.form == "empty":
        return "Boolean"
    if response.form == "tokens":
        return TOKENS
    if response.form == "aggregate":
        call = next(node.call for node in operation.nodes if isinstance(node, FetchAggregate))
        return f"[{types.group(operation, call)}!]"
    assert response.view is not None
    text = next((table.description for table in plan.tables if table.entity == response.view.entity), "")
    name = types.object_type(response.view, text)
    return types.connection(name) if response.form == "page" else name


def _with_nested(plan: RenderPlan, types: TypeRegistry) -> tuple[ObjectType, ...]:
    """The object types with their nested fields, which may ask for more object types."""
    done: dict[str, ObjectType] = {}
    while waiting := [item for name, item in types.objects.items() if name not in done]:
        for item in waiting:
            done[item.name] = replace(item, nested=nested_fields(plan, types, item))
    return tuple(done.values())
