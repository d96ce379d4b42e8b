"""Constraints that a write can run into, and what the caller is told."""

from tools.blueprint.lower.errors import standard
from tools.blueprint.plan.operation import Conflict
from tools.blueprint.plan.shapes import ErrorCase
from tools.blueprint.plan.table import Table


def on_write(table: Table, columns: frozenset[str]) -> tuple[Conflict, ...]:
    """Conflicts of an insert or update that sets these columns."""
    found: list[Conflict] = []
    for column in table.columns:
        if column.reference is not None and column.name.snake in columns:
            name = column.reference.constraint
            found.append(Conflict(name, "reference", (column.name.snake,), standard("validation_failed")))
    for check in table.checks:
        if columns & set(check.columns):
            found.append(Conflict(check.name, "check", check.columns, standard("validation_failed"), check.message))
    for unique in table.uniques:
        if columns & set(unique.columns):
            found.append(Conflict(unique.name, "unique", unique.columns, standard("conflict")))
    return tuple(found)


def on_insert(table: Table, columns: frozenset[str]) -> tuple[Conflict, ...]:
    """Conflicts of an insert: also a natural key that exists already."""
    key = frozenset(table.primary_key)
    found = on_write(table, columns)
    if key <= columns and table.columns and not table.column(table.primary_key[0]).generated_key:
        return (*found, Conflict(f"{table.physical}_pkey", "unique", table.primary_key, standard("conflict")))
    return found


def on_delete(table: Table, tables: dict[str, Table]) -> tuple[Conflict, ...]:
    """Conflicts of a delete: rows elsewhere that still refer to this one."""
    error: ErrorCase = standard("in_use")
    return tuple(
        Conflict(column.reference.constraint, "reference", (), error)
        for other in tables.values()
        for column in other.columns
        if column.reference is not None
        and column.reference.table == table.name.snake
        and column.reference.on_delete == "restrict"
    )
