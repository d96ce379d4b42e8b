"""Names of the tables in a statement: the one that it is about, and related ones under aliases of their own."""

from tools.blueprint.names import numbered
from tools.blueprint.plan.expr import ColumnValue, Related
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, Table
from tools.packs.languages.python.annotations import RELATED
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, assignment
from tools.packs.languages.python.literals import text

_NAMES = {"exists": "exist", "one": "value"}


class Aliases:
    """The aliases of one statement, and the lines that declare them."""

    def __init__(self, plan: RenderPlan, table: Table, imports: Imports) -> None:
        self._plan = plan
        self._imports = imports
        self._tables: dict[str, tuple[str, Table]] = {"": (table.name.type, table)}
        self._declared: dict[str, tuple[str, str]] = {}
        """Variable → class, and the name of the alias in the statement."""
        self._queries: dict[str, str] = {}
        """Variable → subquery, those that others use first."""

    def enter(self, related: Related) -> list[str]:
        """Declares what related rows, and the links to them, are called; the names, those of the rows first."""
        names = [self._declare(related.alias, related.table)]
        if related.link is not None:
            names.append(self._declare(related.link.alias, related.link.table))
        return names

    def _declare(self, alias: str, table: str) -> str:
        found = self._plan.table(table)
        kind = self._imports.name("app.models", found.name.type)
        wanted = f"{RELATED}{alias}"
        name = next(name for name in numbered(wanted) if self._declared.get(name, (kind, ""))[0] == kind)
        self._declared[name] = (kind, alias)
        self._tables[alias] = (name, found)
        return name

    def query(self, related: Related, text: str) -> str:
        """The variable of a subquery; equal ones share it."""
        wanted = f"{RELATED}{related.alias}_{_NAMES.get(related.function, related.function)}"
        known = self._queries
        name = next(name for name in numbered(wanted) if known.get(name, text) == text and name not in self._declared)
        self._queries[name] = text
        return name

    def lines(self) -> list[str]:
        """The declarations, for the top of a function; call it after the statement was printed."""
        if self._declared:
            self._imports.add("sqlalchemy.orm", "aliased")
        queries = [line for name, text in self._queries.items() for line in assignment(name, text, 1)]
        return [*self._tables_declared(), *queries]

    def _tables_declared(self) -> list[str]:
        return [
            f"{INDENT}{name} = aliased({kind}, name={text(alias)})" for name, (kind, alias) in self._declared.items()
        ]

    def column(self, value: ColumnValue) -> str:
        """The column, in Python."""
        return f"{self._tables[value.of][0]}.{self._found(value).name.attr}"

    def key(self, related: Related) -> str:
        """The key of the related rows."""
        name, table = self._tables[related.alias]
        return f"{name}.{table.column(table.primary_key[0]).name.attr}"

    def nullable(self, value: ColumnValue) -> bool:
        """Whether the column may be null."""
        return self._found(value).nullable

    def _found(self, value: ColumnValue) -> Column:
        return self._tables[value.of][1].column(value.column)
