"""Answers every failure as a problem document."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from app.core import cases
from app.core.database import OUTAGES
from app.core.errors import ErrorCase, Problem, problem_response
from app.core.validation import field_errors, invalid

logger = logging.getLogger(__name__)


async def _on_problem(request: Request, problem: Problem) -> Response:
    return problem_response(request, problem)


async def _on_validation(request: Request, error: RequestValidationError) -> Response:
    return problem_response(request, invalid(field_errors(error.errors())))


async def _on_http(request: Request, error: HTTPException) -> Response:
    if error.status_code == HTTPStatus.NOT_FOUND:
        problem = Problem(cases.NOT_FOUND)
    else:
        case = ErrorCase("http_error", error.status_code, HTTPStatus(error.status_code).phrase)
        problem = Problem(case, headers=error.headers)
    return problem_response(request, problem)


async def _on_outage(request: Request, error: Exception) -> Response:
    logger.error("the database did not answer", exc_info=error)
    return problem_response(request, Problem(cases.NOT_READY, headers={"Retry-After": "1"}))


def install(app: FastAPI) -> None:
    """Register the handlers."""
    app.exception_handler(Problem)(_on_problem)
    app.exception_handler(RequestValidationError)(_on_validation)
    app.exception_handler(HTTPException)(_on_http)
    for kind in OUTAGES:
        app.exception_handler(kind)(_on_outage)
