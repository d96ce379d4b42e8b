"""Rows that refer to a deleted one: what becomes of them, in the write-set that deletes it.

A store's foreign keys know neither versions nor marks: they would empty a reference behind the back of whoever holds
the row's ETag, and do nothing at all for a row that is only marked. So the write-set says it.
"""

from collections.abc import Callable, Iterator, Mapping

from tools.blueprint.lower import conflicts
from tools.blueprint.lower.errors import standard
from tools.blueprint.lower.scope import BOOL, Parameters
from tools.blueprint.lower.writes import WriteValues
from tools.blueprint.managed import DELETED_AT
from tools.blueprint.plan import store
from tools.blueprint.plan.expr import Call, ColumnValue, Expr
from tools.blueprint.plan.operation import Conflict, WriteStep
from tools.blueprint.plan.table import Column, Table

_STAMPS = frozenset({"updated_at", "updated_by", "version"})


class Referring:
    """Writes to the rows that refer to a row of a table."""

    def __init__(self, tables: Mapping[str, Table], values: WriteValues, name: Callable[[str], str]) -> None:
        self._tables = tables
        self._values = values
        self._name = name

    def touches(self, table: Table) -> bool:
        """Whether deleting a row of the table changes others by more than a foreign key can."""
        return any(True for _ in self._columns(table))

    def writes(self, table: Table, key: Expr) -> list[WriteStep]:
        """The writes that go before the delete of the bound row."""
        return [self._write(table, key, other, column) for other, column in self._columns(table)]

    def _columns(self, table: Table) -> Iterator[tuple[Table, Column]]:
        for other in self._tables.values():
            for column in other.columns if other.role == "entity" else ():
                if column.reference is None or column.reference.table != table.name.snake:
                    continue
                rule = column.reference.on_delete
                stamped = any(item.managed and item.name.snake in _STAMPS for item in other.columns)
                if (rule == "set_null" and (stamped or table.soft_delete)) or (rule == "cascade" and table.soft_delete):
                    yield other, column

    def _write(self, table: Table, key: Expr, other: Table, column: Column) -> WriteStep:
        assert column.reference is not None
        parameters, near = Parameters(), column.name.snake
        parameters.argument(key)
        conditions = self._others(table, key, parameters) if other.name.snake == table.name.snake else ()
        rows = other.name.plural_snake
        if column.reference.on_delete == "set_null":
            assignments = self._values.for_update(other, {near: "null"}, parameters)
            name = self._name(f"clear_{near}_of_{rows}")
            call = store.UpdateReferring(name, other.name.snake, parameters.all, near, conditions, assignments)
            return WriteStep(None, call, _broken(other, near))
        name = self._name(f"delete_{rows}_by_{near}")
        if not other.soft_delete:
            gone = store.DeleteReferring(name, other.name.snake, parameters.all, near, conditions)
            return WriteStep(None, gone, conflicts.on_delete(other, dict(self._tables)))
        live = store.Condition(Call("is_null", (ColumnValue(DELETED_AT, other.column(DELETED_AT).type),), BOOL))
        marks = self._values.for_soft_delete(other, parameters)
        call = store.UpdateReferring(name, other.name.snake, parameters.all, near, (*conditions, live), marks)
        return WriteStep(None, call, ())

    def _others(self, table: Table, key: Expr, parameters: Parameters) -> tuple[store.Condition, ...]:
        """A row that refers to itself is left to its own delete, which asks for the version that was read."""
        column = table.primary_key[0]
        itself = ColumnValue(column, table.column(column).type)
        return (store.Condition(Call("ne", (itself, parameters.argument(key)), BOOL)),)


def _broken(table: Table, column: str) -> tuple[Conflict, ...]:
    """Checks that do without no reference: their rows hold the deleted one."""
    return tuple(
        Conflict(check.name, "check", (), standard("in_use")) for check in table.checks if column in check.columns
    )
