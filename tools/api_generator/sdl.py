"""The GraphQL schema in its definition language."""

from collections.abc import Iterable, Sequence

from tools.blueprint.graphql.build import graphql_model
from tools.blueprint.graphql.model import Argument, GraphqlApi, NestedField, OperationField, ValueField
from tools.blueprint.graphql.scalars import DESCRIPTIONS
from tools.blueprint.graphql.types import TOKENS
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.markdown import paragraph

_PAGE_INFO = """\
type PageInfo {
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
  endCursor: String
}"""

_TOKENS = f"""\
type {TOKENS} {{
  accessToken: String!
  refreshToken: String!
  tokenType: String!
  expiresIn: Int!
}}"""


def graphql_sdl(plan: RenderPlan) -> str:
    """The schema of the plan's operations as text, in a fixed order."""
    api = graphql_model(plan)
    blocks = [_described(_about(plan, api), _schema(api))]
    blocks += [_described(DESCRIPTIONS[name], f"scalar {name}") for name in api.scalars]
    blocks += [
        _described(enum.description, _block(f"enum {enum.name}", [value.name for value in enum.values]))
        for enum in api.enums
    ]
    blocks += [
        _described(item.description, _block(f"input {item.name}", [_value(field) for field in item.fields]))
        for item in api.inputs
    ]
    for item in api.objects:
        lines = [_value(field) for field in item.fields] + [_called(field) for field in item.nested]
        blocks.append(_described(item.description, _block(f"type {item.name}", lines)))
    for connection in api.connections:
        blocks.append(_block(f"type {connection.name}", [f"edges: [{connection.edge}!]!", "pageInfo: PageInfo!"]))
        blocks.append(_block(f"type {connection.edge}", ["cursor: String!", f"node: {connection.node}!"]))
    blocks += [_PAGE_INFO] if api.connections else []
    blocks += [_TOKENS] if api.tokens else []
    blocks += [_block(f"type {name}", [_called(field) for field in fields]) for name, fields in _roots(api)]
    return "\n\n".join(blocks) + "\n"


def _about(plan: RenderPlan, api: GraphqlApi) -> str:
    return (
        f"{paragraph(plan.description or plan.title)}\n\n"
        "A failed field has an error whose `extensions.code` is the code of the "
        "REST API's problem document; `extensions.errors` names the inputs at fault. Queries are at most "
        f"{api.max_depth} levels deep and {api.max_cost} in cost, where a field counts once for every row that the "
        f"connections above it may hold, and a field of Query or Mutation counts {api.operation_cost}."
    )


def _roots(api: GraphqlApi) -> list[tuple[str, Sequence[OperationField]]]:
    return [(name, fields) for name, fields in (("Query", api.queries), ("Mutation", api.mutations)) if fields]


def _schema(api: GraphqlApi) -> str:
    return _block("schema", [f"{name.lower()}: {name}" for name, _ in _roots(api)])


def _block(head: str, members: Iterable[str]) -> str:
    lines = [f"  {line}" if line else "" for member in members for line in member.split("\n")]
    return "\n".join([f"{head} {{", *lines, "}"])


def _value(field: ValueField) -> str:
    return _described(field.description, f"{field.name}: {field.type}")


def _called(field: OperationField | NestedField) -> str:
    deprecated = isinstance(field, OperationField) and field.operation.deprecated
    return _described(
        field.description,
        f"{field.name}{_arguments(field.arguments)}: {field.type}{' @deprecated' if deprecated else ''}",
    )


def _arguments(arguments: Sequence[Argument]) -> str:
    if not arguments:
        return ""
    if not any(argument.description for argument in arguments):
        return f"({', '.join(f'{argument.name}: {argument.type}' for argument in arguments)})"
    texts = [_described(argument.description, f"{argument.name}: {argument.type}") for argument in arguments]
    lines = [f"  {line}" for text in texts for line in text.split("\n")]
    return "\n".join(["(", *lines, ")"])


def _described(description: str, definition: str) -> str:
    """The definition below its description; a block string, so that no text can end it early."""
    if not description:
        return definition
    text = "".join(char if char >= " " or char == "\n" else " " for char in description)
    escaped = text.replace('"""', '\\"""')
    return f'"""\n{escaped}\n"""\n{definition}'
