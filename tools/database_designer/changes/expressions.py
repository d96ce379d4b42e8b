"""Conditions on rows, compared across schemas."""

from collections.abc import Mapping
from dataclasses import replace

from tools.blueprint.plan.expr import Call, ColumnValue, Expr, Literal


def renamed(expr: Expr, names: Mapping[str, str]) -> Expr:
    """The condition over columns that are called otherwise."""
    match expr:
        case ColumnValue(column=column):
            return replace(expr, column=names.get(column, column))
        case Call(args=args):
            return replace(expr, args=tuple(renamed(arg, names) for arg in args))
    return expr


def said(expr: Expr) -> tuple[object, ...]:
    """What a condition says, without the types of its parts: their facets change by themselves."""
    match expr:
        case ColumnValue(column=column):
            return ("column", column)
        case Call(function=function, args=args):
            return (function, *map(said, args))
        case Literal(value=value):
            # True and 1 are equal, and do not say the same.
            return ("literal", repr(value))
    return (expr,)
