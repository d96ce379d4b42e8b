"""Values that views compute beside the columns of a row."""

from collections.abc import Mapping
from dataclasses import dataclass

from tools.blueprint.cel import compile_expression
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.relations import Relations
from tools.blueprint.lower.scope import OperationScope, Parameters
from tools.blueprint.managed import DELETED_AT
from tools.blueprint.model import View
from tools.blueprint.names import snake
from tools.blueprint.plan.expr import Argument, Call, ColumnValue, Expr, Literal, Related
from tools.blueprint.plan.store import Computed, ComputeValues
from tools.blueprint.plan.table import Column, Table
from tools.blueprint.plan.values import ValueType
from tools.errors import BadInput

Viewer = Mapping[str, tuple[str, ValueType]]
"""Names of the caller's values → column and type."""
_SURE = frozenset({"and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "is_null", "not_null", "in"})
_NULL_ON_ZERO = frozenset({"div", "mod"})


@dataclass(frozen=True, slots=True)
class ViewValues:
    """Compiles the computed fields of views."""

    index: BlueprintIndex
    tables: dict[str, Table]

    def compile(self, view: View, text: str, viewer: Viewer) -> Expr:
        """The store expression of one field, host values still in it. Raises BadInput with the view's place."""
        table = self.tables[snake(view.entity)]
        scope = OperationScope({}, viewer, path=f"views.{view.name}", relations=Relations(self.index, self.tables))
        try:
            expr = compile_expression(text, scope.scope(table))
        except BadInput as error:
            raise BadInput(
                f"View {view.name}: {error.message}", hint=error.hint, code=error.code, path=f"views.{view.name}"
            ) from error
        if expr.type is None:
            raise BadInput(
                f"View {view.name}: `{text}` is null whatever the row.",
                hint="Compute a value that has a type.",
                path=f"views.{view.name}",
            )
        for column in self._columns(expr, table):
            if column.sensitive and column.name.snake != DELETED_AT:
                raise BadInput(
                    f"View {view.name} computes with `{column.name.snake}`, which is sensitive.",
                    hint="Take it out of the view, or the flag off the attribute.",
                    path=f"views.{view.name}",
                )
        return expr

    def nullable(self, view: View, expr: Expr) -> bool:
        """Whether the value may be null."""
        return self._nullable(expr, {"": self.tables[snake(view.entity)]})

    def call(self, view: View, viewer: Viewer) -> ComputeValues | None:
        """The store call for all computed fields; None where the view has none."""
        parameters = Parameters()
        found = []
        for item in view.fields:
            if item.value is not None:
                expr = self.compile(view, item.value, viewer)
                assert expr.type is not None
                found.append(Computed(item.name, parameters.store(expr), expr.type))
        if not found:
            return None
        return ComputeValues(f"compute_{snake(view.name)}", snake(view.entity), parameters.all, tuple(found))

    def _nullable(self, expr: Expr, tables: dict[str, Table]) -> bool:
        match expr:
            case Literal(value=value):
                return value is None
            case ColumnValue(column=column, of=alias):
                return tables[alias].column(column).nullable
            case Related(function=function):
                return self._nullable_related(expr, tables) if function == "one" else function in ("min", "max")
            case Call(function="if", args=(_, *branches)):
                return any(self._nullable(branch, tables) for branch in branches)
            case Call(function=function, args=args):
                if function in _SURE:
                    return False
                return function in _NULL_ON_ZERO or any(self._nullable(arg, tables) for arg in args)
        return isinstance(expr, Argument)

    def _nullable_related(self, expr: Related, tables: dict[str, Table]) -> bool:
        """Over a required reference there always is a row, unless it may be marked as deleted."""
        inner = {**tables, **self._aliases(expr)}
        held = [side for side in _sides(expr.on) if isinstance(side, ColumnValue) and side.of != expr.alias]
        reference = all(tables[side.of].column(side.column).reference is not None for side in held)
        there = reference and expr.where is None and not any(self._nullable(side, tables) for side in held)
        return not there or (expr.value is not None and self._nullable(expr.value, inner))

    def _aliases(self, expr: Related) -> dict[str, Table]:
        found = {expr.alias: self.tables[expr.table]}
        return found if expr.link is None else {**found, expr.link.alias: self.tables[expr.link.table]}

    def _columns(self, expr: Expr, table: Table, tables: dict[str, Table] | None = None) -> list[Column]:
        """Every column that stands in the expression."""
        known = tables or {"": table}
        match expr:
            case ColumnValue(column=column, of=alias):
                return [known[alias].column(column)]
            case Related():
                inner = {**known, **self._aliases(expr)}
                return [column for part in expr.parts for column in self._columns(part, table, inner)]
            case Call(args=args):
                return [column for arg in args for column in self._columns(arg, table, known)]
        return []


def _sides(expr: Expr) -> tuple[Expr, ...]:
    return expr.args if isinstance(expr, Call) and expr.function == "eq" else ()
