"""Error bodies: their schema, and one reusable response for each set of errors."""

from collections.abc import Iterable, Mapping
from typing import Any

from tools.api_generator.openapi.failures import shape_schema
from tools.api_generator.openapi.headers import header
from tools.api_generator.openapi.schemas import Schema
from tools.blueprint.failures import Fault, error_body
from tools.blueprint.names import pascal
from tools.blueprint.plan.failures import FIELD_CODES, ErrorFormat
from tools.blueprint.plan.shapes import ErrorCase

_WITH_FIELDS = {
    "validation_failed": ("required", "This field is required."),
    "conflict": ("unique", "Another row has this value."),
}
_RETRIED = frozenset({"too_many_requests", "request_in_progress"})


def error_schemas(format: ErrorFormat) -> dict[str, Schema]:
    """`Problem` and `FieldError`, or `Error` in the shape that the contract shows."""
    return _problem_schemas() if format.form is None else {"Error": shape_schema(format.form)}


def _problem_schemas() -> dict[str, Schema]:
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


def response_name(cases: Iterable[ErrorCase], names: Mapping[ErrorCase, str]) -> str:
    """Name of the reusable response for errors of one status: `ConflictOrRequestInProgress`."""
    return "Or".join(pascal(names[case]) for case in cases)


def problem_response(cases: tuple[ErrorCase, ...], format: ErrorFormat) -> dict[str, Any]:
    """The response for errors of one status."""
    codes = [case.code for case in cases]
    narrowed: Schema = {"$ref": "#/components/schemas/Error"}
    if format.form is None:
        narrowed = {
            "$ref": "#/components/schemas/Problem",
            "properties": {"status": {"const": cases[0].status}, "code": {"enum": codes}},
        }
    response: dict[str, Any] = {"description": " ".join(f"{case.title}." for case in cases)}
    if headers := _headers(codes):
        response["headers"] = headers
    examples = {case.code: {"summary": case.title, "value": _example(case, format)} for case in cases}
    return {**response, "content": {format.media_type: {"schema": narrowed, "examples": examples}}}


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


def _example(case: ErrorCase, format: ErrorFormat) -> Any:
    faults = []
    if case.code in _WITH_FIELDS:
        code, usual = _WITH_FIELDS[case.code]
        faults = [Fault("name", format.message(code) or usual, code)]
    if format.form is not None:
        return error_body(format, case, faults)
    value: dict[str, Any] = {
        "type": f"urn:problem:{case.code}",
        "title": case.title,
        "status": case.status,
        "detail": f"{case.title}.",
        "instance": "/",
        "code": case.code,
    }
    if faults:
        value["errors"] = [{"pointer": f"/{item.field}", "code": item.code, "message": item.message} for item in faults]
    return value
