"""Column types: how values of the domain are stored in SQLite."""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    Float,
    Integer,
    LargeBinary,
    String,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.sqlite import insert

from app.core.storage import Choice, Exact, Key, Timestamp

__all__ = [
    "BigInteger",
    "Boolean",
    "Choice",
    "Date",
    "Document",
    "Exact",
    "Float",
    "Integer",
    "Key",
    "LargeBinary",
    "Timestamp",
    "descending",
    "insert",
    "partial",
    "text",
]

Document = JSON(none_as_null=True)


def text(length: int | None = None) -> String:
    """Text; it compares by code point."""
    return String(length)


def partial(condition: str) -> dict[str, Any]:
    """Return the option of an index that covers only the rows of a condition."""
    return {"sqlite_where": sql(condition)}


def descending(column: str, *, nullable: bool) -> ColumnElement[Any]:
    """Return a key of an index in descending order."""
    return sql(f'"{column}" DESC')  # type: ignore[return-value]
