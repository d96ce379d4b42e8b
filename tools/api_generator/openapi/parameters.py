"""Parameters of an operation: path, query and headers."""

from typing import Any

from tools.api_generator.openapi.examples import field_value
from tools.api_generator.openapi.headers import parameter
from tools.api_generator.openapi.lookup import cased
from tools.api_generator.openapi.schemas import request_schema
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import Field

NEXT_CURSOR = "next_cursor"

_OPAQUE = frozenset({"cursor"})
"""Parameters whose values only the backend can make."""


def parameters(plan: RenderPlan, operation: OperationPlan) -> list[dict[str, Any]]:
    """Path parameters, query parameters, then headers."""
    found = [_parameter(plan, field, "path") for field in operation.path_fields]
    found += [_parameter(plan, field, "query") for field in operation.query]
    return found + [parameter(name) for name in _headers(operation)]


def _headers(operation: OperationPlan) -> list[str]:
    names = []
    if operation.if_match:
        names.append("If-Match")
    if operation.revalidates:
        names.append("If-None-Match")
    if operation.idempotency_key:
        names.append("Idempotency-Key")
    return names


def _parameter(plan: RenderPlan, field: Field, place: str) -> dict[str, Any]:
    schema = request_schema(field.type)
    found: dict[str, Any] = {"name": field.wire, "in": place}
    text = field.description or (_of_filter(plan, field) if place == "query" else "")
    if text:
        found["description"] = text.replace(NEXT_CURSOR, cased(plan, NEXT_CURSOR))
    if field.required or place == "path":
        found["required"] = True
    if field.default is not None and not field.default.now:
        schema["default"] = field.default.literal
    if field.type.kind == "array":
        # A value that is named again decides nothing, and is no fault.
        schema |= {"minItems": 1}
        found |= {"style": "form", "explode": False}
    if field.type.kind == "members":
        found |= {"style": "deepObject", "explode": True}
    found["schema"] = schema
    if field.name.snake not in _OPAQUE and (place == "path" or field.required):
        found["example"] = field_value(field)
    return found


def _of_filter(plan: RenderPlan, field: Field) -> str:
    if field.column is None:
        return ""
    name = cased(plan, field.column)
    if field.type.kind == "members":
        example = f"`?{field.wire}[color]=red&{field.wire}[size]=42`"
        means = "A member is a text that equals the value, or a number or boolean that the value spells."
        return f"Only rows whose `{name}` has all these members: {example}. {means}"
    texts = {
        f"{field.column}_gte": f"Only rows whose `{name}` is at least this.",
        f"{field.column}_lte": f"Only rows whose `{name}` is at most this.",
    }
    return texts.get(field.name.snake, f"Only rows whose `{name}` equals this.")
