"""Links: how the row that an operation made is read, changed and deleted."""

from typing import Any

from tools.blueprint.names import pascal
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan


def links(plan: RenderPlan, operation: OperationPlan) -> dict[str, Any]:
    """Links from an operation that makes a row to those on its path; none for all others."""
    view = operation.response.view
    if operation.response.location is None or view is None:
        return {}
    found = {}
    for target in plan.operations:
        if target.group != operation.group or len(target.path_fields) != 1:
            continue
        (key,) = target.path_fields
        field = next((field for field in view.fields if field.column == key.column), None)
        if field is None or target.path != f"{operation.path}/{{{key.wire}}}":
            continue
        values = {f"path.{key.wire}": f"$response.body#/{field.wire}"}
        if target.if_match and operation.response.etag:
            values["header.If-Match"] = "$response.header.ETag"
        found[pascal(target.name.snake)] = {"operationId": target.name.snake, "parameters": values}
    return found
