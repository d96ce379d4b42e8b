"""The example of an error body becomes its shape."""

from typing import Any

import pytest

from tests.tools.blueprint.error_examples import SHOWN
from tests.tools.validators.conformance.playing import plan_of
from tools.blueprint.lower.errors import STANDARD, standard
from tools.blueprint.lower.failures import error_cases, error_format, own_cases, restated
from tools.blueprint.model import ErrorStyle, ErrorText, Operation
from tools.blueprint.plan.failures import ByField, Members, Told
from tools.blueprint.plan.shapes import ErrorCase
from tools.errors import BadInput


def test_without_an_example_errors_are_problem_details() -> None:
    format = error_format(ErrorStyle())
    assert (format.form, format.media_type) == (None, "application/problem+json")


def test_an_example_is_followed() -> None:
    format = error_format(ErrorStyle(example={"errors": {"{field}": ["{message}"]}}, general="body"))
    assert format.form == Members((("errors", ByField(Told(("", "message", "")), many=True)),))
    assert not format.whole


@pytest.mark.parametrize("example", SHOWN)
def test_examples_that_contracts_show(example: Any) -> None:
    assert error_format(ErrorStyle(example=example)).form is not None


@pytest.mark.parametrize(
    ("example", "told"),
    [
        ({"ok": False}, "neither a message nor a code"),
        ("{nonsense}", "`{nonsense}` is no placeholder"),
        ("{field}", "`{field}` is no placeholder here"),
        ([{"title": "{title}"}], "`{title}` is no placeholder here"),
        (["{message}", "{code}"], "an array repeats one item"),
        ([["{message}"]], "an array repeats one item"),
        ([{"{field}": "{message}"}], "one member `{field}`"),
        ({"{field}": "{message}", "more": 1}, "one member `{field}`"),
        ({"{name}": "{message}"}, "one member `{field}`"),
        ({"": "{message}"}, "a member has no name"),
        ({}, "a member has no name"),
        ("{message}\n", "control characters"),
        ({"a": {"b": {"c": {"d": {"e": {"f": {"g": "{message}"}}}}}}}, "nested more than"),
    ],
)
def test_an_example_that_cannot_be_followed(example: Any, told: str) -> None:
    with pytest.raises(BadInput, match=r"api\.errors\.example") as caught:
        error_format(ErrorStyle(example=example))
    assert told in caught.value.message
    assert caught.value.hint


def test_unknown_codes_are_told() -> None:
    with pytest.raises(BadInput, match="nosuch"):
        error_format(ErrorStyle(messages={"nosuch": "x"}))
    with pytest.raises(BadInput, match="nosuch"):
        error_cases(ErrorStyle(cases={"nosuch": ErrorText(status=400)}))


@pytest.mark.parametrize(
    ("errors", "told"),
    [
        (({"name": "not_found", "status": 410, "title": "x"},), "`not_found` is answered with 404"),
        (({"name": "malformed", "status": 400, "title": "x"},), "`malformed` is answered before"),
        (({"name": "odd", "status": 400, "title": "x"}, {"name": "odd", "status": 409, "title": "y"}), "stands twice"),
    ],
)
def test_errors_that_an_operation_cannot_have(errors: tuple[dict[str, Any], ...], told: str) -> None:
    operation = Operation.model_validate(
        {"name": "look", "method": "GET", "path": "/look", "steps": [{"let": "x", "be": "1"}], "errors": errors}
    )
    with pytest.raises(BadInput) as caught:
        own_cases(operation, STANDARD)
    assert told in caught.value.message
    assert caught.value.hint


def test_an_operation_tells_of_its_errors_in_words_of_its_own() -> None:
    plan = plan_of("journal")
    found = {
        item.name.snake: {case.title for case in item.errors if case.code == "not_found"} for item in plan.operations
    }
    assert found["read_article_by_slug"] == {"no article has this slug"}
    assert found["read_article"] == {"not found"}
    names = [name for case, name in plan.case_names.items() if case.code == "not_found"]
    assert sorted(names) == ["not_found", "read_article_by_slug_not_found"]


def test_standard_errors_are_restated_and_those_of_an_operation_are_not() -> None:
    cases = error_cases(ErrorStyle(cases={"not_found": ErrorText(title="gone"), "conflict": ErrorText(status=422)}))
    own = ErrorCase("not_found", 404, "no such article")
    lowered = (standard("not_found"), (standard("conflict"), own), standard("forbidden"))
    assert restated(lowered, cases) == (
        ErrorCase("not_found", 404, "gone"),
        (ErrorCase("conflict", 422, STANDARD["conflict"].title), own),
        standard("forbidden"),
    )
