"""Whether store expressions may be null."""

from collections.abc import Mapping

from tools.blueprint.plan.expr import Argument, Call, ColumnValue, Expr, Related, ViewerValue
from tools.blueprint.plan.nullness import may_be_null
from tools.blueprint.plan.table import Table


def nullable(expr: Expr, table: Table, tables: Mapping[str, Table]) -> bool:
    """Whether the value may be null for a row of the table; `tables`: all, by logical name."""
    return _nullable(expr, {"": table}, tables)


def aliases(expr: Related, tables: Mapping[str, Table]) -> dict[str, Table]:
    """What the related rows, and the links to them, are called."""
    found = {expr.alias: tables[expr.table]}
    return found if expr.link is None else {**found, expr.link.alias: tables[expr.link.table]}


def _nullable(expr: Expr, names: Mapping[str, Table], tables: Mapping[str, Table]) -> bool:
    return may_be_null(expr, lambda leaf: _may_lack(leaf, names, tables))


def _may_lack(leaf: Expr, names: Mapping[str, Table], tables: Mapping[str, Table]) -> bool:
    match leaf:
        case ViewerValue(nullable=absent):
            return absent
        case ColumnValue(column=column, of=alias):
            return names[alias].column(column).nullable
        case Related(function=function):
            return _nullable_related(leaf, names, tables) if function == "one" else function in ("min", "max")
    return isinstance(leaf, Argument)


def _nullable_related(expr: Related, names: Mapping[str, Table], tables: Mapping[str, Table]) -> bool:
    """Over a required reference there always is a row, unless it may be marked as deleted."""
    sides = expr.on.args if isinstance(expr.on, Call) and expr.on.function == "eq" else ()
    held = [side for side in sides if isinstance(side, ColumnValue) and side.of != expr.alias]
    columns = [names[side.of].column(side.column) for side in held]
    there = expr.where is None and all(column.reference is not None and not column.nullable for column in columns)
    inner = {**names, **aliases(expr, tables)}
    return not there or (expr.value is not None and _nullable(expr.value, inner, tables))
