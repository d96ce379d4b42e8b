"""The one exception that the API answers with, as RFC 9457 problem details."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse


@dataclass(frozen=True)
class ErrorCase:
    """A kind of refusal: `code` is stable for programs, `title` is for people."""

    code: str
    status: int
    title: str


@dataclass(frozen=True)
class FieldError:
    """One thing wrong with the input, at a JSON pointer of the body or at a named parameter."""

    code: str
    message: str
    pointer: str | None = None
    parameter: str | None = None


class Problem(Exception):
    """A refusal that the client can act on."""

    def __init__(
        self,
        case: ErrorCase,
        detail: str | None = None,
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(case.title)
        self.case = case
        self.detail = detail or f"{case.title}."
        self.errors = tuple(errors)
        self.headers = dict(headers or {})


def problem_document(path: str, problem: Problem) -> dict[str, Any]:
    """Return the members of the problem document."""
    content: dict[str, Any] = {
        "type": f"urn:problem:{problem.case.code}",
        "title": problem.case.title,
        "status": problem.case.status,
        "detail": problem.detail,
        "instance": path,
        "code": problem.case.code,
    }
    if problem.errors:
        content["errors"] = [
            {key: value for key, value in asdict(item).items() if value is not None}
            for item in problem.errors
        ]
    return content


def problem_response(request: Request, problem: Problem) -> Response:
    """Render a problem as `application/problem+json`."""
    content = problem_document(request.url.path, problem)
    return JSONResponse(content, problem.case.status, problem.headers, media_type="application/problem+json")
