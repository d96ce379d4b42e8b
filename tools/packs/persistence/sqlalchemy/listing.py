"""Prints lists, searches and analytics, and the tables of filters and orders that they share."""

from tools.blueprint.names import camel
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import AggregateRows, Filter, ListRows, Measure, Search, Through
from tools.blueprint.plan.table import Table
from tools.packs.languages.python.annotations import parameter
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, bracketed, exploded, statement
from tools.packs.languages.python.literals import text
from tools.packs.persistence.sqlalchemy.expressions import StoreExpressions
from tools.packs.persistence.sqlalchemy.functions import arguments, function, narrowed

_OPERATORS = {
    "eq": ("operator", "eq"),
    "gte": ("operator", "ge"),
    "lte": ("operator", "le"),
    "holds": ("app.repositories.holding", "holds"),
}
"""Where the function is that compares a column with what was sent."""
_STANDARD = frozenset({"list", "search", "analyze"})
"""Verbs of the calls that a table's standard operations make: `list_books`."""
_ORDERING = "app.repositories.ordering"


class ListingPrinter:
    """Prints the list calls of one table; equal filter tables are printed once."""

    def __init__(self, plan: RenderPlan, table: Table, imports: Imports) -> None:
        self._plan = plan
        self._table = table
        self._imports = imports
        self._shared: dict[str, str] = {}
        self._measures: list[str] = []

    def tables(self) -> list[str]:
        """The constants above the functions; call it after they were printed."""
        return [f"{name}{body}" for body, name in self._shared.items()] + self._measures

    def is_standard(self, call: str) -> bool:
        """Whether a standard operation of the table makes the call of this name."""
        verb, _, rest = call.partition("_")
        return verb in _STANDARD and rest == self._table.name.plural_snake

    def list_function(self, call: ListRows) -> str:
        """A function that returns one page."""
        self._imports.add(_ORDERING, "Listing")
        page = self._imports.name("app.repositories.paging", "Page")
        self._imports.add("app.repositories.paging", "fetch_page")
        kind = self._imports.name("app.models", self._table.name.type)
        self._imports.add("sqlalchemy", "select")
        lines = self._select(kind, call)
        if call.filters:
            self._imports.add(_ORDERING, "filtered")
            lines.append(f"{INDENT}statement = filtered(statement, {self._filters(call)}, listing.filters)")
        lines.append(self._keys(call))
        lines += self._fetch(call.through)
        keywords = [*arguments(self._plan, call.parameters, self._imports), "listing: Listing"]
        answer = f"{page}[{self._item(call.through)}]"
        plural = self._table.name.plural_snake.replace("_", " ")
        return function(call.name, keywords, answer, f"Return one page of {plural}.", lines)

    def aggregate_function(self, call: AggregateRows) -> str:
        """A function that returns one record for each group."""
        self._imports.add("collections.abc", "Mapping")
        self._imports.add("typing", "Any")
        self._imports.add("sqlalchemy", "select")
        self._imports.add("app.repositories.aggregates", "Measure", "aggregate")
        kind = self._imports.name("app.models", self._table.name.type)
        printer = StoreExpressions(self._plan, self._table, self._imports)
        keywords = arguments(self._plan, call.parameters, self._imports)
        lines = narrowed(self._table, f"select({kind})", call.conditions, printer)
        if call.filters:
            self._imports.add(_ORDERING, "filtered")
            keywords.append("filters: Mapping[str, Any]")
            lines.append(f"{INDENT}statement = filtered(statement, {self._filters(call)}, filters)")
        group = "None"
        if call.by is not None:
            group = self._group(call, call.by)
        elif call.choices:
            keywords.append("group_by: str | None")
            entries = [f"{text(self._wire_group(call, c))}: {self._group(call, c)}" for c in call.choices]
            name = self._share("Mapping[str, Any]", "GROUPS", call.name, entries)
            lines.append(f"{INDENT}group = {name}[group_by] if group_by is not None else None")
            group = "group"
        measures = f"{call.name.upper()}_MEASURES"
        entries = [f"{text(item.name)}: {self._measure(item)}" for item in call.measures]
        self._measures.append(exploded(f"{measures}: Mapping[str, Measure] = {{", entries, "}"))
        lines.append(statement("return await aggregate(", ["session", "statement", group, measures], ")"))
        plural = self._table.name.plural_snake.replace("_", " ")
        return function(call.name, keywords, "list[dict[str, Any]]", f"Count and measure {plural}, in groups.", lines)

    def _select(self, kind: str, call: ListRows) -> list[str]:
        printer = StoreExpressions(self._plan, self._table, self._imports)
        through = call.through
        if through is None:
            lines = narrowed(self._table, f"select({kind})", call.conditions, printer)
        else:
            link = self._plan.table(through.table)
            self._imports.add("app.models", link.name.type)
            columns = [kind, *(f"{link.name.type}.{link.column(name).name.attr}" for name in through.columns)]
            key = self._column(self._table.primary_key[0])
            far = f"{link.name.type}.{link.column(through.far).name.attr}"
            near = f"{link.name.type}.{link.column(through.near).name.attr}"
            typed = f"statement: {self._imports.name(_ORDERING, 'AnySelect')}"
            lines = [statement(f"{typed} = select(", columns, ")")]
            lines.append(statement("statement = statement.join(", [link.name.type, f"{far} == {key}"], ")"))
            lines.append(f"{INDENT}statement = statement.where({near} == {parameter(through.argument)})")
            lines += narrowed(self._table, "statement", call.conditions, printer) if call.conditions else []
        if call.search is not None:
            self._imports.add("app.repositories.search", "contains")
            lines.append(f"{INDENT}statement = statement.where(contains({self._searched(call.search)}))")
        return lines

    def _keys(self, call: ListRows) -> str:
        self._imports.add(_ORDERING, "ordered")
        default = []
        if call.search is not None:
            self._imports.add("app.repositories.search", "rank")
            default.append(f"{self._imports.name(_ORDERING, 'Key')}(rank({self._searched(call.search)}))")
        for column, descending in call.order:
            key = self._imports.name(_ORDERING, "Key")
            default.append(f"{key}({self._column(column)}{', descending=True' if descending else ''})")
        sorts = (
            self._share(
                self._imports.name(_ORDERING, "Sorts"),
                "SORTS",
                call.name,
                [f"{text(self._wire(c))}: {self._column(c)}" for c in call.sorts],
            )
            if call.sorts
            else "{}"
        )
        last = self._column(self._table.primary_key[0])
        return statement("keys = ordered(", [sorts, "listing", f"[{', '.join(default)}]", last], ")")

    def _fetch(self, through: Through | None) -> list[str]:
        if through is None or not through.columns:
            return [f"{INDENT}return await fetch_page(session, statement, keys, listing)"]
        self._imports.add("app.repositories.links", "LinkedRow")
        names = ", ".join(f"{text(name)}: row[{n}]" for n, name in enumerate(through.columns, start=1))
        build = f"lambda row: LinkedRow(row[0], {{{names}}})"
        return bracketed("return await fetch_page(", ["session", "statement", "keys", "listing", build], ")", 1)

    def _item(self, through: Through | None) -> str:
        return "LinkedRow" if through is not None and through.columns else self._table.name.type

    def _searched(self, search: Search) -> str:
        columns = ", ".join(self._column(name) for name in search.columns)
        return f"[{columns}], {parameter(search.argument)}"

    def _filters(self, call: ListRows | AggregateRows) -> str:
        kind = self._imports.name(_ORDERING, "Filters")
        entries = [
            f"{text(self._parameter(item))}: "
            f"({self._column(item.column)}, {self._imports.name(*_OPERATORS[item.operator])})"
            for item in call.filters
        ]
        return self._share(kind, "FILTERS", call.name, entries)

    def _share(self, kind: str, name: str, call: str, entries: list[str]) -> str:
        """The name of a constant with these entries; what the standard calls do not share is named after its call."""
        body = exploded(f": {kind} = {{", entries, "}")
        if body not in self._shared:
            free = self.is_standard(call) and name not in self._shared.values()
            self._shared[body] = name if free else f"{call.upper()}_{name}"
        return self._shared[body]

    def _group(self, call: AggregateRows, name: str) -> str:
        """A column, or the span of time that it lies in."""
        found = call.bucket(name)
        if found is None:
            return self._column(name)
        made = self._imports.name("app.core.buckets", "bucket")
        return f"{made}({self._column(found.column)}, {text(found.unit)})"

    def _wire_group(self, call: AggregateRows, name: str) -> str:
        if call.bucket(name) is None:
            return self._wire(name)
        return camel(name) if self._plan.api.casing == "camel" else name

    def _measure(self, item: Measure) -> str:
        column = f", {self._column(item.column)}" if item.column is not None else ""
        return f"Measure({text(item.function)}{column})"

    def _parameter(self, item: Filter) -> str:
        """The attribute of the query that carries a filter."""
        name = self._table.column(item.column).name
        return name.attr if item.parameter == name.snake else item.parameter

    def _column(self, name: str) -> str:
        return f"{self._table.name.type}.{self._table.column(name).name.attr}"

    def _wire(self, column: str) -> str:
        name = self._table.column(column).name
        return name.camel if self._plan.api.casing == "camel" else name.snake
