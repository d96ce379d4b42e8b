"""What rows must be like for a plain condition to be as a story wants it."""

import pytest

from tools.blueprint.plan.expr import BoundValue, Call, Expr, Literal
from tools.blueprint.plan.values import ValueType
from tools.validators.conformance.wanted import FAR, pairs, wishes

BOOL, UUID, TIME = ValueType("bool"), ValueType("uuid"), ValueType("datetime")
STARTS = BoundValue("show", "starts_at", TIME)
NOW = Call("now", (), TIME)
PAST, TO_COME = FAR["datetime"]
ONE, OTHER = BoundValue("seat", "venue_id", UUID), BoundValue("show", "venue_id", UUID)
PLACES = (("seat", "venue_id"), ("show", "venue_id"))


def _call(function: str, *args: Expr) -> Call:
    return Call(function, args, BOOL)


@pytest.mark.parametrize(
    ("condition", "wanted", "time"),
    [
        (_call("gt", STARTS, NOW), True, TO_COME),
        (_call("gt", STARTS, NOW), False, PAST),
        (_call("le", STARTS, NOW), True, PAST),
        (_call("lt", NOW, STARTS), True, TO_COME),
        (_call("ge", NOW, STARTS), True, PAST),
        (_call("not", _call("ge", NOW, STARTS)), True, TO_COME),
    ],
)
def test_a_time_is_wished_far_from_the_request(condition: Expr, wanted: bool, time: str) -> None:
    assert wishes(condition, wanted) == {("show", "starts_at"): time}


def test_a_time_beside_another_one_is_not_wished() -> None:
    assert wishes(_call("gt", STARTS, Literal("2030-01-01T00:00:00Z", TIME)), True) == {}
    assert wishes(_call("gt", BoundValue("show", "price", ValueType("decimal")), NOW), True) == {}


@pytest.mark.parametrize(
    ("condition", "wanted", "same"),
    [
        (_call("eq", ONE, OTHER), True, True),
        (_call("eq", ONE, OTHER), False, False),
        (_call("ne", ONE, OTHER), True, False),
        (_call("not", _call("eq", ONE, OTHER)), True, False),
        (_call("and", _call("eq", ONE, OTHER), _call("gt", STARTS, NOW)), True, True),
    ],
)
def test_two_columns_are_the_same_or_apart(condition: Expr, wanted: bool, same: bool) -> None:
    assert pairs(condition, wanted) == {PLACES: same}


def test_one_of_several_conditions_tells_nothing_when_all_shall_not_hold() -> None:
    assert pairs(_call("and", _call("eq", ONE, OTHER), _call("gt", STARTS, NOW)), False) == {}
