"""Types with their facets: every default is settled here, once for all targets."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from tools.blueprint.model import Attribute, Constrained
from tools.blueprint.model import AttributeType as T
from tools.blueprint.plan.values import Default, ValueType

STRING_LENGTH = 255
TEXT_LENGTH = 10_000
EMAIL_LENGTH = 254
URL_LENGTH = 2048
BINARY_LENGTH = 65_535
"""A multiple of three, so that base64 text can state the limit exactly."""
PRECISION, SCALE = 12, 2
MAX_ITEMS = 100
INT32 = (Decimal(-(2**31)), Decimal(2**31 - 1))
INT64 = (Decimal(-(2**53) + 1), Decimal(2**53 - 1))
"""What every JSON implementation reads exactly (RFC 7493); VALUES.md says why."""

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
EMAIL_PATTERN = rf"{_ATOM}(\.{_ATOM})*@{_LABEL}(\.{_LABEL})+"
URL_PATTERN = r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?([/?#][!-~]*)?"

_LENGTHS = {
    T.STRING: STRING_LENGTH,
    T.TEXT: TEXT_LENGTH,
    T.EMAIL: EMAIL_LENGTH,
    T.URL: URL_LENGTH,
    T.BINARY: BINARY_LENGTH,
}
_PATTERNS = {T.EMAIL: EMAIL_PATTERN, T.URL: URL_PATTERN}


def value_type(source: Constrained, enum: str | None = None) -> ValueType:
    """The type with every facet final. `enum` names an enum's class."""
    kind = source.type
    result = ValueType(kind=kind.value)
    if kind in _LENGTHS:
        result = replace(
            result,
            min_length=source.min_length or 0,
            max_length=source.max_length or _LENGTHS[kind],
            pattern=source.pattern or _PATTERNS.get(kind),
        )
    elif kind in (T.INT32, T.INT64):
        low, high = INT32 if kind is T.INT32 else INT64
        result = replace(result, minimum=_bound(source.minimum, low, max), maximum=_bound(source.maximum, high, min))
    elif kind is T.DECIMAL:
        precision = source.precision or max(PRECISION, source.scale or 0)
        scale = source.scale if source.scale is not None else min(SCALE, precision)
        most = (Decimal(10) ** precision - 1).scaleb(-scale)
        result = replace(
            result,
            precision=precision,
            scale=scale,
            minimum=_bound(source.minimum, -most, max),
            maximum=_bound(source.maximum, most, min),
        )
    elif kind is T.FLOAT:
        result = replace(result, minimum=source.minimum, maximum=source.maximum)
    elif kind is T.ENUM:
        result = replace(result, values=source.values, enum=enum)
    elif kind is T.ARRAY:
        result = array_of(value_type(Constrained(type=source.items or T.STRING)), source.max_items)
    return result


def array_of(items: ValueType, most: int | None) -> ValueType:
    """A list of such values."""
    return ValueType("array", items=items, max_items=most or MAX_ITEMS)


def default_of(attribute: Attribute) -> Default | None:
    """What the column gets when nothing was sent."""
    if attribute.default is None:
        return None
    if attribute.type is T.DATETIME and attribute.default == "now":
        return Default(now=True)
    if attribute.type is T.DECIMAL:
        return Default(literal=str(attribute.default))
    return Default(literal=attribute.default)


def _bound(given: Decimal | None, limit: Decimal, choose: Callable[[Decimal, Decimal], Decimal]) -> Decimal:
    return limit if given is None else choose(given, limit)
