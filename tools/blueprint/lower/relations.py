"""Where the relationships of a row lead, for expressions."""

from dataclasses import dataclass

from tools.blueprint.cel.ways import Way, both
from tools.blueprint.index import BlueprintIndex, ManyLink
from tools.blueprint.managed import DELETED_AT
from tools.blueprint.names import snake
from tools.blueprint.plan.expr import Call, ColumnValue, Expr, LinkRows
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import ValueType

_BOOL = ValueType("bool")


@dataclass(frozen=True, slots=True)
class Relations:
    """The relationships of a Blueprint, by the names that a row knows them by."""

    index: BlueprintIndex
    tables: dict[str, Table]

    def way(self, table: Table, at: str, relationship: str, alias: str) -> Way | None:
        """Where a relationship leads from a row of the table that is called `at`; None where it has none such."""
        if table.entity is None:
            return None
        for link in self.index.links(table.entity):
            if link.name == relationship:
                target = self.tables[snake(link.target)]
                column = table.column(self.index.link_column(link))
                on = _equal(
                    self._column(target, target.primary_key[0], alias), ColumnValue(column.name.snake, column.type, at)
                )
                return self._arrived(False, target, alias, on)
        for many in self.index.many(table.entity):
            if many.name == relationship:
                return self._linked(many, many.near, many.far, many.target, table, at, alias)
        for many in (many for entity in self.index.entities for many in self.index.many(entity)):
            if many.target == table.entity and many.inverse == relationship:
                return self._linked(many, many.far, many.near, many.source, table, at, alias)
        return self._back(table, at, relationship, alias)

    def _back(self, table: Table, at: str, relationship: str, alias: str) -> Way | None:
        """Over a reference that other rows hold to this one."""
        for entity in self.index.entities:
            for link in self.index.links(entity):
                if link.target == table.entity and link.inverse == relationship:
                    source = self.tables[snake(entity)]
                    held = self._column(source, self.index.link_column(link), alias)
                    on = _equal(held, self._column(table, table.primary_key[0], at))
                    return self._arrived(not link.unique, source, alias, on)
        return None

    def _linked(self, many: ManyLink, near: str, far: str, entity: str, table: Table, at: str, alias: str) -> Way:
        target, link = self.tables[snake(entity)], self.tables[many.table]
        between = f"{alias}_link"
        of_row = _equal(self._column(link, near, between), self._column(table, table.primary_key[0], at))
        of_target = _equal(self._column(link, far, between), self._column(target, target.primary_key[0], alias))
        return self._arrived(True, target, alias, both(of_row, of_target), LinkRows(many.table, between))

    def _arrived(self, many: bool, target: Table, alias: str, on: Expr, link: LinkRows | None = None) -> Way:
        living = None
        if target.soft_delete:
            living = Call("is_null", (self._column(target, DELETED_AT, alias),), _BOOL)
        return Way(many, TableRow(self, target, alias), target.name.snake, alias, on, link, living)

    def _column(self, table: Table, name: str, alias: str) -> ColumnValue:
        return ColumnValue(name, table.column(name).type, alias)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: the one that a store call is about, or related ones under an alias."""

    relations: Relations
    table: Table
    alias: str = ""

    def value(self, member: str) -> Expr:
        """A column of it; KeyError where there is none."""
        return ColumnValue(member, self.table.column(member).type, self.alias)

    def way(self, relationship: str, alias: str) -> Way | None:
        """Where a relationship leads from it."""
        return self.relations.way(self.table, self.alias, relationship, alias)


def _equal(left: Expr, right: Expr) -> Expr:
    return Call("eq", (left, right), _BOOL)
