"""Values in wire form, read strictly, for dialects that write them down as literals."""

import base64
import json
from datetime import UTC, date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, InvalidOperation
from uuid import UUID

from tools.errors import BadInput


def _refused(value: object, kind: str) -> BadInput:
    return BadInput(f"{value!r} is no {kind}.", code="bad-value", hint=f"Give a {kind} in wire form.")


def text(value: object) -> str:
    """A string without what no store can hold: NUL and lone surrogates."""
    if not isinstance(value, str) or "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise _refused(value, "text")
    return value


def whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _refused(value, "whole number")
    return value


def number(value: object) -> Decimal:
    """A finite number, exact; floats are taken as they are written."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise _refused(value, "number")
    try:
        found = Decimal(str(value))
    except InvalidOperation as error:
        raise _refused(value, "number") from error
    if not found.is_finite():
        raise _refused(value, "number")
    return found


def boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise _refused(value, "boolean")
    return value


def uuid(value: object) -> str:
    """The canonical, lower-case form."""
    try:
        return str(UUID(text(value)))
    except ValueError as error:
        raise _refused(value, "UUID") from error


def day(value: object) -> str:
    """`YYYY-MM-DD`."""
    try:
        return date.fromisoformat(text(value)).isoformat()
    except ValueError as error:
        raise _refused(value, "date") from error


def moment(value: object) -> str:
    """In UTC with exactly milliseconds, finer digits cut off: `2026-01-01T00:00:00.000Z`."""
    try:
        found = datetime.fromisoformat(text(value))
    except ValueError as error:
        raise _refused(value, "moment with zone") from error
    if found.tzinfo is None:
        raise _refused(value, "moment with zone")
    shown = found.astimezone(UTC).replace(tzinfo=None)
    return f"{shown.isoformat(timespec='milliseconds')}Z"


def octets(value: object) -> bytes:
    """The bytes of a base64 text, or the bytes themselves."""
    if isinstance(value, bytes):
        return value
    try:
        return base64.b64decode(text(value), validate=True)
    except ValueError as error:
        raise _refused(value, "base64 text") from error


def document(value: object) -> str:
    """Compact JSON text, without what no string may hold."""
    _check_strings(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _check_strings(value: object) -> None:
    match value:
        case str():
            text(value)
        case dict():
            for key, item in value.items():
                _check_strings(key)
                _check_strings(item)
        case list() | tuple():
            for item in value:
                _check_strings(item)


def scaled(value: Decimal, scale: int) -> Decimal:
    """How many units of 10^-scale the value is; exact, perhaps with a fraction left."""
    return value.scaleb(scale) if value else Decimal(0)


def ceiling(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_CEILING))


def floor(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_FLOOR))


def whole_bounds(low: Decimal | None, high: Decimal | None) -> tuple[str | None, str | None]:
    """The least and greatest whole numbers within the bounds, as literals."""
    return (
        str(ceiling(low)) if low is not None else None,
        str(floor(high)) if high is not None else None,
    )


def between(column: str, low: str | None, high: str | None) -> str | None:
    """The condition that a column lies between two literals, either of which may be missing."""
    if low is not None and high is not None:
        return f"{column} BETWEEN {low} AND {high}"
    if low is not None:
        return f"{column} >= {low}"
    return f"{column} <= {high}" if high is not None else None
