"""Whether expressions may be null: what follows from their operators, whatever their leaves are."""

from collections.abc import Callable

from tools.blueprint.plan.expr import Call, Expr, Literal

TRUTHS = frozenset(
    {"and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "is_null", "not_null", "in", "contains", "starts_with",
     "ends_with"}
)  # fmt: skip
"""Functions that never give null."""

_NULL_ON_ZERO = frozenset({"div", "mod"})


def may_be_null(expr: Expr, leaf: Callable[[Expr], bool]) -> bool:
    """Whether the value may be null; `leaf` tells it of whatever is neither a constant nor a call."""
    match expr:
        case Literal(value=constant):
            return constant is None
        case Call(function="if", args=(Call(function="is_null", args=(value,)), other, same)) if same == value:
            return may_be_null(other, leaf)
        case Call(function="if", args=(Call(function="not_null", args=(value,)), same, other)) if same == value:
            return may_be_null(other, leaf)
        case Call(function="if", args=(_, *branches)):
            return any(may_be_null(branch, leaf) for branch in branches)
        case Call(function=function, args=args):
            if function in TRUTHS:
                return False
            return function in _NULL_ON_ZERO or any(may_be_null(arg, leaf) for arg in args)
    return leaf(expr)
