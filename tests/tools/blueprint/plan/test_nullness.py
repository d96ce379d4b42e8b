"""What follows for nulls from operators alone."""

import pytest

from tools.blueprint.plan.expr import Call, Expr, InputValue, Literal
from tools.blueprint.plan.nullness import may_be_null
from tools.blueprint.plan.values import ValueType

INT, BOOL = ValueType("int32"), ValueType("bool")
SENT, MISSING = InputValue("sent", INT), InputValue("missing", INT)
ONE = Literal(1, INT)


def _call(function: str, *args: Expr) -> Call:
    return Call(function, args, BOOL if function in ("eq", "not_null") else INT)


@pytest.mark.parametrize(
    ("expr", "null"),
    [
        (ONE, False),
        (Literal(None, None), True),
        (SENT, False),
        (MISSING, True),
        (_call("add", SENT, ONE), False),
        (_call("add", SENT, MISSING), True),
        (_call("neg", MISSING), True),
        (_call("eq", MISSING, ONE), False),
        (_call("not_null", MISSING), False),
        (_call("div", SENT, ONE), True),
        (_call("mod", SENT, ONE), True),
        (_call("if", _call("not_null", MISSING), SENT, ONE), False),
        (_call("if", _call("not_null", MISSING), MISSING, ONE), False),
        (_call("if", _call("is_null", MISSING), ONE, MISSING), False),
        (_call("if", _call("not_null", MISSING), ONE, MISSING), True),
        (_call("if", _call("is_null", MISSING), MISSING, ONE), True),
        (_call("if", _call("is_null", MISSING), MISSING, MISSING), True),
        (_call("if", _call("not_null", SENT), MISSING, ONE), True),
        (_call("now"), False),
    ],
)
def test_nulls_come_through_all_operators_but_truths(expr: Expr, null: bool) -> None:
    assert may_be_null(expr, lambda leaf: leaf == MISSING) is null
