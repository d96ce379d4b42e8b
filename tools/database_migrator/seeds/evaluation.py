"""Whether a seed row passes a check: the same semantics as the store's, over values in wire form."""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from tools.blueprint.plan.expr import Call, ColumnValue, Expr, Literal
from tools.blueprint.plan.values import ValueType
from tools.packs.datastores import wire

Row = Mapping[str, object]
"""Values in wire form by logical column name."""

_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}
_TEXT_TESTS: dict[str, Callable[[str, str], bool]] = {
    "contains": operator.contains,
    "starts_with": str.startswith,
    "ends_with": str.endswith,
}
_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
}
_NUMBERS = frozenset({"int32", "int64", "decimal", "float"})


def holds(that: Expr, row: Row) -> bool:
    """Whether the condition is true for the row."""
    return _value(that, row) is True


def _value(expr: Expr, row: Row) -> Any:
    match expr:
        case Literal(value=value, type=kind):
            return value if isinstance(value, tuple) else _plain(value, kind)
        case ColumnValue(column=column, type=kind):
            return _plain(row.get(column), kind)
        case Call(function="and", args=args):
            return all(_value(arg, row) is True for arg in args)
        case Call(function="or", args=args):
            return any(_value(arg, row) is True for arg in args)
        case Call(function="if", args=(condition, then, other)):
            return _value(then if _value(condition, row) is True else other, row)
        case Call(function=function, args=args):
            return _applied(function, [_value(arg, row) for arg in args], expr.type.kind)
    raise TypeError(f"{type(expr).__name__} is no part of a check")


def _applied(function: str, args: list[Any], kind: str) -> Any:
    match function, args:
        case "not", [operand]:
            return operand is not True
        case "is_null", [operand]:
            return operand is None
        case "not_null", [operand]:
            return operand is not None
        case "eq", [left, right]:
            return left == right
        case "ne", [left, right]:
            return left != right
        case "in", [left, right]:
            return right is not None and left in right
    if None in args:
        return False if function in _ORDER or function in _TEXT_TESTS else None
    if function in _ORDER:
        return _ORDER[function](args[0], args[1])
    if function in _TEXT_TESTS:
        return _TEXT_TESTS[function](args[0], args[1])
    return _calculated(function, args, kind)


def _calculated(function: str, args: list[Any], kind: str) -> Any:
    match function, args:
        case "neg", [operand]:
            return -operand
        case "size", [operand]:
            return len(operand)
        case "lower", [operand]:
            return "".join(char.lower() if char.isascii() else char for char in operand)
        case "div" | "mod", [left, right] if right == 0:
            return None
        case "div", [left, right]:
            return Decimal(int(left / right)) if kind == "int64" else left / right
        case "mod", [left, right]:
            return left % right
        case _, [left, right] if function in _ARITHMETIC:
            return _ARITHMETIC[function](left, right)
    raise TypeError(f"{function} is no part of a check")


def _plain(value: object, kind: ValueType | None) -> Any:
    """The wire value as one that compares rightly: numbers exact, moments in one spelling."""
    if value is None or kind is None:
        return value
    if kind.kind in _NUMBERS:
        return wire.number(value)
    return wire.moment(value) if kind.kind == "datetime" else value
