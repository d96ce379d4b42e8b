"""Rows that are there for members alone: `row.board.members.exists(m, m.id == viewer.id)`."""

from tools.blueprint.plan.expr import Argument, Call, ColumnValue, Expr, Related, ViewerValue
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.store import FindRow
from tools.validators.conformance.catalog import Catalog
from tools.validators.conformance.scoping import finds


def for_members(catalog: Catalog, operation: OperationPlan) -> bool:
    """Whether the operation finds no row for an account that nothing has to do with it."""
    return any(_asks(catalog, condition.predicate, call) for call in finds(operation) for condition in call.conditions)


def _asks(catalog: Catalog, expr: Expr, call: FindRow) -> bool:
    if not isinstance(expr, Related) or expr.function != "exists" or catalog.auth is None:
        return False
    parts = expr.where.args if isinstance(expr.where, Call) and expr.where.function == "and" else (expr.where,)
    own = catalog.is_account(expr.table) and any(_is_caller(catalog, part, expr.alias, call) for part in parts)
    return own or any(part is not None and _asks(catalog, part, call) for part in parts)


def _is_caller(catalog: Catalog, part: Expr | None, alias: str, call: FindRow) -> bool:
    """Whether the condition is that the account is the caller's."""
    if not isinstance(part, Call) or part.function != "eq" or catalog.auth is None:
        return False
    key = catalog.key_column(catalog.auth.account)
    column = any(isinstance(arg, ColumnValue) and arg.of == alias and arg.column == key for arg in part.args)
    viewers = {item.name for item in call.parameters if isinstance(item.value, ViewerValue)}
    return column and any(isinstance(arg, Argument) and arg.name in viewers for arg in part.args)
