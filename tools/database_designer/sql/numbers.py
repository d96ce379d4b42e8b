"""Numbers inside conditions: exact also where a store counts decimals in units of 10^-scale."""

from dataclasses import dataclass, replace
from decimal import Decimal

from tools.blueprint.plan.values import ValueType
from tools.errors import Unsupported
from tools.packs.datastores import wire

MAX_DIGITS = 18
"""Every whole number of 18 digits fits into 64 bits; one of 19 may not."""

_WHOLE_DIGITS = {"int32": 10, "int64": 16}
"""int64 stays within 2^53 - 1 of zero."""

_ROUNDED = {"lt": wire.ceiling, "ge": wire.ceiling, "gt": wire.floor, "le": wire.floor}
"""Where a bound lies between two units, the comparison is the same with the unit on this side."""


@dataclass(frozen=True, slots=True)
class Number:
    """A numeric operand: its SQL, or its exact value where it is a constant.

    In a store of scaled decimals the SQL counts units of 10^-scale; `digits` bounds its magnitude.
    """

    sql: str
    scale: int
    digits: int
    nullable: bool
    constant: Decimal | None = None


def column_number(sql: str, type: ValueType, nullable: bool) -> Number:
    """The number in a column of a whole or decimal type."""
    scale = type.scale or 0
    digits = type.precision or _WHOLE_DIGITS[type.kind]
    if type.minimum is not None and type.maximum is not None:
        greatest = wire.ceiling(wire.scaled(max(abs(type.minimum), abs(type.maximum)), scale))
        digits = min(digits, len(str(greatest)))
    return Number(sql, scale, digits, nullable)


def constant(value: Decimal) -> Number:
    """A literal; negative ones stand in parentheses, so that no operator runs into their sign."""
    shown = format(value, "f")
    exponent = value.as_tuple().exponent
    scale = max(0, -exponent) if isinstance(exponent, int) else 0
    digits = len(str(abs(wire.floor(wire.scaled(abs(value), scale)))))
    return Number(f"({shown})" if value < 0 else shown, scale, digits, False, value)


def limited(number: Number) -> Number:
    """The number, when it is sure to fit; Unsupported otherwise."""
    if number.digits > MAX_DIGITS:
        raise Unsupported(
            "A calculation of this size",
            f"{number.digits} digits",
            (f"{MAX_DIGITS} digits",),
            hint="Give the attributes smaller precision or bounds, or choose another datastore.",
            code="check-too-large",
        )
    return number


def at_scale(number: Number, scale: int) -> Number:
    """The number in units of 10^-scale, which is at least its own scale."""
    if number.constant is not None:
        units = wire.floor(wire.scaled(number.constant, scale))
        return limited(replace(constant(Decimal(units)), scale=scale, constant=number.constant))
    if scale == number.scale:
        return number
    shift = scale - number.scale
    return limited(Number(f"({number.sql} * {10**shift})", scale, number.digits + shift, number.nullable))


def compared(function: str, left: Number, right: Number) -> tuple[Number, Number] | bool:
    """Both sides in the same units, ready for the operator; a bool where no row can change the answer."""
    if left.constant is not None and right.constant is None:
        turned = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}.get(function, function)
        swapped = compared(turned, right, left)
        return swapped if isinstance(swapped, bool) else (swapped[1], swapped[0])
    if right.constant is not None and right.scale > left.scale and left.constant is None:
        units = wire.scaled(right.constant, left.scale)
        if units != units.to_integral_value():
            if function in ("eq", "ne"):
                return function == "ne"
            rounded = Decimal(_ROUNDED[function](units))
            return left, replace(constant(rounded), scale=left.scale)
        return left, replace(constant(Decimal(wire.floor(units))), scale=left.scale)
    scale = max(left.scale, right.scale)
    return at_scale(left, scale), at_scale(right, scale)
