"""Prints lists, searches and analytics, and the tables of filters and orders that they share."""

from tools.blueprint.names import camel, numbered
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import AggregateRows, Filter, ListRows, Search, Through
from tools.blueprint.plan.table import Table
from tools.packs.languages.typescript.annotations import parameter
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, assignment, docstring, exploded, returned
from tools.packs.languages.typescript.literals import key, member, text
from tools.packs.persistence.kysely.codecs import Codecs
from tools.packs.persistence.kysely.expressions import StoreExpressions
from tools.packs.persistence.kysely.functions import Model, arguments, function, narrowed, place, plural, record

_OPERATORS = {
    "eq": ("src/repositories/ordering.ts", "eq"),
    "gte": ("src/repositories/ordering.ts", "ge"),
    "lte": ("src/repositories/ordering.ts", "le"),
    "holds": ("src/repositories/holding.ts", "holds"),
}
"""Where the function is that compares a column with what was sent."""
_STANDARD = frozenset({"list", "search", "analyze"})
"""Verbs of the calls that a table's standard operations make: `list_books`."""
_TOLD = {"FILTERS": "What rows may be filtered by.", "GROUPS": "What rows may be grouped by.",
         "SORTS": "What rows may be sorted by."}  # fmt: skip
ORDERING = "src/repositories/ordering.ts"
PAGING = "src/repositories/paging.ts"


