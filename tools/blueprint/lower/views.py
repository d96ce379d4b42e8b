"""Values that views compute beside the columns of a row, and related rows that they show inside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tools.blueprint.cel import Scope, compile_expression
from tools.blueprint.cel.ways import Way, along
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.lists import rows_of
from tools.blueprint.lower.nulls import nullable
from tools.blueprint.lower.relations import Relations, TableRow
from tools.blueprint.lower.scope import OperationScope, Parameters
from tools.blueprint.lower.secrets import secrets
from tools.blueprint.model import View, ViewField
from tools.blueprint.names import numbered, snake
from tools.blueprint.plan.expr import ColumnValue, Expr, ViewerValue
from tools.blueprint.plan.store import Computed, ComputeValues, ListNest, Nest
from tools.blueprint.plan.table import Table
from tools.errors import BadInput

Viewer = Mapping[str, ViewerValue]
"""The caller's values by name."""
Ways = tuple[Way, ...]
"""The references from the row that is shown to the one that a nested view is about."""


@dataclass(frozen=True, slots=True)
class ViewValues:
    """Compiles the computed fields of views."""

    index: BlueprintIndex
    tables: dict[str, Table]

    def compile(self, view: View, text: str, viewer: Viewer, ways: Ways = ()) -> Expr:
        """The store expression of one field, host values still in it. Raises BadInput with the view's place."""
        table = self._table(view)
        scope = OperationScope({}, viewer, path=f"views.{view.name}", relations=self._relations()).scope(table)
        if ways:
            scope = Scope(scope.roots, {"row": ways[-1].row}, {"row": ways})
        try:
            expr = compile_expression(text, scope)
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
        for column, _ in () if ways else secrets(expr, {"": table}, self.tables):
            raise BadInput(
                f"View {view.name} computes with `{column.name.snake}`, which is sensitive.",
                hint="Take it out of the view, or the flag off the attribute.",
                path=f"views.{view.name}",
            )
        return expr

    def nullable(self, view: View, expr: Expr) -> bool:
        """Whether the value may be null."""
        return nullable(expr, self._table(view), self.tables)

    def way(self, view: View, item: ViewField, ways: Ways = ()) -> Way:
        """Where a field leads that shows a related row. Raises BadInput unless it leads to one row of that entity."""
        row = ways[-1].row if ways else TableRow(self._relations(), self._table(view))
        taken = {way.alias for way in ways}
        alias = next(name for name in numbered(item.source or "") if name not in taken)
        way = row.way(item.source or "", alias)
        if way is None or way.many or self.tables[way.table].entity != self.view(item).entity:
            raise BadInput(
                f"View {view.name}: `{item.source}` does not lead to one {self.view(item).entity}.",
                hint=f"Name a to-one relationship of {view.entity} as `source`, and a view of where it leads.",
                path=f"views.{view.name}",
            )
        return way

    def view(self, item: ViewField) -> View:
        """The view that a field shows a related row with."""
        return next(view for view in self.index.blueprint.views if view.name == item.view)

    def is_absent(self, view: View, item: ViewField) -> bool:
        """Whether a field that shows a related row may be null."""
        way = self.way(view, item)
        key = self.tables[way.table].primary_key[0]
        return self.nullable(view, along((way,), way.row.value(key)))

    def call(self, view: View, viewer: Viewer) -> ComputeValues | None:
        """The store call for all computed fields; None where the view has none."""
        parameters = Parameters()
        values = self._values(view, viewer, parameters, ())
        nests = self._nests(view, viewer, parameters, ())
        lists = self._lists(view, viewer, parameters)
        if not values and not nests and not lists:
            return None
        return ComputeValues(f"compute_{snake(view.name)}", snake(view.entity), parameters.all, values, nests, lists)

    def _lists(self, view: View, viewer: Viewer, parameters: Parameters) -> tuple[ListNest, ...]:
        found = []
        for item in view.fields:
            if not self.shows_list(view, item):
                continue
            rows = rows_of(self.index, self.tables, view, item)
            table = rows.table
            key = self._plain(table, table.primary_key[0])
            show = replace(self._plain(table, item.show), nullable=False) if item.show is not None else None
            nest = ListNest(
                item.name, table.name.snake, rows.near, rows.near_type, rows.link, rows.far, rows.conditions,
                rows.order, item.most, show, key,
            )  # fmt: skip
            if item.view is not None:
                nested = self.view(item)
                columns = tuple(self._plain(table, name) for name in shown_columns(nested))
                nest = replace(
                    nest, columns=columns, values=self._values(nested, viewer, parameters, ()),
                    nests=self._nests(nested, viewer, parameters, ()), lists=self._lists(nested, viewer, parameters),
                )  # fmt: skip
            found.append(nest)
        return tuple(found)

    def shows_list(self, view: View, item: ViewField) -> bool:
        """Whether a field shows the rows that a relationship to many leads to."""
        if item.source is None or "." in item.source or (item.view is None and item.show is None):
            return False
        way = TableRow(self._relations(), self._table(view)).way(item.source, "listed")
        return way is not None and way.many

    def _plain(self, table: Table, name: str) -> Computed:
        column = table.column(name)
        return Computed(name, ColumnValue(name, column.type), column.type, column.nullable)

    def _values(self, view: View, viewer: Viewer, parameters: Parameters, ways: Ways) -> tuple[Computed, ...]:
        found = []
        for item in view.fields:
            if item.value is not None:
                expr = self.compile(view, item.value, viewer, ways)
                assert expr.type is not None
                absent = self.nullable(view, self.compile(view, item.value, viewer))
                found.append(Computed(item.name, parameters.store(expr), expr.type, absent))
        return tuple(found)

    def _nests(self, view: View, viewer: Viewer, parameters: Parameters, ways: Ways) -> tuple[Nest, ...]:
        found = []
        for item in view.fields:
            if item.view is None or (not ways and self.shows_list(view, item)):
                continue
            there, nested = (*ways, self.way(view, item, ways)), self.view(item)
            table = self._table(nested)
            shown = shown_columns(nested)
            found.append(
                Nest(
                    item.name,
                    table.name.snake,
                    self._column(table, table.primary_key[0], there),
                    tuple(self._column(table, name, there) for name in shown),
                    self._values(nested, viewer, parameters, there),
                    self._nests(nested, viewer, parameters, there),
                )
            )
        return tuple(found)

    def _column(self, table: Table, name: str, ways: Ways) -> Computed:
        column = table.column(name)
        return Computed(name, along(ways, ways[-1].row.value(name)), column.type, column.nullable)

    def _table(self, view: View) -> Table:
        return self.tables[snake(view.entity)]

    def _relations(self) -> Relations:
        return Relations(self.index, self.tables)


def shown_columns(view: View) -> tuple[str, ...]:
    """The columns that a view shows, each once."""
    sources = (item.source for item in view.fields if item.view is None and item.show is None)
    return tuple(dict.fromkeys(source for source in sources if source))


def nested_views(view: View, views: Mapping[str, View]) -> Iterator[View]:
    """The views that a view shows inside itself, at any depth. The views have no cycle."""
    for item in view.fields:
        if item.view is not None and item.view in views:
            yield views[item.view]
            yield from nested_views(views[item.view], views)
