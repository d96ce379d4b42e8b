"""Conditions that hold SQLite's few storage classes to the neutral value types."""

from collections.abc import Callable
from decimal import Decimal

from tools.blueprint.plan.values import ValueType
from tools.packs.datastores import wire
from tools.packs.datastores.dialect import Domain

MOMENT = "%Y-%m-%dT%H:%M:%fZ"
"""strftime's spelling of a moment in UTC with milliseconds."""

GREATEST_FLOAT = "1.7976931348623157e308"
_INT32 = (Decimal(-(2**31)), Decimal(2**31 - 1))
_TEXTS = frozenset({"string", "text", "email", "url"})


def domain(column: str, type: ValueType, string: Callable[[str], str]) -> tuple[Domain, ...]:
    """Conditions in a fixed order; a null passes each of them."""
    found: list[Domain] = []

    def add(suffix: str, condition: str | None) -> None:
        if condition is not None:
            found.append(Domain(suffix, condition))

    match type.kind:
        case kind if kind in _TEXTS or kind == "binary":
            add("length", _length(column, type))
        case "enum":
            add("values", f"{column} IN ({', '.join(map(string, type.values))})")
        case "bool":
            add("form", f"{column} IN (0, 1)")
        case "int32":
            add("range", wire.between(column, *wire.whole_bounds(*_narrowed(type, _INT32))))
        case "int64":
            add("range", wire.between(column, *wire.whole_bounds(type.minimum, type.maximum)))
        case "decimal":
            add("range", wire.between(column, *_units(type)))
        case "float":
            add("finite", f"abs({column}) <= {GREATEST_FLOAT}")
            add("range", wire.between(column, _real(type.minimum), _real(type.maximum)))
        case "uuid":
            add("form", f"length({column}) = 36 AND {column} NOT GLOB '*[^0-9a-f-]*'")
        case "date":
            # The shift by no days makes the engine normalise: 30 February becomes another day than itself.
            normalised = _on_its_day(f"date({column}, '+0 days')")
            add("form", f"{column} IS {normalised} AND {column} >= '0001-01-01'")
        case "datetime":
            normalised = _on_its_day(f"strftime('{MOMENT}', {column}, '+0 days')")
            add("form", f"{column} IS {normalised} AND {column} >= '0001-01-01'")
        case "json":
            add("form", _json_form(column, "IN ('object', 'array')"))
        case "array":
            add("form", _array_form(column, type.max_items))
    return tuple(found)


def _on_its_day(normalised: str) -> str:
    """The engine takes 1 March 300, and no other day of its calendar, for the day before, which that year has not."""
    return f"replace({normalised}, '0300-02-29', '0300-03-01')"


def _length(column: str, type: ValueType) -> str | None:
    least = str(type.min_length) if type.min_length else None
    most = str(type.max_length) if type.max_length is not None else None
    return wire.between(f"length({column})", least, most)


def _narrowed(type: ValueType, bounds: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
    low, high = bounds
    return (
        low if type.minimum is None else max(low, type.minimum),
        high if type.maximum is None else min(high, type.maximum),
    )


def _units(type: ValueType) -> tuple[str | None, str | None]:
    """Bounds in units of 10^-scale, never beyond the digits that the type has."""
    scale = type.scale or 0
    most = Decimal(10) ** (type.precision or 18) - 1
    low = -most if type.minimum is None else max(-most, wire.scaled(type.minimum, scale))
    high = most if type.maximum is None else min(most, wire.scaled(type.maximum, scale))
    return wire.whole_bounds(low, high)


def _real(value: Decimal | None) -> str | None:
    return repr(float(value)) if value is not None else None


def _array_form(column: str, max_items: int | None) -> str:
    counted = f" AND json_array_length({column}) <= {max_items}" if max_items is not None else ""
    return _json_form(column, f"= 'array'{counted}")


def _json_form(column: str, rest: str) -> str:
    # json_valid answers 0 for null, and json_type fails on what is no JSON, so the order matters.
    return f"{column} IS NULL OR json_valid({column}) AND json_type({column}) {rest}"
