"""Decimals that a store keeps as whole numbers of their smallest unit, and what may be computed with them."""

from collections.abc import Iterator
from decimal import Decimal

from tools.blueprint.plan.expr import Argument, Call, ColumnValue, Expr, Literal, Related
from tools.blueprint.plan.values import ValueType
from tools.errors import Unsupported

_EXACT = frozenset({"add", "div", "eq", "ge", "gt", "if", "in", "le", "lt", "mod", "mul", "ne", "sub"})


def is_decimal(expr: Expr) -> bool:
    """Whether the value is a decimal."""
    return expr.type is not None and expr.type.kind == "decimal"


def is_whole(expr: Expr) -> bool:
    """Whether the value is a whole number."""
    return expr.type is not None and expr.type.kind in ("int32", "int64")


def folded(expr: Expr) -> Expr:
    """A negated constant is a constant."""
    match expr:
        case Call(function="neg", args=(Literal(value=int() | Decimal() | float() as value, type=kind),)):
            return Literal(-value, kind)
    return expr


def unit(expr: Expr) -> ValueType | None:
    """The decimal type whose smallest unit the value counts, by what it is computed of."""
    leaves = (leaf for leaf in _leaves(expr) if not isinstance(leaf, Literal) and is_decimal(leaf))
    return next((leaf.type for leaf in leaves), expr.type)


def is_product(function: str, args: tuple[Expr, ...]) -> bool:
    """Whether it is so many of a decimal: one of the same unit."""
    if function != "mul":
        return False
    decimal, times = sorted(args, key=lambda arg: not is_decimal(arg))
    return isinstance(decimal, ColumnValue) and is_decimal(decimal) and is_whole(times)


def require_exact(function: str, args: tuple[Expr, ...]) -> None:
    """Decimals go together only where they count the same unit."""
    if function not in _EXACT or is_product(function, args):
        return
    operands = args[1:] if function == "if" else args
    kinds = {arg.type.kind for arg in operands if arg.type is not None}
    if "decimal" not in kinds and not any(_items_are_decimal(arg) for arg in operands):
        return
    given = [folded(arg) for arg in operands]
    scales = {_scale(arg) for arg in given if not isinstance(arg, Literal)}
    constants = [value for arg in given if isinstance(arg, Literal) for value in _constants(arg.value)]
    finest = max((-int(value.as_tuple().exponent) for value in constants), default=0)
    if function == "if" and not scales:
        return
    scale = scales.pop() if len(scales) == 1 else None
    if function in ("mul", "div", "mod") or scale is None or finest > scale:
        raise Unsupported(
            "Computing with decimals of different scales in a condition of this datastore,",
            function,
            ("decimals of one scale", "constants of at most that scale"),
            hint="Compare decimals of one scale, or find the row first and check it in a step of its own.",
            code="condition-unsupported",
        )


def _leaves(expr: Expr) -> Iterator[Expr]:
    """The values that are added, subtracted, multiplied and chosen from."""
    if isinstance(expr, Call):
        for arg in expr.args[1:] if expr.function == "if" else expr.args:
            yield from _leaves(arg)
    else:
        yield expr


def _items_are_decimal(expr: Expr) -> bool:
    return expr.type is not None and expr.type.items is not None and expr.type.items.kind == "decimal"


def _constants(value: object) -> list[Decimal]:
    values = value if isinstance(value, tuple) else (value,)
    return [Decimal(item) for item in values if isinstance(item, Decimal | int) and not isinstance(item, bool)]


def _scale(expr: Expr) -> int | None:
    """Digits after the point that the store keeps of a value; None where it keeps no value, or not of one scale."""
    match expr:
        case ColumnValue() | Argument() | Related():
            return (expr.type.scale or 0) if expr.type is not None and expr.type.kind == "decimal" else 0
        case Call(function="mul", args=args) if is_product("mul", args):
            return _scale(next(arg for arg in args if is_decimal(arg)))
        case Call(function="neg" | "add" | "sub" | "if" as function, args=args):
            operands = args[1:] if function == "if" else args
            scales = {_scale(arg) for arg in map(folded, operands) if not isinstance(arg, Literal)}
            return scales.pop() if len(scales) == 1 else None
    return 0 if expr.type is not None and expr.type.kind != "decimal" and not isinstance(expr, Literal) else None
