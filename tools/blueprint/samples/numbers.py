"""Whole numbers and decimals within their bounds."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from tools.blueprint.plan.values import ValueType

_RANGES = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**53) + 1, 2**53 - 1)}


def whole_bounds(type: ValueType) -> tuple[int, int]:
    """Least and greatest whole number that the type takes."""
    low, high = _RANGES[type.kind]
    return (
        low if type.minimum is None else _ceiling(type.minimum),
        high if type.maximum is None else _floor(type.maximum),
    )


def scaled_bounds(type: ValueType) -> tuple[int, int]:
    """Least and greatest decimal that the type takes, in units of its last digit."""
    scale = type.scale or 0
    limit: int = 10 ** (type.precision or 0) - 1
    low = -limit if type.minimum is None else max(-limit, _ceiling(_times(type.minimum, scale)))
    high = limit if type.maximum is None else min(limit, _floor(_times(type.maximum, scale)))
    return low, high


def decimal_text(units: int, scale: int) -> str:
    """`1250`, 2 → `12.50`."""
    digits = str(abs(units)).rjust(scale + 1, "0")
    sign = "-" if units < 0 else ""
    return f"{sign}{digits[:-scale]}.{digits[-scale:]}" if scale else f"{sign}{digits}"


def _times(value: Decimal, scale: int) -> Decimal:
    return value.scaleb(scale)


def _ceiling(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_CEILING))


def _floor(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_FLOOR))
