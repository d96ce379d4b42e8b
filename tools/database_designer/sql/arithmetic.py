"""Sums, products and quotients as SQL."""

from collections.abc import Sequence

from tools.database_designer.sql.numbers import Number, at_scale, constant, limited
from tools.errors import Unsupported
from tools.packs.datastores.dialect import SqlDialect

_SIGNS = {"add": "+", "sub": "-", "mul": "*", "div": "/", "mod": "%"}


def calculated(function: str, operands: Sequence[Number], dialect: SqlDialect, kind: str) -> Number:
    """The result of an operator, of this kind (int64, decimal or float); a division by zero is null."""
    scaled = kind != "float" and dialect.scaled_decimals
    if function == "neg":
        (only,) = operands
        if only.constant is not None:
            return constant(-only.constant)
        return Number(f"(-{only.sql})", only.scale, only.digits, only.nullable)
    left, right = operands
    # Two constants would be added up as integers of 32 bits; one exact operand widens the other.
    exact = kind != "float" and (left.constant is None or right.constant is not None)
    widened = kind != "float" and right.constant is None
    nullable = left.nullable or right.nullable or function in ("div", "mod")
    if scaled and function != "mul":
        scale = max(left.scale, right.scale)
        left, right = at_scale(left, scale), at_scale(right, scale)
    if scaled and function == "mul":
        left, right = at_scale(left, left.scale), at_scale(right, right.scale)
    one = dialect.exact(left.sql) if exact else left.sql
    other = dialect.exact(right.sql) if widened else right.sql
    scale, digits = _size(function, left, right)
    match function:
        case "div" if kind == "int64":
            sql = dialect.quotient(one, f"NULLIF({other}, 0)")
        case "div" if scaled:
            raise Unsupported(
                "Dividing decimals in a check of this datastore,",
                "div",
                ("add", "sub", "mul"),
                hint="Multiply the other side of the comparison instead.",
                code="check-unsupported",
            )
        case "div" | "mod":
            sql = f"({one} {_SIGNS[function]} NULLIF({other}, 0))"
        case _:
            sql = f"({one} {_SIGNS[function]} {other})"
    result = Number(sql, scale, digits, nullable)
    return limited(result) if scaled else result


def _size(function: str, left: Number, right: Number) -> tuple[int, int]:
    """Scale and digits of the result at most."""
    match function:
        case "mul":
            return left.scale + right.scale, left.digits + right.digits
        case "div":
            return 0, left.digits
        case "mod":
            return max(left.scale, right.scale), right.digits
    return max(left.scale, right.scale), max(left.digits, right.digits) + 1
