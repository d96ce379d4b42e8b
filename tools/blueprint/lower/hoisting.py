"""Values over the relationships of bound rows: they are computed by the store before the step that asks for them."""

from collections.abc import Callable
from dataclasses import replace

from tools.blueprint.cel import compile_expression
from tools.blueprint.lower.errors import standard
from tools.blueprint.lower.nulls import nullable
from tools.blueprint.lower.scope import BOUND, OperationScope, Parameters
from tools.blueprint.lower.secrets import check_secrets
from tools.blueprint.plan import operation as plan
from tools.blueprint.plan.expr import BoundValue, Call, ColumnValue, Expr, Related
from tools.blueprint.plan.store import Computed, ComputeValues
from tools.blueprint.plan.table import Table
from tools.errors import BadInput


class Hoisting:
    """Compiles the expressions of one operation; what they need of the store is added before them."""

    def __init__(
        self,
        scope: OperationScope,
        tables: dict[str, Table],
        add: Callable[[plan.Node], None],
        call_name: Callable[[str], str],
    ) -> None:
        self._scope = scope
        self._tables = tables
        self._add = add
        self._call_name = call_name

    def compile(self, text: str, row: Table | None = None, want: str | None = None) -> Expr:
        """The typed expression; `row` is the table that a store call is about. Raises BadInput."""
        expr = compile_expression(text, self._scope.scope(row), want)
        check_secrets(expr, self._known(row), self._tables, self._scope.path)
        return self._without(expr)

    def _known(self, row: Table | None) -> dict[str, Table]:
        """What rows are called in an expression; the columns of bound ones stand under a mark in relationships."""
        bound = self._scope.rows
        marked = {f"{BOUND}{name}": table for name, table in bound.items()}
        return {**bound, **marked} if row is None else {**bound, **marked, "": row}

    def _without(self, expr: Expr) -> Expr:
        """The expression with a bound value in place of each value over relationships of a bound row."""
        if isinstance(expr, Call):
            return replace(expr, args=tuple(map(self._without, expr.args)))
        if not isinstance(expr, Related):
            return expr
        binds = {column.of for column in _columns(expr) if column.of.startswith(BOUND)}
        if not binds:
            return expr
        if len(binds) > 1 or any(not column.of for column in _columns(expr)):
            raise BadInput(
                "A value over the relationships of one row cannot look at those of another.",
                hint="Name the value with `let` in a step before.",
                path=self._scope.path,
            )
        return self._computed(binds.pop(), expr)

    def _computed(self, mark: str, expr: Related) -> BoundValue:
        bind = mark.removeprefix(BOUND)
        table, parameters = self._scope.rows[bind], Parameters()
        at_hand = _renamed(expr, mark)
        name = self._scope.free(f"{bind}_{expr.alias}_{_shown(expr)}")
        value = Computed(name, parameters.store(at_hand), expr.type, nullable(at_hand, table, self._tables))
        call = ComputeValues(self._call_name(f"compute_{name}"), table.name.snake, parameters.all, (value,))
        self._add(plan.Compute(bind, call, standard("not_found")))
        self._scope.bind_value(name, expr.type, nullable=value.nullable)
        return BoundValue(name, None, expr.type)


def _shown(expr: Related) -> str:
    """What the value is: the column of the one row that is related, or what is asked of many."""
    if expr.function == "one" and isinstance(expr.value, ColumnValue):
        return expr.value.column
    return expr.function


def _columns(expr: Expr) -> list[ColumnValue]:
    match expr:
        case ColumnValue():
            return [expr]
        case Call(args=parts):
            return [column for part in parts for column in _columns(part)]
        case Related():
            return [column for part in expr.parts for column in _columns(part)]
    return []


def _renamed(expr: Expr, mark: str) -> Expr:
    """The expression about the row at hand, which the mark stood for."""
    match expr:
        case ColumnValue():
            return replace(expr, of="" if expr.of == mark else expr.of)
        case Call(args=args):
            return replace(expr, args=tuple(_renamed(arg, mark) for arg in args))
        case Related():
            where = _renamed(expr.where, mark) if expr.where is not None else None
            value = _renamed(expr.value, mark) if expr.value is not None else None
            return replace(expr, on=_renamed(expr.on, mark), where=where, value=value)
    return expr
