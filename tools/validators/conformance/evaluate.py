"""Evaluates a table's checks over the values of a row in wire form."""

import hashlib
import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tools.blueprint.plan.expr import Call, ColumnValue, Expr, Literal

FIRST_YEAR, LAST_YEAR = "2001", "2099"
"""Between them a plan is played: a time before or after them is past or to come whenever that is."""

LATER = {"gt": True, "ge": True, "lt": False, "le": False}
"""Whether an order asks for the later one first."""

_CLOCKS = frozenset({"now", "today"})


class Unknown(Exception):
    """The value of the expression cannot be told beforehand: it rests on the clock, say."""


@dataclass(frozen=True, slots=True)
class Soon:
    """A moment that is still to come while a case is played, and cannot be told; so many minutes after its making."""

    minutes: int


_SURELY = 5
"""Minutes that no case takes."""


def evaluate(expr: Expr, row: Mapping[str, object]) -> Any:
    """The value of the expression; a column that the row lacks is null. Raises Unknown."""
    match expr:
        case Literal(value=value):
            return comparable(value, expr.type.kind if expr.type else "")
        case ColumnValue(column=column, type=type_):
            return comparable(row.get(column), type_.kind)
        case Call(function="if", args=(condition, then, otherwise)):
            return evaluate(then if evaluate(condition, row) else otherwise, row)
        case Call(function="and" | "or" as joined, args=args):
            return _joined(joined == "or", args, row)
        case Call(function="minutes_from_now", args=(Literal(value=int(minutes)),)) if minutes >= _SURELY:
            return Soon(minutes)
        case Call(function=name, args=args) if asks_the_clock(expr):
            return told_by_the_clock(name, args, lambda arg: evaluate(arg, row))
        case Call(function=name, args=args) if name in FUNCTIONS:
            values = [evaluate(arg, row) for arg in args]
            if any(isinstance(value, Soon) for value in values) and name not in ("is_null", "not_null"):
                raise Unknown
            try:
                return FUNCTIONS[name](*values)
            except TypeError:
                # A probe of the wrong type: it is refused before any check is looked at.
                raise Unknown from None
    raise Unknown


def asks_the_clock(expr: Expr) -> bool:
    """Whether a time is compared with the moment or the day of the request."""
    return isinstance(expr, Call) and expr.function in LATER and any(map(is_clock, expr.args))


def is_clock(expr: Expr) -> bool:
    """Whether the expression is the moment or the day of the request."""
    return isinstance(expr, Call) and expr.function in _CLOCKS


def told_by_the_clock(order: str, args: tuple[Expr, ...], value: Callable[[Expr], Any]) -> bool:
    """Whether a time is in order with the request's. Raises Unknown for one that may be past or to come."""
    first_is_clock = is_clock(args[0])
    other = value(args[1 if first_is_clock else 0])
    if other is None:
        return False
    if isinstance(other, Soon):
        return LATER[order] != first_is_clock
    if not isinstance(other, str) or FIRST_YEAR <= other[:4] <= LAST_YEAR:
        raise Unknown
    to_come = other[:4] > LAST_YEAR
    return to_come == (LATER[order] != first_is_clock)


def _joined(deciding: bool, args: tuple[Expr, ...], row: Mapping[str, object]) -> bool:
    """Any of the conditions that decides does so, whether or not the others can be told."""
    untold = False
    for arg in args:
        try:
            if bool(evaluate(arg, row)) is deciding:
                return deciding
        except Unknown:
            untold = True
    if untold:
        raise Unknown
    return not deciding


def comparable(value: object, kind: str) -> object:
    if value is None:
        return None
    if isinstance(value, dict):
        # A reference to a row that is made while the plan is played.
        raise Unknown
    return Decimal(str(value)) if kind == "decimal" else value


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda left, right: left is not None and right is not None and compare(left, right)


def _strict(compute: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *args: None if any(arg is None for arg in args) else compute(*args)


def _div(left: Any, right: Any) -> Any:
    if right == 0:
        return None
    if not (isinstance(left, int) and isinstance(right, int)):
        return left / right
    whole = abs(left) // abs(right)
    return whole if (left < 0) == (right < 0) else -whole


def _mod(left: Any, right: Any) -> Any:
    if right == 0:
        return None
    return left % right if isinstance(left, Decimal) or isinstance(right, Decimal) else left - right * _div(left, right)


def _lowered(text: str) -> str:
    return "".join(char.lower() if char.isascii() else char for char in text)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "not": lambda value: not value,
    "eq": lambda left, right: left == right,
    "ne": lambda left, right: left != right,
    "lt": _ordered(lambda left, right: left < right),
    "le": _ordered(lambda left, right: left <= right),
    "gt": _ordered(lambda left, right: left > right),
    "ge": _ordered(lambda left, right: left >= right),
    "is_null": lambda value: value is None,
    "not_null": lambda value: value is not None,
    "in": lambda value, values: value in values,
    "add": _strict(lambda left, right: left + right),
    "sub": _strict(lambda left, right: left - right),
    "mul": _strict(lambda left, right: left * right),
    "div": _strict(_div),
    "mod": _strict(_mod),
    "neg": _strict(lambda value: -value),
    "size": _strict(len),
    "byte_size": _strict(lambda base64_text: len(b64decode(base64_text))),
    "contains": _strict(lambda text, part: part in text),
    "starts_with": _strict(lambda text, part: text.startswith(part)),
    "ends_with": _strict(lambda text, part: text.endswith(part)),
    "lower": _strict(_lowered),
    "digest": _strict(lambda text: hashlib.sha256(text.encode()).hexdigest()),
    "slug": _strict(lambda text: "-".join(re.findall("[a-z0-9]+", _lowered(text)))),
}
