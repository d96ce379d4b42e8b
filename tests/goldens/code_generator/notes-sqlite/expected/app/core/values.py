"""The value types of bodies and queries, and how they are written."""

import base64
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from app.core.clock import to_milliseconds
from app.core.reading import (
    binary_value,
    clean_value,
    date_value,
    datetime_value,
    decimal_value,
    document_value,
    refuse,
    uuid_value,
    whole_value,
)

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,18})", re.ASCII)
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,300})(\.[0-9]{1,300})?([eE][+-]?[0-9]{1,3})?", re.ASCII)


def format_datetime(value: datetime) -> str:
    """Write a moment in UTC with exactly three decimals: `2026-01-31T12:00:00.000Z`."""
    return to_milliseconds(value).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def _integer_text(value: Any) -> int:
    if not isinstance(value, str) or not _INTEGER.fullmatch(value):
        raise refuse("type", "Must be a whole number.")
    return int(value)


def _number_text(value: Any) -> float:
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise refuse("type", "Must be a number.")
    return float(value)


def _boolean_text(value: Any) -> bool:
    if value not in ("true", "false"):
        raise refuse("type", "Must be true or false.")
    return bool(value == "true")


def _list_text(value: Any) -> Any:
    return [item for part in value for item in str(part).split(",")] if isinstance(value, list) else value


def _distinct(keys: tuple[str, ...]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for key in keys:
        first.setdefault(key.removeprefix("-"), key)
    return tuple(first.values())


def _lower_ascii(value: str) -> str:
    return "".join(char.lower() if char.isascii() else char for char in value)


Clean = AfterValidator(clean_value)
"""Refuses NUL in a string; the length of a string counts code points."""
LowerCase = AfterValidator(_lower_ascii)
"""Folds ASCII letters: what accounts are known by is compared without regard to case."""
Int32 = Annotated[int, BeforeValidator(whole_value), Field(ge=-(2**31), le=2**31 - 1)]
Int64 = Annotated[int, BeforeValidator(whole_value), Field(ge=-(2**53) + 1, le=2**53 - 1)]
Float = Annotated[float, Field(allow_inf_nan=False)]
DecimalString = Annotated[Decimal, BeforeValidator(decimal_value)]
"""A decimal number; a string on the wire."""
Date = Annotated[date, BeforeValidator(date_value)]
DateTime = Annotated[
    datetime,
    BeforeValidator(datetime_value),
    PlainSerializer(format_datetime, return_type=str, when_used="json"),
]
Id = Annotated[UUID, BeforeValidator(uuid_value)]
Binary = Annotated[
    bytes,
    BeforeValidator(binary_value),
    PlainSerializer(lambda value: base64.b64encode(value).decode(), return_type=str, when_used="json"),
]
JsonDocument = Annotated[Any, BeforeValidator(document_value)]

Int32Text = Annotated[int, BeforeValidator(_integer_text), Field(ge=-(2**31), le=2**31 - 1)]
Int64Text = Annotated[int, BeforeValidator(_integer_text), Field(ge=-(2**53) + 1, le=2**53 - 1)]
FloatText = Annotated[float, BeforeValidator(_number_text), Field(allow_inf_nan=False)]
BooleanText = Annotated[bool, BeforeValidator(_boolean_text)]
ListText = BeforeValidator(_list_text)
"""Several values in one parameter, with commas between them."""
Distinct = AfterValidator(_distinct)
"""A sort key that is named again decides nothing: rows that are equal in it stay so."""


def scaled(places: int) -> PlainSerializer:
    """Write a decimal with exactly this many places."""
    return PlainSerializer(lambda value: f"{value:.{places}f}", return_type=str, when_used="json")