class ListingPrinter:
    """Prints the list calls of one table; equal filter tables are printed once."""

    def __init__(self, plan: RenderPlan, table: Table, imports: Imports) -> None:
        self._plan = plan
        self._table = table
        self._imports = imports
        self._model = Model(table, imports)
        self._shared: dict[str, str] = {}
        self._told: dict[str, str] = {}
        self._measures: list[str] = []

    def tables(self) -> list[str]:
        """The constants above the functions; call it after they were printed."""
        shared = [f"{docstring(self._told[name])}\nconst {name}{body}" for body, name in self._shared.items()]
        return shared + self._measures

    def is_standard(self, call: str) -> bool:
        """Whether a standard operation of the table makes the call of this name."""
        verb, _, rest = call.partition("_")
        return verb in _STANDARD and rest == self._table.name.plural_snake

    def list_function(self, call: ListRows) -> str:
        """A function that returns one page."""
        listing = self._imports.type_name(ORDERING, "Listing")
        page = self._imports.type_name(PAGING, "Page")
        fetch = self._imports.name(PAGING, "fetchPage")
        build, item = self._built(call.through)
        lines = self.statement(call, through_argument=True)
        lines += self.keys(call)
        lines += returned(f"await {fetch}(statement, keys, listing, {build})")
        keywords = [*arguments(self._plan, call.parameters, self._imports), ("listing", listing)]
        summary = f"Return one page of {plural(self._table)}."
        return function(call.name, keywords, f"{page}<{item}>", summary, lines)

    def aggregate_function(self, call: AggregateRows) -> str:
        """A function that returns one record for each group."""
        aggregate = self._imports.name("src/repositories/aggregates.ts", "aggregate")
        printer = StoreExpressions(self._plan, self._table, self._imports, call.parameters)
        keywords = arguments(self._plan, call.parameters, self._imports)
        start = f"session.selectFrom({text(self._table.physical)})"
        lines = self._narrowed(start, call, printer, "filters")
        if call.filters:
            keywords.append(("filters", self._imports.type_name(ORDERING, "Filtering")))
        group = "null"
        if call.by is not None:
            group = self._group(call, call.by)
        elif call.choices:
            keywords.append(("groupBy", "string | null"))
            entries = [f"{key(self._wire_group(call, c))}: {self._group(call, c)}" for c in call.choices]
            kind = f"Readonly<Record<string, {self._imports.type_name('src/core/columns.ts', 'AnyColumn')}>>"
            name = self._share(kind, "GROUPS", call.name, entries)
            lines.append(f"{INDENT}const group = groupBy === null ? null : ({name}[groupBy] ?? null);")
            group = "group"
        lines += returned(f"await {aggregate}(statement, {group}, {self._measured(call)})")
        summary = f"Count and measure {plural(self._table)}, in groups."
        return function(call.name, keywords, "Record<string, unknown>[]", summary, lines)

    def statement(self, call: ListRows, *, through_argument: bool = False) -> list[str]:
        """The lines that make the statement, with its filters."""
        printer = StoreExpressions(self._plan, self._table, self._imports, call.parameters)
        start = f"session.selectFrom({text(self._table.physical)})"
        if call.through is not None:
            start += self._joined(call.through, printer.codecs, narrow=through_argument)
        start += f".select({self._model.selection})"
        if call.through is not None:
            start += self._beside(call.through)
        return self._narrowed(start, call, printer, "listing.filters")

    def keys(self, call: ListRows) -> list[str]:
        """The line that makes the keys of the order."""
        ordered = self._imports.name(ORDERING, "ordered")
        default = []
        if call.search is not None:
            rank = self._imports.name("src/repositories/search.ts", "rank")
            default.append(f"new {self._imports.name(ORDERING, 'Key')}({rank}({self._searched(call.search)}))")
        for column, descending in call.order:
            default.append(order_key(self._model, column, descending, self._imports))
        sorts = "{}"
        if call.sorts:
            kind = self._imports.type_name(ORDERING, "Sorts")
            entries = [f"{key(self._wire(column))}: {self._model.column(column)}" for column in call.sorts]
            sorts = self._share(kind, "SORTS", call.name, entries)
        last = self._model.column(self._table.primary_key[0])
        return assignment("keys", f"{ordered}({sorts}, listing, [{', '.join(default)}], {last})", 1)

    def _narrowed(
        self, start: str, call: ListRows | AggregateRows, printer: StoreExpressions, filters: str
    ) -> list[str]:
        statement, lines = narrowed(start, call.conditions, printer)
        search = call.search if isinstance(call, ListRows) else None
        more = []
        if search is not None:
            contains = self._imports.name("src/repositories/search.ts", "contains")
            more.append(f"statement.where({contains}({self._searched(search)}))")
        if call.filters:
            filtered = self._imports.name(ORDERING, "filtered")
            more.append(f"{filtered}(statement, {self._filters(call)}, {filters})")
        if not lines:
            lines = assignment("statement", statement, 1, "let " if more else "const ")
        return [*lines, *(line for value in more for line in assignment("statement", value, 1, ""))]

    def _joined(self, through: Through, codecs: Codecs, *, narrow: bool) -> str:
        """The rows that are linked, beside the link."""
        link = self._plan.table(through.table)
        far, own = place(link, through.far), place(self._table, self._table.primary_key[0])
        joined = f".innerJoin({text(link.physical)}, {far}, {own})"
        if not narrow:
            return joined
        value = codecs.store(parameter(through.argument), link.column(through.near).type)
        return f"{joined}.where({place(link, through.near)}, '=', {value})"

    def _beside(self, through: Through) -> str:
        names = self._link_names(through)
        items = [f"{place(self._plan.table(through.table), name)[:-1]} as {names[name]}'" for name in through.columns]
        return f".select([{', '.join(items)}])" if items else ""

    def _link_names(self, through: Through) -> dict[str, str]:
        """What the columns of the link are called beside those of the row."""
        taken = {column.physical for column in self._table.columns}
        found: dict[str, str] = {}
        for name in through.columns:
            wanted = f"linked_{name}"[:55]
            found[name] = next(item for item in numbered(wanted) if item not in taken)
            taken.add(found[name])
        return found

    def _built(self, through: Through | None) -> tuple[str, str]:
        """What makes an item of a selected row, and the type of the item."""
        if through is None or not through.columns:
            return self._model.load, self._model.type
        link, codecs = self._plan.table(through.table), Codecs(self._plan, self._imports)
        names = self._link_names(through)
        values, kinds = [], []
        for name in through.columns:
            column = link.column(name)
            values.append((key(column.name.attr), codecs.load(f"row{member(names[name])}", column.type)))
            kinds.append(text(column.name.attr))
        linked = self._imports.name("src/repositories/links.ts", "linked")
        kind = self._imports.type_name("src/repositories/links.ts", "Linked")
        row = Model(link, self._imports).type
        item = f"{kind}<{self._model.type}, Pick<{row}, {' | '.join(kinds)}>>"
        return f"(row) => {linked}({self._model.load}(row), {record(values)})", item

    def _searched(self, search: Search) -> str:
        columns = ", ".join(self._model.column(name) for name in search.columns)
        return f"[{columns}], {parameter(search.argument)}"

    def _filters(self, call: ListRows | AggregateRows) -> str:
        kind = self._imports.type_name(ORDERING, "Filters")
        entries = [
            f"{key(self._parameter(item))}: "
            f"[{self._model.column(item.column)}, {self._imports.name(*_OPERATORS[item.operator])}]"
            for item in call.filters
        ]
        return self._share(kind, "FILTERS", call.name, entries)

    def _share(self, kind: str, name: str, call: str, entries: list[str]) -> str:
        """The name of a constant with these entries; what the standard calls do not share is named after its call."""
        body = exploded(f": {kind} = {{", entries, "};")
        if body not in self._shared:
            free = self.is_standard(call) and name not in self._shared.values()
            self._shared[body] = name if free else f"{call.upper()}_{name}"
            self._told[self._shared[body]] = _TOLD[name]
        return self._shared[body]

    def _group(self, call: AggregateRows, name: str) -> str:
        """A column, or the span of time that it lies in."""
        found = call.bucket(name)
        if found is None:
            return self._model.column(name)
        made = self._imports.name("src/core/buckets.ts", "bucket")
        return f"{made}({self._model.column(found.column)}, {text(found.unit)})"

    def _wire_group(self, call: AggregateRows, name: str) -> str:
        if call.bucket(name) is None:
            return self._wire(name)
        return camel(name) if self._plan.api.casing == "camel" else name

    def _measured(self, call: AggregateRows) -> str:
        """The constant that lists what is measured."""
        measure = self._imports.name("src/repositories/aggregates.ts", "Measure")
        entries = []
        for item in call.measures:
            column = f", {self._model.column(item.column)}" if item.column is not None else ""
            entries.append(f"{key(item.name)}: new {measure}({text(item.function)}{column})")
        name = f"{call.name.upper()}_MEASURES"
        body = exploded(f"const {name}: Readonly<Record<string, {measure}>> = {{", entries, "};")
        self._measures.append(f"{docstring('What is measured.')}\n{body}")
        return name

    def _parameter(self, item: Filter) -> str:
        """The attribute of the query that carries a filter."""
        name = self._table.column(item.column).name
        return name.attr if item.parameter == name.snake else camel(item.parameter)

    def _wire(self, column: str) -> str:
        name = self._table.column(column).name
        return name.camel if self._plan.api.casing == "camel" else name.snake


def order_key(model: Model, column: str, descending: bool, imports: Imports) -> str:
    """A key of an order: `new Key(documentColumns.title)`."""
    options = ", { descending: true }" if descending else ""
    return f"new {imports.name(ORDERING, 'Key')}({model.column(column)}{options})"
