"""Checks over rows, and rows that keep or break them."""

import pytest

from tests.tools.validators.conformance.playing import plan_of
from tools.blueprint.plan.expr import Call, ColumnValue, Expr, Literal
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.table import CheckRule
from tools.blueprint.plan.values import ValueType
from tools.validators.conformance.bodies import breaking, holds, keeping
from tools.validators.conformance.evaluate import Unknown, evaluate

BOOL, DATE, MONEY = ValueType("bool"), ValueType("date"), ValueType("decimal", precision=9, scale=2)


def _column(name: str, kind: ValueType = DATE) -> Expr:
    return ColumnValue(name, kind)


@pytest.mark.parametrize(
    ("function", "left", "right", "result"),
    [
        ("ge", "2024-01-02", "2024-01-01", True),
        ("ge", "2024-01-01", None, False),
        ("eq", None, None, True),
        ("ne", None, "2024-01-01", True),
        ("lt", "2024-01-01", "2024-01-02", True),
    ],
)
def test_comparisons_know_null(function: str, left: object, right: object, result: bool) -> None:
    expr = Call(function, (_column("a"), _column("b")), BOOL)
    assert evaluate(expr, {"a": left, "b": right}) is result


def test_decimals_compare_as_numbers() -> None:
    expr = Call("gt", (_column("a", MONEY), Literal("9.00", MONEY)), BOOL)
    assert evaluate(expr, {"a": "10.00"}) is True


@pytest.mark.parametrize(
    ("function", "time", "result"),
    [
        ("gt", "9000-01-01T00:00:00.000Z", True),
        ("gt", "1000-01-01T00:00:00.000Z", False),
        ("le", "1000-01-01T00:00:00.000Z", True),
        ("lt", "9000-01-01T00:00:00.000Z", False),
        ("ge", None, False),
    ],
)
def test_times_far_from_the_request_are_told_from_it(function: str, time: object, result: bool) -> None:
    moment, now = _column("a", ValueType("datetime")), Call("now", (), ValueType("datetime"))
    turned = {"gt": "lt", "lt": "gt", "ge": "le", "le": "ge"}[function]
    assert evaluate(Call(function, (moment, now), BOOL), {"a": time}) is result
    assert evaluate(Call(turned, (now, moment), BOOL), {"a": time}) is result


def test_a_time_of_this_century_is_not_told_from_the_request() -> None:
    expr = Call("gt", (_column("a", ValueType("datetime")), Call("now", (), ValueType("datetime"))), BOOL)
    with pytest.raises(Unknown):
        evaluate(expr, {"a": "2030-01-01T00:00:00.000Z"})


@pytest.mark.parametrize(
    ("function", "left", "right", "result"),
    [
        ("div", 7, 2, 3),
        ("div", -7, 2, -3),
        ("mod", -7, 2, -1),
        ("mod", 7, -2, 1),
        ("div", 7, 0, None),
        ("mod", 7, 0, None),
    ],
)
def test_whole_numbers_divide_toward_zero(function: str, left: int, right: int, result: int | None) -> None:
    whole = ValueType("int32")
    expr = Call(function, (_column("a", whole), Literal(right, whole)), whole)
    assert evaluate(expr, {"a": left}) == result


def test_the_clock_and_rows_to_come_are_not_guessed() -> None:
    for expr, row in ((Call("now", (), DATE), {}), (_column("a"), {"a": {"$": "row/id"}})):
        with pytest.raises(Unknown):
            evaluate(expr, row)


def _rule_and_fields() -> tuple[CheckRule, dict[str, Field]]:
    plan = plan_of("covering")
    creator = next(operation for operation in plan.operations if operation.name.snake == "create_document")
    assert creator.body is not None
    return plan.table("document").checks[0], {field.name.snake: field for field in creator.body.fields}


def test_a_row_is_mended_and_broken_for_one_check() -> None:
    rule, fields = _rule_and_fields()
    table = plan_of("covering").table("document")
    wrong = {"starts_on": "2024-05-01", "ends_on": "2024-04-01"}
    mended = keeping(table, dict(wrong), fields, frozenset({"starts_on"}))
    assert holds(rule, mended)
    assert mended["starts_on"] == wrong["starts_on"]
    broken = breaking(table, rule, mended, fields)
    assert broken is not None
    assert holds(rule, {**mended, **broken}) is False
