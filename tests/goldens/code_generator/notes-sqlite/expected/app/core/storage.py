"""Values that SQLite has no type for, and how they are stored exactly."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, Dialect, Text, TypeDecorator

from app.core.clock import to_milliseconds


class Exact(TypeDecorator[Decimal]):
    """A decimal, stored exactly as an integer that counts its smallest unit."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, precision: int, scale: int) -> None:
        super().__init__()
        self.precision = precision
        self.scale = scale

    @property
    def python_type(self) -> type[Decimal]:
        return Decimal

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value.scaleb(self.scale))

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-self.scale)


class Timestamp(TypeDecorator[datetime]):
    """A moment in UTC, stored as text in milliseconds: `2026-01-31T12:00:00.000Z`."""

    impl = Text
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return to_milliseconds(value).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Key(TypeDecorator[UUID]):
    """A UUID, stored as text in its canonical form."""

    impl = Text
    cache_ok = True

    @property
    def python_type(self) -> type[UUID]:
        return UUID

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> UUID | None:
        return None if value is None else UUID(value)


class Choice(TypeDecorator[StrEnum]):
    """Text that holds a value of an enum; a check constraint of the table guards it."""

    impl = Text
    cache_ok = True

    def __init__(self, values: type[StrEnum]) -> None:
        super().__init__()
        self.values = values

    @property
    def python_type(self) -> type[StrEnum]:
        return self.values

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.values(value)
