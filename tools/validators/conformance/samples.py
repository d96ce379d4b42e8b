"""Ordinary values of a type, countable: another number gives another value, as far as the type has them."""

import base64
from datetime import date, datetime, timedelta
from decimal import Decimal

from tools.blueprint.characters import holding
from tools.blueprint.plan.values import Default, ValueType
from tools.validators.conformance.patterns import matching_text

INT_RANGES = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**53) + 1, 2**53 - 1)}
EMAIL_LENGTH = 254
URL_LENGTH = 2048
_FIRST_DAY = date(2021, 3, 1)
_FIRST_MOMENT = datetime(2021, 3, 1, 8, 30)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SPAN = 1_000_000


def bounds(kind: ValueType) -> tuple[Decimal, Decimal]:
    """Least and greatest value of a number, from its facets and its kind."""
    if kind.kind == "decimal":
        precision, scale = kind.precision or 0, kind.scale or 0
        most = Decimal(10) ** (precision - scale) - quantum(kind)
        low, high = -most, most
    elif kind.kind == "float":
        low, high = Decimal("-1e300"), Decimal("1e300")
    else:
        low, high = (Decimal(bound) for bound in INT_RANGES[kind.kind])
    low = low if kind.minimum is None else max(low, kind.minimum)
    return low, high if kind.maximum is None else min(high, kind.maximum)


def quantum(kind: ValueType) -> Decimal:
    """The smallest difference of two values."""
    return Decimal(1).scaleb(-(kind.scale or 0)) if kind.kind == "decimal" else Decimal(1)


def decimal_text(value: Decimal, kind: ValueType) -> str:
    """A decimal as it is answered: with exactly its scale's digits."""
    return f"{value:.{kind.scale or 0}f}"


def default_value(default: Default, kind: ValueType) -> object:
    """A default as it is answered."""
    return decimal_text(Decimal(str(default.literal)), kind) if kind.kind == "decimal" else default.literal


def sample(kind: ValueType, number: int) -> object:
    """A valid value in wire form, as it is also answered."""
    match kind.kind:
        case "string" | "text":
            return _text(kind, number)
        case "int32" | "int64":
            low, high = _usual(kind)
            return int(low) + number % int(high - low + 1)
        case "decimal":
            low, high = _usual(kind)
            steps = int((high - low) / quantum(kind)) + 1
            return decimal_text(low + quantum(kind) * (number * 7 % steps), kind)
        case "float":
            low, high = _usual(kind)
            return float(low) + (number % 64) / 64 * min(float(high - low), 1.0)
        case "bool":
            return number % 2 == 0
        case "uuid":
            return f"00000000-0000-4000-8000-{number:012x}"
        case "date":
            return (_FIRST_DAY + timedelta(days=number % 20000)).isoformat()
        case "datetime":
            return f"{(_FIRST_MOMENT + timedelta(seconds=number)).isoformat(timespec='milliseconds')}Z"
        case "json":
            return {"number": number, "nested": {"list": [1, "two", None, True]}}
        case "binary":
            data = number.to_bytes(4, "big")
            most = kind.max_length or len(data)
            return base64.b64encode(data[-most:].ljust(kind.min_length or 0, b"\0")).decode()
        case "enum":
            return kind.values[number % len(kind.values)]
        case "email":
            return f"user{number}@example.com"
        case "url":
            return f"https://example.com/{number}"
        case "array":
            assert kind.items is not None
            return [sample(kind.items, number + step) for step in range(min(2, kind.max_items or 2))]
    raise ValueError(kind.kind)


def text_of(length: int, number: int) -> str:
    """A text of exactly that many code points that tells the number, as far as it has room."""
    digits = _in_base_36(number)
    return digits[-length:].rjust(length, "x") if length else ""


def kept(kind: ValueType, value: object) -> object:
    """The value as it is stored: the ASCII letters of a login become small."""
    if kind.folded and isinstance(value, str):
        return "".join(char.lower() if char.isascii() else char for char in value)
    return value


def _text(kind: ValueType, number: int) -> str:
    least, most = kind.min_length or 0, kind.max_length
    if kind.pattern is not None:
        found = matching_text(kind.pattern, number, least, most)
        if found is None:
            raise ValueError(f"no text of {least} to {most} characters matches {kind.pattern}")
        return found
    text = f"value {number}".ljust(least, "x")
    return holding(kind.needs, text_of(most, number) if most is not None and len(text) > most else text)


def _usual(kind: ValueType) -> tuple[Decimal, Decimal]:
    """A modest range inside the bounds."""
    low, high = bounds(kind)
    start = low if low > 0 or high <= 1 else Decimal(1) if high > 1 else low
    if kind.minimum is not None and kind.maximum is not None and high - low < _SPAN:
        start = low
    return start, min(high, start + _SPAN)


def _in_base_36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits
