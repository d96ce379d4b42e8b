"""What two schemas differ in, in the words of neither store."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tools.blueprint.managed import VERSION
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, Table
from tools.blueprint.plan.values import Default
from tools.database_designer.changes.conversion import keeps
from tools.database_designer.changes.filling import Filled
from tools.database_designer.changes.matching import Match

_FIRST = {
    ("created_at", "datetime"): Default(now=True),
    ("updated_at", "datetime"): Default(now=True),
    (VERSION, "int32"): Default(literal=1),
}
"""What rows that were there before get in columns that the backend itself fills in, by name and type."""


_NONE: Filled = {}


@dataclass(frozen=True, slots=True)
class Kept:
    """A table that stays, perhaps under another name; its rows stay too."""

    old: Table
    new: Table
    columns: tuple[tuple[Column, Column], ...]
    """Those that keep their values, in the old order."""
    dropped: tuple[Column, ...]
    """Of the old table."""
    added: tuple[Column, ...]
    """Of the new table. What changes its type beyond keeping is dropped and added."""
    fills: Mapping[str, Default]
    """What rows get that have no value of a column, by its new logical name, where somebody said so."""

    @property
    def names(self) -> dict[str, str]:
        """Logical names of the columns that stay, old to new."""
        return {old.name.snake: new.name.snake for old, new in self.columns}

    def first(self, column: Column) -> Default | None:
        """What rows get in a column that is added; None leaves them null."""
        return self.fills.get(column.name.snake) or first_value(self.new, column)

    def instead(self, old: Column, new: Column) -> Default | None:
        """What rows get that are null in a column that stays; None leaves them so."""
        if not old.nullable:
            return None
        return self.fills.get(new.name.snake) or (None if new.nullable else stored_default(new))

    @property
    def mended(self) -> frozenset[str]:
        """New logical names of the columns that stay and get values where they have none."""
        return frozenset(new.name.snake for old, new in self.columns if self.instead(old, new) is not None)

    def lacks(self, column: Column) -> bool:
        """Whether a column can only be added while the table is empty."""
        return not column.nullable and self.first(column) is None


@dataclass(frozen=True, slots=True)
class Difference:
    """The tables that go, come and stay. A table that gets another key goes and comes."""

    old: RenderPlan
    new: RenderPlan
    dropped: tuple[Table, ...]
    """In the order of the old schema."""
    created: tuple[Table, ...]
    """In the order of the new schema."""
    kept: tuple[Kept, ...]
    """In the order of the new schema."""

    @property
    def tables(self) -> dict[str, str]:
        """Logical names of the tables that stay, old to new."""
        return {item.old.name.snake: item.new.name.snake for item in self.kept}


def difference(old: RenderPlan, new: RenderPlan, matches: Iterable[Match], fills: Filled = _NONE) -> Difference:
    """What becomes of each table, given which is which, and what rows without a value get."""
    place = {table.name.snake: number for number, table in enumerate(new.tables)}
    staying = sorted(matches, key=lambda match: place[match.new.name.snake])
    while True:
        # A table that cannot keep its rows takes the values of all references to it along.
        tables = {match.old.name.snake: match.new.name.snake for match in staying}
        kept = [_kept(match, tables, fills) for match in staying]
        if all(map(_stands, kept)):
            break
        staying = [match for match, item in zip(staying, kept, strict=True) if _stands(item)]
    gone = tuple(table for table in old.tables if table.name.snake not in tables)
    come = tuple(table for table in new.tables if table.name.snake not in tables.values())
    return Difference(old, new, gone, come, tuple(kept))


def stored_default(column: Column) -> Default | None:
    """The default that the column has in the store."""
    default = column.default
    return default if default is not None and (default.now or default.literal is not None) else None


def first_value(table: Table, column: Column) -> Default | None:
    """What rows get in a new column; None leaves them null."""
    managed = table.role == "entity" and column.managed and not column.nullable
    return stored_default(column) or (_FIRST.get((column.name.snake, column.type.kind)) if managed else None)


def _kept(match: Match, tables: Mapping[str, str], fills: Filled) -> Kept:
    pairs = tuple((match.old.column(old), match.new.column(new)) for old, new in match.columns)
    columns = tuple((old, new) for old, new in pairs if _keeps(old, new, tables))
    before, after = {old.name.snake for old, _ in columns}, {new.name.snake for _, new in columns}
    dropped = tuple(column for column in match.old.columns if column.name.snake not in before)
    added = tuple(column for column in match.new.columns if column.name.snake not in after)
    own = {column: value for (table, column), value in fills.items() if table == match.new.name.snake}
    return Kept(match.old, match.new, columns, dropped, added, own)


def _keeps(old: Column, new: Column, tables: Mapping[str, str]) -> bool:
    if not keeps(old.type, new.type):
        return False
    if new.reference is None:
        return True
    if old.reference is None:
        return new.reference.table in tables.values()
    return tables.get(old.reference.table) == new.reference.table


def _stands(item: Kept) -> bool:
    """Whether the rows can stay: each has the key that it had, and nobody minds that the backend's own may go."""
    key = tuple(item.names.get(name) for name in item.old.primary_key)
    counted = [any(column.generated_key == "serial" for column in table.columns) for table in (item.old, item.new)]
    if key != item.new.primary_key or counted[0] != counted[1]:
        return False
    return item.new.role != "system" or not any(map(item.lacks, item.added))
