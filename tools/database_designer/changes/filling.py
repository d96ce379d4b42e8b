"""Values that rows get which are there already, read against the columns that they are for."""

import json
from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from tools.blueprint.check.values import fits
from tools.blueprint.edit.fills import Fills
from tools.blueprint.edit.values import check_depth
from tools.blueprint.names import snake
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, Table
from tools.blueprint.plan.values import Default, ValueType
from tools.blueprint.text import line
from tools.errors import BadInput
from tools.packs.datastores.dialect import SqlDialect

Filled = Mapping[tuple[str, str], Default]
"""By the logical names of table and column."""
_SHOWN = 60
"""Characters of a value that people are shown."""


def filled(plan: RenderPlan, fills: Fills, dialect: SqlDialect) -> Filled:
    """The fills of columns. Raises BadInput where there is no such attribute, or where the value is none of it."""
    return dict(_filled(plan, fills, dialect))


def shown(default: Default, *, sensitive: bool = False) -> str:
    """The value in a sentence for people."""
    if default.now:
        return "the moment of the migration"
    return "the value that was given" if sensitive else _short(default.literal)


def _filled(plan: RenderPlan, fills: Fills, dialect: SqlDialect) -> Iterator[tuple[tuple[str, str], Default]]:
    for address, value in fills.items():
        table, column = _column(plan, address)
        default = Default(now=True) if (value, column.type.kind) == ("now", "datetime") else Default(literal=value)
        if not _can_hold(default, column.type, dialect):
            raise _refused(f"{_short(value)} cannot be {line(address)}.", _wanted(column.type))
        yield (table.name.snake, column.name.snake), default


def _column(plan: RenderPlan, address: str) -> tuple[Table, Column]:
    """The column of `Book.isbn`; of the value of a link, `Article.tags.position`."""
    *holder, own = map(snake, address.split("."))
    tables = [table for table in plan.tables if table.name.snake == "_".join(holder) and table.role != "system"]
    found = [(table, item) for table in tables for item in table.columns if item.name.snake == own]
    if not found or found[0][1].reference is not None or found[0][1].generated_key is not None:
        raise _refused(f"There is no attribute `{line(address)}` that rows could get a value of.", "Name another one.")
    return found[0]


def _can_hold(default: Default, type: ValueType, dialect: SqlDialect) -> bool:
    """Whether it is a value of the type, and the store can say it."""
    try:
        check_depth(_plain(default.literal))
        if not default.now and not fits(default.literal, type):
            return False
        dialect.default(default, type)
    except (BadInput, OverflowError, ValueError):
        # Numbers beyond all bounds, moments outside of the calendar, what no JSON is.
        return False
    return True


def _short(value: object) -> str:
    """In quotes that do not stand in it, as it was said: no escapes, but for what no output can hold."""
    try:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError):
        # Python writes down no whole number of thousands of digits, and nothing that is nested as deep.
        return "that value"
    text = line(text).encode(errors="replace").decode()
    text = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    mark = "`" if '"' in text and "`" not in text else '"'
    return f"{mark}{text}{mark}"


def _plain(value: object) -> JsonValue:
    return value if isinstance(value, dict | list) else None


def _wanted(type: ValueType) -> str:
    if type.kind == "enum":
        return f"It is one of {', '.join(map(_short, type.values))}."
    return f"It is of type {type.kind}: give a value that a request may send, or none."


def _refused(message: str, hint: str) -> BadInput:
    return BadInput(message, hint=hint, code="bad-fill", path="fill")
