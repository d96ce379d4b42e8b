"""Where what a session gives stands in an answer."""

from tools.blueprint.names import camel
from tools.blueprint.plan.expr import BoundValue
from tools.blueprint.plan.operation import IssueSession, OperationPlan, RotateSession, every
from tools.blueprint.plan.render_plan import RenderPlan


def token_members(plan: RenderPlan, operation: OperationPlan) -> dict[str, tuple[str, ...]]:
    """Name → members that lead to it: `access_token` → (`user`, `token`)."""
    response = operation.response
    if response.form == "tokens":
        assert plan.auth is not None
        return {name: (camel(name) if plan.api.casing == "camel" else name,) for name in plan.auth.told}
    binds = {node.bind for node in every(operation.nodes) if isinstance(node, IssueSession | RotateSession)}
    around = (response.wrapper.wire,) if response.wrapper is not None else ()
    return {
        item.value.column: (*around, item.field.wire)
        for item in response.beside
        if isinstance(item.value, BoundValue) and item.value.bind in binds and item.value.column is not None
    }
