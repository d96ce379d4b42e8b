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
    Text,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.compiler import compiles

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


def text() -> Text:
    """Text; it compares by code point, and a check of its table tells how long it may be."""
    return Text()


def partial(condition: str) -> dict[str, Any]:
    """Return the option of an index that covers only the rows of a condition."""
    return {"sqlite_where": sql(condition)}


def descending(column: str, *, nullable: bool) -> ColumnElement[Any]:
    """Return a key of an index in descending order."""
    return sql(f'"{column}" DESC')  # type: ignore[return-value]


def _named(name: str) -> Any:
    return lambda *_, **__: name


# A STRICT table knows these types and no others.
for _kind, _name in (
    (BigInteger, "INTEGER"),
    (Boolean, "INTEGER"),
    (Date, "TEXT"),
    (Float, "REAL"),
    (JSON, "TEXT"),
    (String, "TEXT"),
):
    compiles(_kind, "sqlite")(_named(_name))
