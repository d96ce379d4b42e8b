"""What a write sets by itself: keys, times, versions, authors."""

from collections.abc import Callable, Mapping

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.scope import BOOL, OperationScope, Parameters, touches_row
from tools.blueprint.managed import DELETED_AT, VERSION
from tools.blueprint.plan.expr import BoundValue, Call, ColumnValue, Expr, Literal
from tools.blueprint.plan.store import Assignment, Condition
from tools.blueprint.plan.table import Column, Table
from tools.blueprint.plan.values import ValueType
from tools.errors import BadInput

_NOW = Call("now", (), ValueType("datetime"))


class WriteValues:
    """Assignments and conditions of one operation's writes."""

    def __init__(self, index: BlueprintIndex, scope: OperationScope, compile: Callable[[str, Table], Expr]) -> None:
        self._index = index
        self._scope = scope
        self._compile = compile

    def for_insert(self, table: Table, given: Mapping[str, str], parameters: Parameters) -> tuple[Assignment, ...]:
        """The given values, then key, managed defaults, times, version and author."""
        values: dict[str, Expr] = {}
        for column in table.columns:
            name = column.name.snake
            if column.generated_key == "uuid":
                values[name] = Call("new_uuid", (), column.type)
            elif _is_code(column):
                values[name] = Call("random_uuid", (), column.type)
            elif column.managed and column.default is not None:
                now = column.default.now
                values[name] = _NOW if now else Literal(column.default.literal, column.type)
        values |= self._stamps(table, ("created_at", "updated_at"), ("created_by", "updated_by"))
        if table.optimistic_lock:
            values[VERSION] = Literal(1, table.column(VERSION).type)
        values |= self._given(table, given)
        return _assign(values, parameters)

    def for_update(self, table: Table, given: Mapping[str, str], parameters: Parameters) -> tuple[Assignment, ...]:
        """The given values, then time, version and author of the change."""
        values = self._stamps(table, ("updated_at",), ("updated_by",))
        values |= self._next_version(table)
        values |= self._given(table, given)
        return _assign(values, parameters)

    def for_soft_delete(self, table: Table, parameters: Parameters) -> tuple[Assignment, ...]:
        values: dict[str, Expr] = {DELETED_AT: _NOW}
        values |= self._stamps(table, (), ("updated_by",))
        values |= self._next_version(table)
        return _assign(values, parameters)

    def for_restoring(self, table: Table, parameters: Parameters) -> tuple[Assignment, ...]:
        values: dict[str, Expr] = {DELETED_AT: Literal(None, table.column(DELETED_AT).type)}
        values |= self._stamps(table, ("updated_at",), ("updated_by",))
        values |= self._next_version(table)
        return _assign(values, parameters)

    def deleted(self, bind: str, table: Table, parameters: Parameters) -> tuple[Condition, ...]:
        """The bound row by its key, still marked as deleted."""
        (key,) = table.primary_key
        row = _equals(table, key, BoundValue(bind, key, table.column(key).type), parameters)
        gone = Call("not_null", (ColumnValue(DELETED_AT, table.column(DELETED_AT).type),), BOOL)
        return (Condition(row), Condition(gone))

    def still(self, bind: str, table: Table, parameters: Parameters) -> tuple[Condition, ...]:
        """The bound row by its key, not deleted meanwhile, and at the version that was read."""
        columns = list(table.primary_key) + ([VERSION] if table.optimistic_lock else [])
        conditions = [
            Condition(_equals(table, column, BoundValue(bind, column, table.column(column).type), parameters))
            for column in columns
        ]
        if table.soft_delete:
            gone = ColumnValue(DELETED_AT, table.column(DELETED_AT).type)
            conditions.append(Condition(Call("is_null", (gone,), BOOL)))
        return tuple(conditions)

    def _given(self, table: Table, given: Mapping[str, str]) -> dict[str, Expr]:
        values: dict[str, Expr] = {}
        for name, text in given.items():
            try:
                table.column(name)
            except KeyError as error:
                raise BadInput(
                    f"`set` names `{name}`, which {table.entity} does not have.",
                    hint="Name an attribute or a to-one relationship of the entity.",
                ) from error
            values[name] = self._compile(text, table)
        return values

    def _stamps(self, table: Table, times: tuple[str, ...], authors: tuple[str, ...]) -> dict[str, Expr]:
        present = {column.name.snake for column in table.columns if column.managed}
        values: dict[str, Expr] = {name: _NOW for name in times if name in present}
        if self._scope.viewer:
            account = self._scope.scope().roots["viewer"]("id")
            values |= {name: account for name in authors if name in present}
        return values

    def _next_version(self, table: Table) -> dict[str, Expr]:
        if not table.optimistic_lock:
            return {}
        kind = table.column(VERSION).type
        return {VERSION: Call("add", (ColumnValue(VERSION, kind), Literal(1, kind)), kind)}


def _is_code(column: Column) -> bool:
    """Whether the backend makes the value of a new row: a uuid that is never null, and that nobody gives or guesses."""
    own = column.managed and column.reference is None and column.generated_key is None
    return own and column.type.kind == "uuid" and not column.nullable and column.default is None


def _assign(values: dict[str, Expr], parameters: Parameters) -> tuple[Assignment, ...]:
    return tuple(Assignment(name, _stored(name, value, parameters)) for name, value in values.items())


def _stored(name: str, value: Expr, parameters: Parameters) -> Expr:
    """Keys, codes and times (`new_uuid`, `random_uuid`, `now`) are left to the printer; others become arguments."""
    if isinstance(value, Call) and value.function in ("now", "today", "new_uuid", "random_uuid"):
        return value
    if isinstance(value, Call) and not touches_row(value):
        return parameters.argument(value, name)
    return parameters.store(value)


def _equals(table: Table, column: str, value: Expr, parameters: Parameters) -> Expr:
    return Call("eq", (ColumnValue(column, table.column(column).type), parameters.argument(value)), BOOL)
