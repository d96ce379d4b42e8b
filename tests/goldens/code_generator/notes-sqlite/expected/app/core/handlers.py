"""Answers every failure in the one shape that errors have."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core import cases
from app.core.database import Outage
from app.core.error_bodies import problem_response
from app.core.errors import ErrorCase, Problem
from app.core.validation import field_errors, invalid

logger = logging.getLogger(__name__)


async def _on_problem(request: Request, problem: Problem) -> Response:
    return problem_response(request, problem)


async def _on_validation(request: Request, error: RequestValidationError) -> Response:
    # What is looked for first reads the path, and so does the operation.
    return problem_response(request, invalid(list(dict.fromkeys(field_errors(error.errors())))))


async def _on_http(request: Request, error: HTTPException) -> Response:
    if error.status_code == HTTPStatus.NOT_FOUND:
        problem = Problem(cases.NOT_FOUND)
    else:
        case = ErrorCase("http_error", error.status_code, HTTPStatus(error.status_code).phrase)
        problem = Problem(case, headers=error.headers)
    return problem_response(request, problem)


async def _on_outage(request: Request, error: Outage) -> Response:
    logger.error("the database did not answer", exc_info=error)
    return problem_response(request, Problem(cases.NOT_READY, headers={"Retry-After": "1"}))


class UnhandledMiddleware:
    """Answers 500 to whatever nobody else caught.

    The framework would do so outside of every middleware, where the answer gets no CORS headers and a
    browser keeps it from the page that asked.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception:
            logger.exception("unhandled error")
            if started or scope["type"] != "http":
                raise
            request = Request(scope, receive)
            await problem_response(request, Problem(cases.INTERNAL_ERROR))(scope, receive, send)


def install(app: FastAPI) -> None:
    """Register the handlers; what they leave is caught before it reaches any other middleware."""
    app.add_middleware(UnhandledMiddleware)
    app.exception_handler(Problem)(_on_problem)
    app.exception_handler(RequestValidationError)(_on_validation)
    app.exception_handler(HTTPException)(_on_http)
    app.exception_handler(Outage)(_on_outage)
