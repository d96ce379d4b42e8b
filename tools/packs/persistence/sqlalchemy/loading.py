"""Prints loads: what belongs to many keys, in one statement."""

from tools.blueprint.plan.expr import Argument, Call, ColumnValue
from tools.blueprint.plan.loads import Load, LoadPages, LoadRows
from tools.blueprint.plan.store import Condition
from tools.blueprint.plan.values import ValueType
from tools.packs.languages.python.annotations import annotation
from tools.packs.languages.python.layout import INDENT, WIDTH, bracketed, statement
from tools.packs.languages.python.literals import text
from tools.packs.persistence.sqlalchemy.expressions import StoreExpressions
from tools.packs.persistence.sqlalchemy.functions import arguments, function, narrowed, phrase
from tools.packs.persistence.sqlalchemy.listing import ListingPrinter

_WANTED = "wanted"


class LoadingPrinter(ListingPrinter):
    """Prints the loads of one table beside its lists, whose filters and orders they share."""

    def load_function(self, load: Load) -> str:
        """A function that returns rows, or a page of rows, by key."""
        self._imports.add("collections.abc", "Sequence")
        return self._rows(load) if isinstance(load, LoadRows) else self._pages(load)

    def _rows(self, load: LoadRows) -> str:
        kind = self._imports.name("app.models", self._table.name.type)
        self._imports.add("sqlalchemy", "select")
        key = self._table.column(load.key)
        printer = StoreExpressions(self._plan, self._table, self._imports)
        of_keys = Call("in", (ColumnValue(load.key, key.type), Argument(_WANTED, None)), ValueType("bool"))
        conditions = (Condition(of_keys), *load.conditions)
        lines = narrowed(self._table, f"select({kind})", conditions, printer)
        lines.append(f"{INDENT}rows = await session.scalars(statement)")
        lines += _by_key(f"row.{key.name.attr}", nullable=key.nullable)
        owner = annotation(key.type, self._imports, self._plan.enums)
        keywords = [f"{_WANTED}: Sequence[{owner}]", *arguments(self._plan, load.parameters, self._imports)]
        summary = f"Return {phrase(self._table)} for each key that has one."
        return function(load.name, keywords, f"dict[{owner}, {kind}]", summary, lines)

    def _pages(self, load: LoadPages) -> str:
        call = load.rows
        self._imports.add("app.repositories.ordering", "Listing")
        self._imports.add("app.repositories.batches", "fetch_pages")
        self._imports.add("app.repositories.paging", "Page")
        kind = self._imports.name("app.models", self._table.name.type)
        lines = self._select_batch(kind, load)
        if call.filters:
            self._imports.add("app.repositories.ordering", "filtered")
            lines.append(f"{INDENT}statement = filtered(statement, {self._filters(call)}, listing.filters)")
        lines.append(self._keys(call))
        lines += bracketed("return await fetch_pages(", self._fetched(kind, load), ")", 1)
        owner = annotation(load.key_type, self._imports, self._plan.enums)
        keywords = [f"{_WANTED}: Sequence[{owner}]", *arguments(self._plan, call.parameters, self._imports)]
        answer = f"dict[{owner}, Page[{self._item(call.through)}]]"
        summary = f"Return one page of {self._table.name.plural_snake.replace('_', ' ')} for each key that has any."
        if call.through is not None and call.through.columns:
            self._imports.add("app.repositories.links", "LinkedRow")
        return function(load.name, [*keywords, "listing: Listing"], answer, summary, lines)

    def _select_batch(self, kind: str, load: LoadPages) -> list[str]:
        self._imports.add("sqlalchemy", "select")
        printer = StoreExpressions(self._plan, self._table, self._imports)
        through = load.rows.through
        if through is None:
            return narrowed(self._table, f"select({kind})", load.rows.conditions, printer)
        link = self._plan.table(through.table)
        self._imports.add("app.models", link.name.type)
        far = f"{link.name.type}.{link.column(through.far).name.attr}"
        key = self._column(self._table.primary_key[0])
        head = f"statement = select({kind}).join("
        lines = [statement(head, [link.name.type, f"{far} == {key}"], ")")]
        conditions = load.rows.conditions
        return [*lines, *narrowed(self._table, "statement", conditions, printer)] if conditions else lines

    def _fetched(self, kind: str, load: LoadPages) -> list[str]:
        through = load.rows.through
        items = ["session", "statement", kind, "keys", "listing"]
        if through is None:
            return [*items, f"near={self._column(load.near)}", f"owners={_WANTED}"]
        link = self._plan.table(through.table)
        near = f"{link.name.type}.{link.column(load.near).name.attr}"
        items += [f"near={near}", f"owners={_WANTED}"]
        columns = [f"{text(name)}: {link.name.type}.{link.column(name).name.attr}" for name in through.columns]
        return [*items, f"link={{{', '.join(columns)}}}"] if columns else items


def _by_key(key: str, *, nullable: bool) -> list[str]:
    """The rows by their key; a column that may be null needs that said to the type checker."""
    parts = [f"{key}: row", "for row in rows", *([f"if {key} is not None"] if nullable else [])]
    flat = " ".join(parts)
    if len(flat) + len(f"{INDENT}return {{}}") <= WIDTH:
        return [f"{INDENT}return {{{flat}}}"]
    if len(flat) + len(INDENT * 2) <= WIDTH:
        parts = [flat]
    elif len(parts[-1]) + len(INDENT * 2) > WIDTH:
        parts[-1:] = [f"if {key}", "is not None"]
    return [f"{INDENT}return {{", *(f"{INDENT * 2}{part}" for part in parts), f"{INDENT}}}"]
