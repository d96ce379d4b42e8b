"""Prints loads: what belongs to many keys, in one statement."""

from tools.blueprint.plan.loads import Load, LoadPages, LoadRows
from tools.packs.languages.typescript.annotations import annotation
from tools.packs.languages.typescript.layout import INDENT, assignment, returned
from tools.packs.languages.typescript.literals import member, text
from tools.packs.persistence.kysely.expressions import StoreExpressions
from tools.packs.persistence.kysely.functions import (
    WANTED,
    Model,
    arguments,
    function,
    narrowed,
    nothing_wanted,
    phrase,
    place,
    plural,
    wanted_keys,
)
from tools.packs.persistence.kysely.listing import ORDERING, PAGING, ListingPrinter


class LoadingPrinter(ListingPrinter):
    """Prints the loads of one table beside its lists, whose filters and orders they share."""

    def load_function(self, load: Load) -> str:
        """A function that returns rows, or a page of rows, by key."""
        return self._rows(load) if isinstance(load, LoadRows) else self._pages(load)

    def _rows(self, load: LoadRows) -> str:
        key = self._table.column(load.key)
        printer = StoreExpressions(self._plan, self._table, self._imports, load.parameters)
        asked = f".where({place(self._table, load.key)}, 'in', {wanted_keys(printer.codecs, key.type)})"
        start = f"session.selectFrom({text(self._table.physical)}).select({self._model.selection}){asked}"
        statement, lines = narrowed(start, load.conditions, printer)
        owner = annotation(key.type, self._imports, self._plan.enums)
        lines = [*nothing_wanted(), *lines, *assignment("rows", f"await {statement}.execute()", 1)]
        lines += self._by_key(owner, f"row{member(key.name.attr)}", nullable=key.nullable)
        keywords = [(WANTED, f"readonly {owner}[]"), *arguments(self._plan, load.parameters, self._imports)]
        summary = f"Return {phrase(self._table)} for each key that has one."
        return function(load.name, keywords, f"Map<{owner}, {self._model.type}>", summary, lines)

    def _by_key(self, owner: str, key: str, *, nullable: bool) -> list[str]:
        """The rows by their key."""
        loaded = f"rows.map({self._model.load})"
        if not nullable:
            return returned(f"new Map({loaded}.map((row) => [{key}, row]))")
        return [
            f"{INDENT}const found = new Map<{owner}, {self._model.type}>();",
            f"{INDENT}for (const row of {loaded}) {{",
            f"{INDENT * 2}if ({key} !== null) {{",
            f"{INDENT * 3}found.set({key}, row);",
            f"{INDENT * 2}}}",
            f"{INDENT}}}",
            f"{INDENT}return found;",
        ]

    def _pages(self, load: LoadPages) -> str:
        call = load.rows
        listing = self._imports.type_name(ORDERING, "Listing")
        page = self._imports.type_name(PAGING, "Page")
        fetch = self._imports.name("src/repositories/batches.ts", "fetchPages")
        build, item = self._built(call.through)
        near = self._model if call.through is None else Model(self._plan.table(call.through.table), self._imports)
        wanted = f"{{ near: {near.column(load.near)}, owners: {WANTED}, build: {build} }}"
        lines = [*nothing_wanted(), *self.statement(call), *self.keys(call)]
        lines += returned(f"await {fetch}(session, statement, keys, listing, {wanted})")
        owner = annotation(load.key_type, self._imports, self._plan.enums)
        keywords = [(WANTED, f"readonly {owner}[]"), *arguments(self._plan, call.parameters, self._imports)]
        summary = f"Return one page of {plural(self._table)} for each key that has any."
        answer = f"Map<{owner}, {page}<{item}>>"
        return function(load.name, [*keywords, ("listing", listing)], answer, summary, lines)
