"""Component schemas: request bodies, views, pages, groups of measures, tokens."""

from collections.abc import Iterator
from typing import Any

from tools.api_generator.openapi.forms import file_schema, form_parts
from tools.api_generator.openapi.lookup import aggregate_call, cased, secret_inputs
from tools.api_generator.openapi.problems import error_schemas
from tools.api_generator.openapi.schemas import Schema, answer_schema, request_schema
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.pages import PageMembers
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import Field, Shape
from tools.blueprint.plan.store import AggregateRows
from tools.blueprint.plan.values import Member

CURSOR_LENGTH = 2000
TOKENS = "Tokens"


def component_schemas(plan: RenderPlan) -> dict[str, Schema]:
    """Every schema that the operations refer to, by name, sorted."""
    found = error_schemas(plan.api.errors)
    for operation in plan.operations:
        found.update(_of_operation(plan, operation))
    return dict(sorted(found.items()))


def answer_name(plan: RenderPlan, operation: OperationPlan) -> str | None:
    """The component that shapes the answer; None where it has no body."""
    response = operation.response
    if response.wrapper is not None:
        return response.wrapper.shape
    if response.form == "aggregate":
        return _free(plan, f"{operation.name.pascal}Result")
    if response.form == "tokens":
        return TOKENS
    if response.view is None:
        return None
    if response.page is not None:
        return response.page.shape or _free(plan, f"{response.view.name}Page")
    return response.view.name


def _free(plan: RenderPlan, name: str) -> str:
    """The name, longer where a body or a view has it: an entity may be called `BookPage` beside a page of books."""
    taken = {shape.name for shape in plan.shapes}
    while name in taken:
        name = f"{name}Answer"
    return name


def reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def with_text(schema: Schema, text: str) -> Schema:
    """The schema with a description in front of the one it has."""
    if not text:
        return schema
    known = schema.get("description", "")
    return {**schema, "description": f"{text} {known}".strip()}


def _of_operation(plan: RenderPlan, operation: OperationPlan) -> Iterator[tuple[str, Schema]]:
    if operation.body is not None:
        yield operation.body.name, _request_body(operation, operation.body)
        yield from _items(operation, operation.body)
        if operation.wrapper is not None:
            yield operation.wrapper.shape, _object({operation.wrapper.wire: reference(operation.body.name)})
    name, view, call = answer_name(plan, operation), operation.response.view, aggregate_call(operation)
    if view is not None:
        yield from _view(view)
    if name is None:
        return
    if operation.response.wrapper is not None and view is not None:
        yield name, _object({operation.response.wrapper.wire: reference(view.name)})
    elif operation.response.page is not None and view is not None:
        yield name, _page(plan, view, operation.response.page)
    elif operation.response.form == "tokens":
        yield name, _tokens(plan)
    elif call is not None:
        yield name, _groups(plan, call)


def _request_body(operation: OperationPlan, shape: Shape) -> Schema:
    secrets = secret_inputs(operation)
    properties = {}
    fields = form_parts(shape)
    for field in fields:
        is_file = field.file is not None
        schema = with_text(file_schema(field), field.description) if is_file else _member(operation, field)
        if field.name.snake in secrets:
            schema["format"] = "password"
        properties[field.wire] = schema
    return _object(properties, required=[field.wire for field in fields if field.required])


def _items(operation: OperationPlan, shape: Shape) -> Iterator[tuple[str, Schema]]:
    """The components of objects that stand in lists of the body."""
    for kind in (field.type.items for field in shape.fields):
        if kind is not None and kind.shape is not None:
            properties = {member.wire: _member(operation, member) for member in kind.members}
            yield kind.shape, _object(properties, required=[item.wire for item in kind.members if item.required])


def _member(operation: OperationPlan, member: Member) -> Schema:
    schema = with_text(request_schema(member.type, nullable=member.nullable), member.description)
    return _with_default(schema, member) if operation.method != "PATCH" and member.default is not None else schema


def _with_default(schema: Schema, field: Member) -> Schema:
    """A change keeps what is not sent, so only what makes a row has defaults."""
    assert field.default is not None
    if field.default.now:
        return with_text(schema, "The time of the request unless sent.")
    return {**schema, "default": field.default.literal}


def _view(view: Shape) -> Iterator[tuple[str, Schema]]:
    """The component of a view, and of those that it shows inside."""
    properties = {field.wire: _answer_field(field) for field in view.fields}
    yield view.name, _object(properties, required=[field.wire for field in view.fields if field.required])
    for field in view.fields:
        if field.view is not None:
            yield from _view(field.view)


def _answer_field(field: Field) -> Schema:
    nullable = field.nullable and field.required
    if field.view is not None:
        shown = reference(field.view.name)
        if field.type.kind == "array":
            return {"type": "array", "items": shown, "maxItems": field.type.max_items}
        return {"anyOf": [shown, {"type": "null"}]} if nullable else shown
    return with_text(answer_schema(field.type, nullable=nullable), field.description)


def _object(properties: dict[str, Schema], required: list[str] | None = None) -> Schema:
    names = list(properties) if required is None else required
    schema: Schema = {"type": "object", "properties": properties}
    if names:
        schema["required"] = names
    return {**schema, "additionalProperties": False}


def _page(plan: RenderPlan, view: Shape, page: PageMembers) -> Schema:
    members: dict[str, Schema] = {
        page.rows: {"type": "array", "items": reference(view.name), "maxItems": plan.api.max_limit}
    }
    if page.next_cursor is not None:
        members[page.next_cursor] = {
            "type": ["string", "null"],
            "minLength": 1,
            "maxLength": CURSOR_LENGTH,
            "description": "Send it as `cursor` for the next page; null on the last one.",
        }
    if page.total is not None:
        text = "Rows on all pages together."
        members[page.total] = {"type": "integer", "format": "int64", "minimum": 0, "description": text}
    if page.limit is not None:
        most = plan.api.max_limit
        members[page.limit] = {"type": "integer", "format": "int32", "minimum": 1, "maximum": most}
    if page.offset is not None:
        members[page.offset] = {"type": "integer", "format": "int32", "minimum": 0}
    return _object(members)


def _tokens(plan: RenderPlan) -> Schema:
    assert plan.auth is not None
    carrier = plan.auth.carrier
    text = "Seconds until the access token ends."
    seconds = {"type": "integer", "format": "int32", "minimum": 1, "description": text}
    kind = "JWT" if plan.auth.scheme == "jwt" else "Opaque token"
    members: dict[str, Schema] = {
        "access_token": {"type": "string", "description": f"{kind} for the `{carrier.header}` header."},
        "refresh_token": {"type": "string", "description": "Works once, for the next pair."},
        "token_type": {"type": "string", "const": carrier.challenge},
        "expires_in": seconds,
    }
    told = (*plan.auth.told, "token_type")
    return _object({cased(plan, name): schema for name, schema in members.items() if name in told})


def _groups(plan: RenderPlan, call: AggregateRows) -> Schema:
    text = "Value that the group shares; null for rows without one, and for the one group of all rows."
    span = call.bucket(call.by)
    formats = {"date": "date", "datetime": "date-time"}
    shown = {"format": formats[span.format]} if span is not None else {}
    group: dict[str, Any] = {"group": {"type": ["string", "null"], **shown, "description": text}}
    for measure in call.measures:
        counted = measure.function == "count"
        schema = answer_schema(measure.type, nullable=not counted)
        group[cased(plan, measure.name)] = {**schema, "minimum": 0} if counted else schema
    groups = {"type": "array", "items": _object(group)}
    return _object({"groups": groups})
