"""How values are read and written."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from app.core.values import Clean, Date, DateTime, DecimalString, Id, Int64, scaled

_PRICE: TypeAdapter[Decimal] = TypeAdapter(
    Annotated[DecimalString, Field(max_digits=10, decimal_places=2), scaled(2)]
)


def test_reads_a_moment_in_any_zone_and_writes_it_in_utc() -> None:
    adapter: TypeAdapter[datetime] = TypeAdapter(DateTime)
    moment = adapter.validate_python("2026-01-31T12:00:00.123999+02:00")
    assert moment == datetime(2026, 1, 31, 10, 0, 0, 123000, tzinfo=UTC)
    assert adapter.dump_json(moment) == b'"2026-01-31T10:00:00.123Z"'


@pytest.mark.parametrize(
    "text",
    ["2026-01-31T12:00:00", "2026-01-31 12:00:00Z", "2026-01-31T12:00:60Z", "2026-02-30T12:00:00Z", 5, None],
)
def test_refuses_what_is_no_moment(text: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(DateTime).validate_python(text)


def test_writes_a_decimal_with_its_whole_scale() -> None:
    assert _PRICE.dump_json(_PRICE.validate_python("12.5")) == b'"12.50"'


@pytest.mark.parametrize("value", ["1e2", "NaN", "1.234", " 1", "+1", 1, 1.5])
def test_refuses_what_is_no_decimal_of_the_scale(value: Any) -> None:
    with pytest.raises(ValidationError):
        _PRICE.validate_python(value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Date, "2026-02-30"), (Date, "20260101"), (Id, "not-a-uuid"), (Annotated[str, Clean], "a\0b")],
)
def test_refuses_other_malformed_values(kind: Any, value: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)


def test_bounds_whole_numbers_to_what_json_keeps() -> None:
    adapter: TypeAdapter[int] = TypeAdapter(Int64)
    assert adapter.validate_json(b"9007199254740991", strict=True) == 2**53 - 1
    assert adapter.validate_json(b"7.0", strict=True) == 7
    for text in (b"9007199254740992", b"1e30", b"1.5", b'"1"', b"true"):
        with pytest.raises(ValidationError):
            adapter.validate_json(text, strict=True)
