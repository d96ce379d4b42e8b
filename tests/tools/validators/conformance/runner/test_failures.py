"""Error bodies in the shape of a contract are read, and what differs is found."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from tests.tools.blueprint.error_examples import EXAMPLES, FAULTS
from tests.tools.validators.conformance.playing import plan_of
from tools.blueprint.failures import Fault, error_body
from tools.blueprint.lower.failures import error_format
from tools.blueprint.model import ErrorStyle
from tools.blueprint.plan.failures import ErrorFormat
from tools.blueprint.plan.render_plan import RenderPlan
from tools.errors import BadInput
from tools.validators.conformance.failures import error_format as encoded
from tools.validators.conformance.failures import restated
from tools.validators.conformance.runner.exchange import Answer
from tools.validators.conformance.runner.failures import shape_faults


def _plan(format: ErrorFormat) -> RenderPlan:
    plan = plan_of("notes")
    return replace(plan, api=replace(plan.api, errors=format))


def _answer(body: Any, status: int = 404, media_type: str = "application/json") -> Answer:
    return Answer(status, {"content-type": media_type}, b"", body)


def _data(example: Any, **more: Any) -> dict[str, Any]:
    data = encoded(_plan(error_format(ErrorStyle(example=example, **more))))
    assert data is not None
    return data


@given(example=EXAMPLES, faults=FAULTS)
def test_what_the_format_means_has_the_shape(example: Any, faults: list[Fault]) -> None:
    try:
        format = error_format(ErrorStyle(example=example))
    except BadInput:
        return
    plan = _plan(format)
    data = encoded(plan)
    if data is None:
        return
    case = next(case for case in plan.standard_errors if case.code == "not_found")
    wanted = {"code": ["not_found"]}
    assert shape_faults(data, _answer(error_body(format, case)), wanted) == []
    assert shape_faults(data, _answer(error_body(format, case, faults)), None) == []


BY_FIELD = {"errors": {"{field}": ["{message}"]}}
WHOLE = {"code": "{code}", "status": "{status}", "text": "{message}", "items": [{"at": "{field}", "why": "{code}"}]}


@pytest.mark.parametrize(
    ("example", "body", "wanted"),
    [
        (BY_FIELD, {"errors": {"base": "There is no such thing"}}, {"code": ["not_found"]}),
        (BY_FIELD, {"errors": {"base": []}}, {"code": ["not_found"]}),
        (BY_FIELD, {"errors": {"name": ["There is no such thing"]}}, {"code": ["not_found"]}),
        (BY_FIELD, {"errors": {"base": ["Nothing here"]}}, {"code": ["not_found"]}),
        (BY_FIELD, {"errors": {}}, {"code": ["not_found"]}),
        (BY_FIELD, {"errors": ["There is no such thing"]}, None),
        (BY_FIELD, {"errors": {"base": ["x"]}, "more": 1}, None),
        (BY_FIELD, {"errors": {"age": ["x"]}}, {"code": ["validation_failed"], "errors": [{"pointer": "/name"}]}),
        (
            WHOLE,
            {"code": "conflict", "status": 404, "text": "There is no such thing", "items": []},
            {"code": ["not_found"]},
        ),
        (
            WHOLE,
            {"code": "not_found", "status": 400, "text": "There is no such thing", "items": []},
            {"code": ["not_found"]},
        ),
        (WHOLE, {"code": "not_found", "status": 404, "text": "Nothing", "items": []}, {"code": ["not_found"]}),
        (
            WHOLE,
            {
                "code": "not_found",
                "status": 404,
                "text": "There is no such thing",
                "items": [{"at": "q", "why": "type"}],
            },
            {"code": ["not_found"], "errors": [{"parameter": "q", "code": ["format"]}]},
        ),
    ],
)
def test_what_differs_is_found(example: Any, body: Any, wanted: dict[str, Any] | None) -> None:
    assert shape_faults(_data(example), _answer(body), wanted)


def test_the_media_type_is_that_of_the_contract() -> None:
    body = {"message": "There is no such thing"}
    data = _data({"message": "{message}"}, media_type="application/vnd.api+json")
    assert shape_faults(data, _answer(body), None)
    assert not shape_faults(data, _answer(body, media_type="application/vnd.api+json; charset=utf-8"), None)


def test_the_texts_of_the_contract_are_held() -> None:
    data = _data(BY_FIELD, messages={"required": "can't be blank"})
    wanted = {"code": ["validation_failed"], "errors": [{"pointer": "/name", "code": ["required"]}]}
    assert shape_faults(data, _answer({"errors": {"name": ["Must be given."]}}), wanted)
    assert not shape_faults(data, _answer({"errors": {"name": ["can't be blank"]}}), wanted)


@pytest.mark.parametrize(
    ("expected", "statuses"),
    [
        ({"status": [409], "problem": {"code": ["conflict"]}}, [422]),
        ({"status": [409], "problem": {"code": ["in_use"]}}, [409]),
        ({"status": [409], "problem": {"code": ["conflict", "in_use"]}}, [409, 422]),
        ({"status": [200, 409]}, [200, 409, 422]),
        ({"status": [404], "problem": {"code": ["not_found"]}}, [404]),
    ],
)
def test_statuses_of_the_contract_are_expected(expected: dict[str, Any], statuses: list[int]) -> None:
    steps = ({"do": "request", "expect": expected},)
    assert restated(plan_of("journal"), steps)[0]["expect"]["status"] == statuses


def test_a_status_inside_a_text_is_told() -> None:
    data = _data({"text": "HTTP {status}0: {message}"})
    answer = {"text": "HTTP 4040: gone"}
    assert shape_faults(data, _answer(answer), None) == []
    assert shape_faults(data, _answer({"text": "HTTP 4000: gone"}), None) == ["the body tells the status 400"]
