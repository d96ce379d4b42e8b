"""What the tables in a statement are called: the one that it is about, and related ones under aliases."""

from tools.blueprint.names import numbered
from tools.blueprint.plan.expr import ColumnValue, Related
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, Table
from tools.packs.languages.typescript.literals import text

_LONGEST = 55
"""Stores cut off what is longer than 63 bytes; a number may follow."""


class Aliases:
    """The names in one statement."""

    def __init__(self, plan: RenderPlan, table: Table) -> None:
        self._plan = plan
        self._taken = {item.physical for item in plan.tables}
        self._tables: dict[str, tuple[str, Table]] = {"": (table.physical, table)}
        self._declared: dict[str, tuple[str, str]] = {}
        """Name in the statement → the alias that it stands for, and its table."""

    def enter(self, related: Related) -> list[str]:
        """What related rows, and the links to them, are selected from, those rows first."""
        names = [self._declare(related.alias, related.table)]
        if related.link is not None:
            names.append(self._declare(related.link.alias, related.link.table))
        return names

    def _declare(self, alias: str, table: str) -> str:
        found = self._plan.table(table)
        wanted = alias if alias not in self._taken and len(alias) <= _LONGEST else f"related_{alias}"[:_LONGEST]
        free = (name for name in numbered(wanted) if name not in self._taken)
        name = next(name for name in free if self._declared.get(name, (alias, table)) == (alias, table))
        self._declared[name] = (alias, table)
        self._tables[alias] = (name, found)
        return text(f"{found.physical} as {name}")

    def place(self, value: ColumnValue) -> str:
        """The column, in quotes, with what its table is called."""
        return text(f"{self._tables[value.of][0]}.{self.column(value).physical}")

    def key(self, related: Related) -> str:
        """The key of the related rows, in quotes."""
        name, table = self._tables[related.alias]
        return text(f"{name}.{table.column(table.primary_key[0]).physical}")

    def nullable(self, value: ColumnValue) -> bool:
        """Whether the column may be null."""
        return self.column(value).nullable

    def column(self, value: ColumnValue) -> Column:
        """The column itself."""
        return self._tables[value.of][1].column(value.column)
