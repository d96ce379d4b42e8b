"""Values that views compute beside the columns of a row."""

from collections.abc import Mapping
from dataclasses import dataclass

from tools.blueprint.cel import compile_expression
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.nulls import aliases, nullable
from tools.blueprint.lower.relations import Relations
from tools.blueprint.lower.scope import OperationScope, Parameters
from tools.blueprint.managed import DELETED_AT
from tools.blueprint.model import View
from tools.blueprint.names import snake
from tools.blueprint.plan.expr import Call, ColumnValue, Expr, Related, ViewerValue
from tools.blueprint.plan.store import Computed, ComputeValues
from tools.blueprint.plan.table import Column, Table
from tools.errors import BadInput

Viewer = Mapping[str, ViewerValue]
"""The caller's values by name."""


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
        return nullable(expr, self.tables[snake(view.entity)], self.tables)

    def call(self, view: View, viewer: Viewer) -> ComputeValues | None:
        """The store call for all computed fields; None where the view has none."""
        parameters = Parameters()
        found = []
        for item in view.fields:
            if item.value is not None:
                expr = self.compile(view, item.value, viewer)
                assert expr.type is not None
                found.append(Computed(item.name, parameters.store(expr), expr.type, self.nullable(view, expr)))
        if not found:
            return None
        return ComputeValues(f"compute_{snake(view.name)}", snake(view.entity), parameters.all, tuple(found))

    def _columns(self, expr: Expr, table: Table, tables: dict[str, Table] | None = None) -> list[Column]:
        """Every column that stands in the expression."""
        known = tables or {"": table}
        match expr:
            case ColumnValue(column=column, of=alias):
                return [known[alias].column(column)]
            case Related():
                inner = {**known, **aliases(expr, self.tables)}
                return [column for part in expr.parts for column in self._columns(part, table, inner)]
            case Call(args=args):
                return [column for arg in args for column in self._columns(arg, table, known)]
        return []
