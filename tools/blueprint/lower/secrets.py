"""Sensitive columns in expressions: they may be compared for equality, and never be told or measured."""

from collections.abc import Iterator, Mapping

from tools.blueprint.lower.nulls import aliases
from tools.blueprint.managed import DELETED_AT
from tools.blueprint.plan.expr import BoundValue, Call, ColumnValue, Expr, Related
from tools.blueprint.plan.table import Column, Table
from tools.errors import BadInput

COMPARING = frozenset({"eq", "ne", "in", "is_null", "not_null"})
"""What tells of a value only whether it is the one that the caller knows already."""


def secrets(expr: Expr, known: Mapping[str, Table], tables: Mapping[str, Table]) -> Iterator[tuple[Column, bool]]:
    """Each sensitive column that stands in the expression, and whether it is only compared for equality.

    `known`: what rows are called in the expression, bound ones by their bare name; `tables`: all, by logical name.
    What else has members is an answer from outside, and no secret of the backend.
    """
    yield from _secrets(expr, known, tables, False)


def check_secrets(expr: Expr, known: Mapping[str, Table], tables: Mapping[str, Table], path: str) -> None:
    """Raises BadInput where the expression would tell more of a sensitive column than whether it equals a value."""
    for column, compared in secrets(expr, known, tables):
        if not compared:
            raise BadInput(
                f"`{column.name.snake}` is sensitive and may only be compared by `==`, `!=` or `in`.",
                hint="Compare it so, or take the flag off the attribute.",
                path=path,
            )


def _secrets(
    expr: Expr, known: Mapping[str, Table], tables: Mapping[str, Table], compared: bool
) -> Iterator[tuple[Column, bool]]:
    match expr:
        case ColumnValue(column=name, of=alias) | BoundValue(column=str(name), bind=alias) if alias in known:
            column = known[alias].column(name)
            if column.sensitive and name != DELETED_AT:
                yield column, compared
        case Related():
            inner = {**known, **aliases(expr, tables)}
            for part in expr.parts:
                yield from _secrets(part, inner, tables, compared and part is expr.value)
        case Call(function=function, args=args):
            for arg in args:
                yield from _secrets(arg, known, tables, function in COMPARING)
