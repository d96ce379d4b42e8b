"""Responses of an operation: the answer, what is unchanged, and every error."""

from collections.abc import Sequence
from typing import Any

from tools.api_generator.openapi import examples
from tools.api_generator.openapi.forms import file_content
from tools.api_generator.openapi.headers import RATE_LIMIT, header
from tools.api_generator.openapi.lookup import aggregate_call, is_rate_limited
from tools.api_generator.openapi.problems import by_status, problem_response, response_name
from tools.api_generator.openapi.shapes import answer_name, reference
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import ErrorCase

ALWAYS = ("internal_error", "not_ready")
"""Errors of the server itself: any operation can end with them."""

_MEDIA = {"csv": "text/csv", "html": "text/html"}
_TEXTS = {200: "Done.", 201: "Made.", 202: "Taken on.", 204: "Done; there is nothing to tell."}


def responses(plan: RenderPlan, operation: OperationPlan, links: dict[str, Any]) -> dict[str, Any]:
    """By status, ascending."""
    found = {str(operation.response.status): _answer(plan, operation, links)}
    if operation.revalidates:
        unchanged = {"description": "What is known is still right.", "headers": {"ETag": header("ETag")}}
        found["304"] = unchanged
    names = plan.case_names
    for status, cases in by_status(errors(plan, operation)).items():
        found[str(status)] = {"$ref": f"#/components/responses/{response_name(cases, names)}"}
    return dict(sorted(found.items()))


def errors(plan: RenderPlan, operation: OperationPlan) -> tuple[ErrorCase, ...]:
    """Every error that the operation can end with, those of the server included."""
    return (*operation.errors, *(case for case in plan.standard_errors if case.code in ALWAYS))


def problem_responses(plan: RenderPlan) -> dict[str, Any]:
    """The reusable error responses, sorted by name."""
    found: dict[str, Any] = {}
    names = plan.case_names
    for operation in plan.operations:
        for cases in by_status(errors(plan, operation)).values():
            found[response_name(cases, names)] = problem_response(cases, plan.api.errors)
    return dict(sorted(found.items()))


def _answer(plan: RenderPlan, operation: OperationPlan, links: dict[str, Any]) -> dict[str, Any]:
    status = operation.response.status
    answer: dict[str, Any] = {"description": _TEXTS.get(status, "Done.")}
    if headers := _headers(operation):
        answer["headers"] = {name: header(name) for name in headers}
    if operation.response.file is not None:
        answer["content"] = file_content(operation.response.file)
    if operation.response.media != "json":
        answer["content"] = {_MEDIA[operation.response.media]: {"schema": {"type": "string"}}}
        return {**answer, "links": links} if links else answer
    name = answer_name(plan, operation)
    example = examples.answer(plan, operation, aggregate_call(operation))
    if name is not None:
        answer["content"] = {"application/json": {"schema": reference(name), "example": example}}
    if links:
        answer["links"] = links
    return answer


def _headers(operation: OperationPlan) -> Sequence[str]:
    names = []
    if operation.response.page is not None and operation.response.media != "json":
        names.append("Link")
    if operation.response.etag:
        names.append("ETag")
    if operation.response.location is not None:
        names.append("Location")
    if operation.idempotency_key:
        names.append("Idempotency-Replayed")
    if is_rate_limited(operation):
        names += RATE_LIMIT
    if operation.deprecated:
        names += ["Deprecation", "Sunset"]
    return names
