"""The rules of the field that a contract follows, by id."""

from tools.blueprint.plan.operation import FetchPage
from tools.blueprint.plan.render_plan import RenderPlan

_ALWAYS = (
    "errors.problem-details",
    "http.methods",
    "http.status-codes",
    "openapi.contract",
    "security.input-validation",
)
_GRAPHQL = ("graphql.connections", "graphql.limits")


def rules(plan: RenderPlan) -> tuple[str, ...]:
    """Ids of the rules that this plan gave occasion to follow, sorted."""
    operations = plan.operations
    pages = [node.call for operation in operations for node in operation.nodes if isinstance(node, FetchPage)]
    types = [field.type for shape in plan.shapes for field in shape.fields]
    locked = any(operation.if_match for operation in operations)
    occasions = {
        "access.least-privilege": plan.auth is not None,
        "access.ownership": any(operation.access.owner for operation in operations),
        "access.roles": any(operation.access.roles for operation in operations),
        "analytics.aggregates": any(operation.response.form == "aggregate" for operation in operations),
        "auth.jwt-sessions": plan.auth is not None and plan.auth.scheme == "jwt",
        "concurrency.optimistic-lock": locked,
        "http.conditional-requests": locked or any(operation.response.etag for operation in operations),
        "idempotency.keys": any(operation.idempotency_key for operation in operations),
        "money.decimal": any(type.kind == "decimal" for type in types),
        "pagination.keyset": plan.api.pagination == "cursor" and bool(pages),
        "rate-limit.fixed-window": plan.api.rate_requests is not None,
        "search.substring": any(page.search is not None for page in pages),
        "versioning.path": plan.api.prefix.endswith(f"/v{plan.api.version.split('.')[0]}"),
    }
    return tuple(sorted([*_ALWAYS, *(rule for rule, met in occasions.items() if met)]))


def graphql_rules() -> tuple[str, ...]:
    """Ids of the rules that every GraphQL schema follows, sorted."""
    return _GRAPHQL
