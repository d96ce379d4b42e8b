"""Cursors: the values of the keys in one row of a list, and which list that was.

A cursor is no secret and lets nobody see more: the conditions of its list hold whatever it says.
"""

import base64
import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import BigInteger

from app.core.clock import to_milliseconds
from app.core.errors import FieldError
from app.core.validation import invalid
from app.repositories.ordering import Key, Listing


def encode(listing: Listing, values: Sequence[Any]) -> str:
    """Write the cursor of the row with these key values."""
    document = json.dumps([_mark(listing), *values], default=str, separators=(",", ":"))
    return base64.urlsafe_b64encode(document.encode()).decode().rstrip("=")


def decode(listing: Listing, keys: Sequence[Key]) -> list[Any]:
    """Read the key values from the cursor; refuses (422) one of another list, filter or order."""
    text = listing.cursor or ""
    try:
        document = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True))
        mark, *values = document
        if mark != _mark(listing):
            raise ValueError("the cursor belongs to another list")
        return [_read(key, value) for key, value in zip(keys, values, strict=True)]
    except (ValueError, TypeError, OverflowError, InvalidOperation, RecursionError):
        message = "This cursor does not belong to this list and order."
        raise invalid([FieldError("format", message, parameter="cursor")]) from None


def _mark(listing: Listing) -> str:
    """Tell a list, as it was asked for, from all others."""
    asked = [listing.of, sorted(listing.filters.items()), listing.sort]
    return hashlib.sha256(json.dumps(asked, default=str).encode()).hexdigest()[:16]


def _read(key: Key, value: Any) -> Any:
    """Return the value as the column could hold it; the store fails at any other."""
    if value is None:
        if not key.nullable:
            raise ValueError("null where there is none")
        return None
    column: Any = key.expression.type
    kind = column.python_type
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not (kind if kind in (bool, int, float) else str):
        raise TypeError("not of the key's type")
    if isinstance(value, str):
        value = _READERS.get(kind, kind)(value)
    if kind in _LIMITS and not _LIMITS[kind](column, value):
        raise ValueError("beyond the column")
    return value


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment has a zone")
    return to_milliseconds(moment)


_READERS: Mapping[type, Callable[[str], Any]] = {date: date.fromisoformat, datetime: _moment}


def _fits_integer(column: Any, value: int) -> bool:
    limit = 2**63 if isinstance(column, BigInteger) else 2**31
    return -limit <= value < limit


def _fits_decimal(column: Any, value: Decimal) -> bool:
    if not value.is_finite() or abs(value) >= Decimal(10) ** (column.precision - column.scale):
        return False
    return -int(value.as_tuple().exponent) <= int(column.scale)


def _fits_text(_: Any, value: str) -> bool:
    value.encode()
    return "\0" not in value


_LIMITS: Mapping[type, Callable[[Any, Any], bool]] = {
    int: _fits_integer,
    float: lambda _, value: math.isfinite(value),
    Decimal: _fits_decimal,
    str: _fits_text,
}
