"""Which rows a field of a view lists, and in which order."""

from dataclasses import dataclass

from tools.blueprint.index import BlueprintIndex, ManyLink
from tools.blueprint.kinds import UNORDERED
from tools.blueprint.managed import DELETED_AT
from tools.blueprint.model import View, ViewField
from tools.blueprint.names import snake
from tools.blueprint.plan.expr import Call, ColumnValue
from tools.blueprint.plan.store import Condition, ListOrder
from tools.blueprint.plan.table import Column, Table
from tools.blueprint.plan.values import ValueType
from tools.errors import BadInput


@dataclass(frozen=True, slots=True)
class ListedRows:
    """The rows at the end of a relationship to many."""

    table: Table
    near: str
    near_type: ValueType
    link: str | None
    far: str | None
    conditions: tuple[Condition, ...]
    """A row that is deleted, or has no value to show, is left out."""
    order: tuple[ListOrder, ...]


def rows_of(index: BlueprintIndex, tables: dict[str, Table], view: View, item: ViewField) -> ListedRows:
    """What the field leads to. Raises BadInput where its view, column or order does not fit."""
    entity, near, many = _end(index, view, item)
    table = tables[snake(entity)]
    _check(index, view, item, entity, table)
    link = tables[many.table] if many is not None else None
    owner = link if link is not None else table
    far = None
    if many is not None:
        far = many.far if near == many.near else many.near
    conditions = [_condition("is_null", table, DELETED_AT)] if table.soft_delete else []
    if item.show is not None and table.column(item.show).nullable:
        conditions.append(_condition("not_null", table, item.show))
    order = tuple(_order(view, item, name, table, link) for name in item.order)
    kind = owner.column(near).type
    return ListedRows(table, near, kind, link.name.snake if link is not None else None, far, tuple(conditions), order)


def _condition(function: str, table: Table, column: str) -> Condition:
    return Condition(Call(function, (ColumnValue(column, table.column(column).type),), ValueType("bool")))


def _end(index: BlueprintIndex, view: View, item: ViewField) -> tuple[str, str, ManyLink | None]:
    """The entity of the listed rows, the column that leads back to the row at hand, and the link between them."""
    for many in index.many(view.entity):
        if many.name == item.source:
            return many.target, many.near, many
    for entity in index.entities:
        for many in index.many(entity):
            if many.target == view.entity and many.inverse == item.source:
                return many.source, many.far, many
        for link in index.links(entity):
            if link.target == view.entity and link.inverse == item.source:
                return entity, index.link_column(link), None
    raise AssertionError(f"{view.entity}.{item.source} leads nowhere")


def _check(index: BlueprintIndex, view: View, item: ViewField, entity: str, table: Table) -> None:
    path = f"views.{view.name}"
    if item.view is not None and item.show is not None:
        raise BadInput(
            f"View {view.name}: `{item.name}` lists objects (`view`) and values (`show`).",
            hint="Leave one of them out.",
            path=path,
        )
    other = next((other for other in index.blueprint.views if other.name == item.view), None)
    if other is not None and other.entity != entity:
        raise BadInput(
            f"View {view.name}: `{item.source}` leads to {entity}, and {other.name} shows {other.entity}.",
            hint=f"Name a view of {entity}.",
            path=path,
        )
    if item.show is not None and _seen(table, item.show) is None:
        raise BadInput(
            f"View {view.name}: {entity} has no `{item.show}` to show.",
            hint="Name an attribute that is not sensitive.",
            path=path,
        )


def _order(view: View, item: ViewField, name: str, table: Table, link: Table | None) -> ListOrder:
    column, descending = name.removeprefix("-"), name.startswith("-")
    relation, _, attribute = column.rpartition(".")
    if relation:
        fits = relation == item.source and link is not None and _ordered(link, attribute)
    else:
        fits = _ordered(table, column)
    if not fits:
        raise BadInput(
            f"View {view.name}: `{item.name}` has no `{column}` to order by.",
            hint="Name a column of the listed rows, or `relationship.attribute` of the link to them.",
            path=f"views.{view.name}",
        )
    return ListOrder(attribute if relation else column, descending, bool(relation))


def _ordered(table: Table, name: str) -> bool:
    """Whether callers may see the column, and its values have an order."""
    column = _seen(table, name)
    return column is not None and column.type.kind not in UNORDERED


def _seen(table: Table, name: str) -> Column | None:
    """The column, where callers may see it."""
    return next((item for item in table.columns if item.name.snake == name and not item.sensitive), None)
