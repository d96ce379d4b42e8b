"""Cases for the tests of what GraphQL refuses."""

from tools.blueprint.graphql.model import GraphqlApi, OperationField
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.testing.catalog import is_guarded_by_role
from tools.packs.testing.documents import deep, document, smallest, variables

_COSTLY = "query_too_costly"
_ALIASES = 200


def guards(plan: RenderPlan, api: GraphqlApi) -> list[dict[str, object]]:
    """Fields that strangers may not ask for, and those that need a role."""
    cases: list[dict[str, object]] = []
    for kind, fields in (("query", api.queries), ("mutation", api.mutations)):
        for field in fields:
            if field.operation.access.public:
                continue
            query = document(kind, field, smallest(api, field))
            case = {"field": field.name, "query": query, "variables": variables(api, field)}
            cases.append({**case, "refusal": "unauthenticated"})
            if is_guarded_by_role(plan, field.operation):
                cases.append({**case, "refusal": "forbidden"})
    return cases


def limits(api: GraphqlApi) -> list[dict[str, object]]:
    """Queries that are too much, each in another way."""
    aliases = " ".join(f"a{number}: __typename" for number in range(_ALIASES))
    cases: list[dict[str, object]] = [{"about": "operations", "query": f"{{ {aliases} }}", "refusal": _COSTLY}]
    pages = next((field for field in api.queries if field.form == "page" and not _asks(field)), None)
    if pages is not None:
        query = f"{{ {pages.name}(first: 100) {{ edges {{ {aliases} }} }} }}"
        cases.append({"about": "rows", "query": query, "refusal": _COSTLY})
    deeper = deep(api)
    if deeper is not None:
        cases.append({"about": "depth", "query": deeper, "refusal": "query_too_deep"})
    return cases


def _asks(field: OperationField) -> bool:
    """Whether something must be given."""
    return any(argument.type.endswith("!") for argument in field.arguments)
