"""Example bodies: every value satisfies its schema."""

from typing import Any

from tools.api_generator.openapi.lookup import cased
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import Field, Shape, Wrapper
from tools.blueprint.plan.store import AggregateRows
from tools.blueprint.plan.values import ValueType
from tools.blueprint.samples import example

Example = dict[str, Any]

TOKEN = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJleGFtcGxlIn0.c2lnbmF0dXJl"
REFRESH_TOKEN = "cmVmcmVzaC10b2tlbi1leGFtcGxl"


def field_value(field: Field) -> Any:
    """The example of one field."""
    if field.view is None:
        return example(field.type, 0, field.name.snake)
    return [full(field.view)] if field.type.kind == "array" else full(field.view)


def full(shape: Shape) -> Example:
    """An object with every field."""
    return {field.wire: field_value(field) for field in shape.fields}


def least(shape: Shape) -> Example:
    """An object with nothing but what must be sent."""
    return {field.wire: field_value(field) for field in shape.fields if field.required}


def wrapped(wrapper: Wrapper | None, value: Example) -> Example:
    """The object around a body or an answer, where there is one."""
    return value if wrapper is None else {wrapper.wire: value}


def page(plan: RenderPlan, operation: OperationPlan) -> Example:
    """A last page of one row."""
    view, members = operation.response.view, operation.response.page
    assert view is not None
    assert members is not None
    values: dict[str | None, object] = {
        members.rows: [full(view)], members.next_cursor: None, members.total: 1,
        members.limit: plan.api.default_limit, members.offset: 0,
    }  # fmt: skip
    return {name: value for name, value in values.items() if name is not None}


def tokens(plan: RenderPlan) -> Example:
    assert plan.auth is not None
    signed, days = plan.auth.scheme == "jwt", plan.auth.session_days or 0
    members = {
        "access_token": TOKEN if signed else REFRESH_TOKEN,
        "refresh_token": REFRESH_TOKEN,
        "token_type": plan.auth.carrier.challenge,
        "expires_in": plan.auth.access_token_minutes * 60 if signed else days * 86_400,
    }
    told = (*plan.auth.told, "token_type")
    return {cased(plan, name): value for name, value in members.items() if name in told}


def aggregate(plan: RenderPlan, call: AggregateRows) -> Example:
    """One group over all rows."""
    group: Example = {"group": None}
    if (span := call.bucket(call.by)) is not None:
        group["group"] = example(ValueType(span.format), 0, span.name)
    for measure in call.measures:
        value = 1 if measure.function == "count" else example(measure.type, 0, measure.name)
        group[cased(plan, measure.name)] = value
    return {"groups": [group]}


def answer(plan: RenderPlan, operation: OperationPlan, call: AggregateRows | None) -> Example | None:
    """The example answer of an operation; None where the answer has no body."""
    response = operation.response
    if response.form == "object" and response.view is not None:
        return wrapped(response.wrapper, full(response.view))
    if response.form == "page":
        return page(plan, operation)
    if response.form == "tokens":
        return tokens(plan)
    return aggregate(plan, call) if call is not None else None
