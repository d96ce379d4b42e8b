"""The OpenAPI 3.1 document of a plan."""

from collections.abc import Iterator
from typing import Any

from tools.api_generator.openapi import examples
from tools.api_generator.openapi.forms import FORM, form_content
from tools.api_generator.openapi.headers import header_parameters, response_headers
from tools.api_generator.openapi.links import links
from tools.api_generator.openapi.lookup import cased
from tools.api_generator.openapi.parameters import parameters
from tools.api_generator.openapi.responses import problem_responses, responses
from tools.api_generator.openapi.shapes import component_schemas, reference
from tools.api_generator.openapi.tables import TABLE, table_content
from tools.api_generator.openapi.texts import information, operation_text, tag_of, tags
from tools.api_generator.openapi.webhooks import webhooks
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import Shape

OPENAPI = "3.1.1"
_SCHEMES = {"bearer": "bearer", "header": "api_key", "cookie": "cookie", "basic": "basic"}
"""Name of the security scheme, by the kind of what carries the token."""
_SITES = "Requests that change something are refused (403) where a page of another site sent them."
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def openapi_document(plan: RenderPlan) -> dict[str, Any]:
    """The contract: JSON-ready, its keys in a fixed order."""
    paths: dict[str, dict[str, Any]] = {}
    for method in _METHODS:
        for operation in plan.operations:
            paths.setdefault(operation.path, {})
            if operation.method == method:
                paths[operation.path][method.lower()] = _operation(plan, operation)
    document: dict[str, Any] = {
        "openapi": OPENAPI,
        "info": {"title": plan.title, "version": plan.api.version, "description": information(plan)},
        "servers": [{"url": plan.api.prefix or "/"}],
        "tags": tags(plan),
        "paths": {path: paths[path] for path in dict.fromkeys(operation.path for operation in plan.operations)},
    }
    if told := webhooks(plan):
        document["webhooks"] = told
    components = {
        "schemas": component_schemas(plan),
        "responses": problem_responses(plan),
        "parameters": header_parameters(),
        "headers": response_headers(plan),
        "securitySchemes": _security_schemes(plan),
    }
    return {**document, "components": _used(document, components)}


def _operation(plan: RenderPlan, operation: OperationPlan) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": operation.name.snake,
        "summary": operation.summary.removesuffix(".") or operation.name.title,
        "description": operation_text(operation),
        "tags": [tag_of(plan, operation)],
        "security": _security(plan, operation),
    }
    if operation.deprecated:
        found["deprecated"] = True
    if found_parameters := parameters(plan, operation):
        found["parameters"] = found_parameters
    if operation.body is not None:
        found["requestBody"] = _request_body(operation, operation.body)
    return {**found, "responses": responses(plan, operation, links(plan, operation))}


def _request_body(operation: OperationPlan, shape: Shape) -> dict[str, Any]:
    if shape.table:
        return {"required": True, "content": {TABLE: table_content(shape)}}
    if shape.is_form:
        return {"required": True, "content": {FORM: form_content(shape)}}
    wrapper, least = operation.wrapper, examples.least(shape)
    values = {"full": {"summary": "Every field", "value": examples.wrapped(wrapper, examples.full(shape))}}
    if least and least != examples.full(shape):
        values["least"] = {"summary": "Only what must be sent", "value": examples.wrapped(wrapper, least)}
    name = shape.name if wrapper is None else wrapper.shape
    content = {"application/json": {"schema": reference(name), "examples": values}}
    return {"required": True, "content": content}


def _security(plan: RenderPlan, operation: OperationPlan) -> list[dict[str, list[str]]]:
    """One alternative for each role that may call; an empty list or alternative lets everybody in."""
    if plan.auth is None or (operation.access.public and not operation.access.optional):
        return []
    name = _SCHEMES[plan.auth.carrier.kind]
    if operation.access.optional:
        return [{}, {name: []}]
    if operation.access.owner or not operation.access.roles:
        return [{name: []}]
    return [{name: [role]} for role in operation.access.roles]


def _security_schemes(plan: RenderPlan) -> dict[str, Any]:
    if plan.auth is None:
        return {}
    text = f"Access token of a session; it ends after the seconds that `{cased(plan, 'expires_in')}` says."
    carrier = plan.auth.carrier
    if plan.auth.scheme == "session":
        ended = "until it is revoked" if plan.auth.session_days is None else f"for {plan.auth.session_days} days"
        text = f"Token of a session, good {ended}; logging out revokes it."
    name = _SCHEMES[carrier.kind]
    if carrier.kind == "basic":
        text = f"`{cased(plan, plan.auth.login)}` and password of an account in UTF-8, with each request (RFC 7617)."
        text = f"{text} {_SITES}"
        return {name: {"type": "http", "scheme": "basic", "description": text}}
    if carrier.usual:
        signed = {"bearerFormat": "JWT"} if plan.auth.scheme == "jwt" else {}
        return {name: {"type": "http", "scheme": "bearer", **signed, "description": text}}
    if carrier.kind == "cookie":
        text = f"{text} {_SITES}"
        return {name: {"type": "apiKey", "in": "cookie", "name": carrier.name, "description": text}}
    if carrier.prefix:
        # Of `http` schemes, clients know those alone that are registered.
        text = f"The word `{carrier.name}`, a space, and the token. {text}"
    return {name: {"type": "apiKey", "in": "header", "name": carrier.header, "description": text}}


def _used(document: dict[str, Any], components: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The components that something refers to, and every security scheme."""
    wanted: set[str] = set()
    waiting = list(_references(document))
    while waiting:
        pointer = waiting.pop()
        if pointer not in wanted:
            wanted.add(pointer)
            kind, name = pointer.removeprefix("#/components/").split("/")
            waiting += _references(components[kind][name])
    kept = {
        kind: {
            name: value
            for name, value in named.items()
            if kind == "securitySchemes" or f"#/components/{kind}/{name}" in wanted
        }
        for kind, named in components.items()
    }
    return {kind: named for kind, named in kept.items() if named}


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)
