"""Reads values from their wire form, strictly: nothing is coerced."""

import base64
import json
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic_core import PydanticCustomError

from app.core.clock import to_milliseconds

_DECIMAL = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_DATETIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?"
    r"(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])",
    re.ASCII,
)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}", re.ASCII)
_JSON_BYTES = 65_536


def refuse(code: str, message: str) -> PydanticCustomError:
    """Return the error that pydantic collects for one value."""
    return PydanticCustomError(code, message)


def _text(value: Any, pattern: re.Pattern[str], what: str) -> str:
    if not isinstance(value, str):
        raise refuse("type", f"Must be {what}, in a string.")
    if not pattern.fullmatch(value):
        raise refuse("format", f"Must be {what}.")
    return value


def clean_value(value: str) -> str:
    """Refuse NUL."""
    if "\0" in value:
        raise refuse("format", "Must not contain the character NUL.")
    return value


def whole_value(value: Any) -> Any:
    """Take a number without a fraction for whole, however it is spelled: `1.0` is `1`."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def decimal_value(value: Any) -> Decimal:
    """Read a decimal number from a string."""
    return value if isinstance(value, Decimal) else Decimal(_text(value, _DECIMAL, "a decimal number"))


def date_value(value: Any) -> date:
    """Read `2026-01-31`."""
    if isinstance(value, date):
        return value
    text = _text(value, _DATE, "a date, like 2026-01-31")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refuse("format", "Must be a day of the calendar.") from None


def datetime_value(value: Any) -> datetime:
    """Read a moment with zone; finer digits than milliseconds are cut off."""
    if isinstance(value, datetime):
        return value
    text = _text(value, _DATETIME, "a date and time with zone, like 2026-01-31T12:00:00Z")
    try:
        return to_milliseconds(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        raise refuse("format", "Must be a moment within the years 1 to 9999 in UTC.") from None


def uuid_value(value: Any) -> UUID:
    """Read a UUID."""
    return value if isinstance(value, UUID) else UUID(_text(value, _UUID, "a UUID"))


def binary_value(value: Any) -> bytes:
    """Read base64."""
    if isinstance(value, bytes):
        return value
    if not isinstance(value, str):
        raise refuse("type", "Must be base64, in a string.")
    if len(value) % 4 or not _BASE64.fullmatch(value):
        raise refuse("format", "Must be padded base64.")
    return base64.b64decode(value)


def document_value(value: Any) -> Any:
    """Accept a JSON object or array."""
    if not isinstance(value, dict | list):
        raise refuse("type", "Must be a JSON object or array.")
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except ValueError:
        raise refuse("maximum", "Must be a finite number.") from None
    if "\\u0000" in text and "\0" in "".join(_strings(value)):
        raise refuse("format", "Must not contain the character NUL.")
    if len(text.encode()) > _JSON_BYTES:
        raise refuse("max_length", "Must have 65536 bytes at most.")
    return value


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for pair in value.items() for item in pair for text in _strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return [value] if isinstance(value, str) else []
