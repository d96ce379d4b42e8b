"""Which whole numbers an expression may come to: what is beyond ±(2⁵³−1) a number cannot tell exactly."""

from tools.blueprint.plan.expr import Call, Expr, Literal
from tools.blueprint.plan.values import ValueType

_SAFE = 2**53 - 1
_INT32 = (-(2**31), 2**31 - 1)
ROUNDED = None
"""What it may come to is more than a number can tell."""
Span = tuple[int, int]


def span(expr: Expr) -> Span | None:
    """The least and the greatest value of an expression of whole numbers; `ROUNDED` beyond what is exact."""
    match expr:
        case Literal(int() as value):
            return _exact(value, value)
        case Call("add" | "sub" | "mul" as function, (left, right)):
            return _computed(function, _within(left), _within(right))
        case Call("neg", (arg,)):
            low, high = _within(arg)
            return -high, -low
        case Call("if", (_, then, other)):
            one, two = _within(then), _within(other)
            return min(one[0], two[0]), max(one[1], two[1])
        case Call("size" | "byte_size"):
            return 0, _INT32[1]
        case Call("div" | "mod", (left, _)):
            low, high = _within(left)
            most = max(abs(low), abs(high))
            return -most, most
    return _of_type(expr.type)


def _within(expr: Expr) -> Span:
    """What an operand comes to: it is checked itself where it could be more."""
    return span(expr) or (-_SAFE, _SAFE)


def _computed(function: str, left: Span, right: Span) -> Span | None:
    match function:
        case "add":
            return _exact(left[0] + right[0], left[1] + right[1])
        case "sub":
            return _exact(left[0] - right[1], left[1] - right[0])
    products = [one * two for one in left for two in right]
    return _exact(min(products), max(products))


def _of_type(kind: ValueType | None) -> Span | None:
    low, high = _INT32 if kind is not None and kind.kind == "int32" else (-_SAFE, _SAFE)
    if kind is not None and kind.minimum is not None:
        low = max(low, int(kind.minimum))
    if kind is not None and kind.maximum is not None:
        high = min(high, int(kind.maximum))
    return low, high


def _exact(low: int, high: int) -> Span | None:
    return (low, high) if low >= -_SAFE and high <= _SAFE else None
