"""Where what a session gives stands in an answer."""

from tools.blueprint.names import camel
from tools.blueprint.plan.expr import BoundValue
from tools.blueprint.plan.operation import IssueSession, OperationPlan, RotateSession, every

TOKEN_FIELDS = ("access_token", "refresh_token", "expires_in")


def token_members(operation: OperationPlan, casing: str) -> dict[str, tuple[str, ...]]:
    """Name → members that lead to it: `access_token` → (`user`, `token`)."""
    response = operation.response
    if response.form == "tokens":
        return {name: (camel(name) if casing == "camel" else name,) for name in TOKEN_FIELDS}
    binds = {node.bind for node in every(operation.nodes) if isinstance(node, IssueSession | RotateSession)}
    around = (response.wrapper.wire,) if response.wrapper is not None else ()
    return {
        item.value.column: (*around, item.field.wire)
        for item in response.beside
        if isinstance(item.value, BoundValue) and item.value.bind in binds and item.value.column is not None
    }
