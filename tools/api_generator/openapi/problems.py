"""Problem details (RFC 9457): the schema, and one reusable response for each set of errors."""

from collections.abc import Iterable
from typing import Any

from tools.api_generator.openapi.headers import header
from tools.api_generator.openapi.schemas import Schema
from tools.blueprint.names import pascal
from tools.blueprint.plan.operation import ErrorCase

MEDIA_TYPE = "application/problem+json"

FIELD_CODES = (
    "required", "unknown", "type", "min_length", "max_length", "pattern", "minimum", "maximum", "enum", "format",
    "not_null", "reference_not_found", "check", "unique",
)  # fmt: skip
"""What can be wrong with one field."""

_WITH_FIELDS = frozenset({"validation_failed", "conflict"})
_RETRIED = frozenset({"too_many_requests", "request_in_progress"})


def problem_schemas() -> dict[str, Schema]:
    """`Problem` and `FieldError`."""
    fault = {
        "type": "object",
        "properties": {
            "pointer": {"type": "string", "description": "JSON Pointer into the request body."},
            "parameter": {"type": "string", "description": "Name of a path, query or header parameter."},
            "code": {"type": "string", "enum": list(FIELD_CODES)},
            "message": {"type": "string"},
        },
        "required": ["code", "message"],
        "additionalProperties": False,
    }
    problem = {
        "type": "object",
        "description": "Problem details (RFC 9457).",
        "properties": {
            "type": {"type": "string", "pattern": "^urn:problem:[a-z][a-z0-9_]*$"},
            "title": {"type": "string"},
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": {"type": "string"},
            "instance": {"type": "string", "description": "Path of the request."},
            "code": {"type": "string", "description": "Stable name of the error."},
            "errors": {"type": "array", "items": {"$ref": "#/components/schemas/FieldError"}},
        },
        "required": ["type", "title", "status", "detail", "instance", "code"],
        "additionalProperties": False,
    }
    return {"FieldError": fault, "Problem": problem}


def response_name(cases: Iterable[ErrorCase]) -> str:
    """Name of the reusable response for errors of one status: `ConflictOrRequestInProgress`."""
    return "Or".join(pascal(case.code) for case in cases)


def problem_response(cases: tuple[ErrorCase, ...]) -> dict[str, Any]:
    """The response for errors of one status."""
    codes = [case.code for case in cases]
    narrowed: Schema = {
        "$ref": "#/components/schemas/Problem",
        "properties": {"status": {"const": cases[0].status}, "code": {"enum": codes}},
    }
    response: dict[str, Any] = {"description": " ".join(f"{case.title}." for case in cases)}
    if headers := _headers(codes):
        response["headers"] = headers
    examples = {case.code: {"summary": case.title, "value": _example(case)} for case in cases}
    return {**response, "content": {MEDIA_TYPE: {"schema": narrowed, "examples": examples}}}


def by_status(cases: Iterable[ErrorCase]) -> dict[int, tuple[ErrorCase, ...]]:
    """Errors of each status, sorted."""
    found: dict[int, dict[str, ErrorCase]] = {}
    for case in cases:
        found.setdefault(case.status, {})[case.code] = case
    return {status: tuple(case for _, case in sorted(named.items())) for status, named in sorted(found.items())}


def _headers(codes: list[str]) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if "unauthenticated" in codes:
        headers["WWW-Authenticate"] = header("WWW-Authenticate")
    if "too_many_requests" in codes:
        headers |= {name: header(name) for name in ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")}
    if set(codes) & _RETRIED:
        headers["Retry-After"] = header("Retry-After")
    return headers


def _example(case: ErrorCase) -> dict[str, Any]:
    value: dict[str, Any] = {
        "type": f"urn:problem:{case.code}",
        "title": case.title,
        "status": case.status,
        "detail": f"{case.title}.",
        "instance": "/",
        "code": case.code,
    }
    if case.code in _WITH_FIELDS:
        code = "unique" if case.code == "conflict" else "required"
        message = "Another row has this value." if case.code == "conflict" else "This field is required."
        value["errors"] = [{"pointer": "/name", "code": code, "message": message}]
    return value
