"""Error bodies: RFC 9457 problem details."""

from dataclasses import asdict
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from app.core.errors import Problem


def problem_document(path: str, problem: Problem) -> dict[str, Any]:
    """Return the members of the problem document."""
    content: dict[str, Any] = {
        "type": f"urn:problem:{problem.case.code}",
        "title": problem.case.title,
        "status": problem.case.status,
        "detail": problem.message,
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
