"""Errors as problem details (RFC 9457)."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

_CODES = {
    "missing": "required",
    "extra_forbidden": "unknown",
    "enum": "enum",
    "literal_error": "enum",
    "string_too_long": "max_length",
    "string_too_short": "min_length",
    "greater_than_equal": "minimum",
    "less_than_equal": "maximum",
}


class Problem(Exception):
    def __init__(
        self,
        status: int,
        code: str,
        title: str,
        detail: str | None = None,
        errors: list[dict[str, Any]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(title)
        self.status, self.code, self.title = status, code, title
        self.detail, self.errors, self.headers = detail, errors, headers


def not_found() -> Problem:
    return Problem(404, "not_found", "Not found", "There is nothing here for you.")


def invalid(errors: list[dict[str, Any]]) -> Problem:
    return Problem(422, "validation_failed", "Validation failed", "Some values are not acceptable.", errors)


def _response(request: Request, problem: Problem) -> JSONResponse:
    content = {
        "type": f"urn:problem:{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.url.path,
        "code": problem.code,
    }
    if problem.errors:
        content["errors"] = problem.errors
    return JSONResponse(content, problem.status, problem.headers, media_type="application/problem+json")


def _field_error(found: Mapping[str, Any]) -> dict[str, Any]:
    source, *steps = found["loc"]
    code = "not_null" if found.get("input", ...) is None else _CODES.get(found["type"], "format")
    if found["type"].endswith("_type") and code == "format":
        code = "type"
    place = {"pointer": "".join(f"/{step}" for step in steps)} if source == "body" else {"parameter": str(steps[0])}
    return {"code": code, "message": found["msg"], **place}


def install(app: FastAPI) -> None:
    async def on_problem(request: Request, error: Problem) -> JSONResponse:
        return _response(request, error)

    async def on_validation(request: Request, error: RequestValidationError) -> JSONResponse:
        return _response(request, invalid([_field_error(found) for found in error.errors()]))

    async def on_http(request: Request, error: HTTPException) -> JSONResponse:
        problem = not_found() if error.status_code == 404 else Problem(error.status_code, "http_error", error.detail)
        return _response(request, problem)

    app.exception_handler(Problem)(on_problem)
    app.exception_handler(RequestValidationError)(on_validation)
    app.exception_handler(HTTPException)(on_http)
