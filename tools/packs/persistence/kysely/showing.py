"""Prints what views compute: values, rows inside and lists of rows, for many rows at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tools.blueprint.names import camel, numbered, pascal
from tools.blueprint.plan.expr import Argument, Call, ColumnValue, Expr, Related
from tools.blueprint.plan.parts import parts_of
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import Computed, ComputeValues, ListNest, ListOrder, Nest, Parameter
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import ValueType
from tools.packs.languages.typescript.annotations import annotation, optional, parameter
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, assignment, bracketed, docstring, expression, returned
from tools.packs.languages.typescript.literals import key, member, text
from tools.packs.persistence.kysely.exactness import is_decimal, unit
from tools.packs.persistence.kysely.expressions import StoreExpressions
from tools.packs.persistence.kysely.functions import (
    WANTED,
    Model,
    arguments,
    function,
    nothing_wanted,
    place,
    plural,
    record,
    wanted_keys,
)
from tools.packs.persistence.kysely.listing import order_key
from tools.packs.persistence.kysely.operands import is_test

_LONGEST = 40
"""What a value is called in the statement is cut there; stores know no longer names than 63 bytes."""


def compute_blocks(plan: RenderPlan, table: Table, call: ComputeValues, imports: Imports) -> list[str]:
    """The types of what is computed, a function for each list among it, and the one that returns it by keys of rows."""
    printer = _Showing(plan, call, imports)
    lists = printer.lists(call.lists, call.name)
    function = printer.compute(table)
    return [*printer.types, *lists, function]


@dataclass
class _Columns:
    """What a statement selects, equal values once."""

    printer: StoreExpressions
    first: str = ""
    """What stands before them."""
    found: dict[str, tuple[Expr, bool]] = field(default_factory=dict)
    """Name → the value, and whether it is never null where it is asked for."""
    absent: set[str] = field(default_factory=set)
    """Keys that tell whether there is a row inside."""

    def place(self, item: Computed, path: Sequence[str] = (), *, present: bool = False) -> str:
        """The value in a row of the result."""
        wanted = "_".join([*path, item.name])[:_LONGEST]
        if not isinstance(item.value, ColumnValue) or path:
            wanted = camel(wanted)
        known = next((name for name, (value, _) in self.found.items() if value == item.value), None)
        # Not every store tells capitals from small letters in names.
        taken = {name.lower() for name in self.found}
        name = known or next(name for name in numbered(wanted) if name.lower() not in taken)
        told = present or (known is not None and self.found[known][1])
        self.found[name] = (item.value, told and name not in self.absent)
        return f"row{member(name)}"

    def key(self, item: Computed, path: Sequence[str]) -> str:
        """The key of a row inside, which is null where there is none."""
        found = self.place(item, path)
        name = found.removeprefix("row.")
        self.absent.add(name)
        self.found[name] = (item.value, False)
        return found

    @property
    def selected(self) -> str:
        """The argument of `select`."""
        items = [self.first] if self.first else []
        items += [self.printer.shown(value, name, present=told) for name, (value, told) in self.found.items()]
        return self.printer.callback(items[0] if len(items) == 1 else f"[{', '.join(items)}]")


class _Showing:
    """Prints what one call computes."""

    def __init__(self, plan: RenderPlan, call: ComputeValues, imports: Imports) -> None:
        self._plan = plan
        self._call = call
        self._imports = imports
        self._enums = plan.enums
        self.types: list[str] = []
        """What is computed, as types: those inside others first."""

    def compute(self, table: Table) -> str:
        """The function that returns values by the keys of rows."""
        call, column = self._call, table.column(table.primary_key[0])
        printer = StoreExpressions(self._plan, table, self._imports, call.parameters)
        columns = _Columns(printer)
        own = self._loaded(
            columns, Computed(column.name.snake, ColumnValue(column.name.snake, column.type), column.type)
        )
        entries, members = self._entries(columns, call, call.name, {"": table}, ())
        for item in call.lists:
            entries.append((camel(item.name), f"{_by_key(item)}.get({own}) ?? []"))
            members.append(f"readonly {camel(item.name)}: readonly {self._listed(item, call.name)}[];")
        kind = self._typed(pascal(call.name), f"What is computed beside {plural(table)}.", members)
        keys = wanted_keys(printer.codecs, column.type)
        statement = f"session.selectFrom({text(table.physical)}).select({columns.selected})"
        statement += f".where({place(table, column.name.snake)}, 'in', {keys})"
        lines = [*nothing_wanted(), *assignment("rows", f"await {statement}.execute()", 1)]
        lines += self._reads(call.lists, call.name, own)
        lines += returned(f"new Map(rows.map((row) => [{own}, {record(entries)}]))")
        owner = annotation(column.type, self._imports, self._enums)
        summary = f"Compute what stands beside {plural(table)}, by key."
        return function(
            call.name, self._keywords(column.type, call.parameters), f"Map<{owner}, {kind}>", summary, lines
        )

    def lists(self, lists: Sequence[ListNest], owner: str) -> list[str]:
        """A function for each list, after those of the lists inside it."""
        found: list[str] = []
        for item in lists:
            name = f"{owner}_{item.name}"
            found += self.lists(item.lists, name)
            found.append(self._list(item, owner))
        return found

    def _list(self, item: ListNest, owner: str) -> str:
        name, table = f"{owner}_{item.name}", self._plan.table(item.table)
        link = self._plan.table(item.link) if item.link is not None else None
        near = link if link is not None else table
        printer = StoreExpressions(self._plan, table, self._imports, self._call.parameters)
        asked = place(near, item.near)
        owned = (
            f"eb.ref({asked}).$notNull().as('_near')" if near.column(item.near).nullable else f"{asked[:-1]} as _near'"
        )
        columns = _Columns(printer, owned)
        own = self._loaded(columns, item.key)
        entry = self._entry(columns, item, name, table)
        start = f"session.selectFrom({text(table.physical)})"
        if link is not None:
            start += f".innerJoin({text(link.physical)}, {place(link, item.far or '')}, "
            start += f"{place(table, table.primary_key[0])})"
        start += f".select({columns.selected}).where({asked}, 'in', {wanted_keys(printer.codecs, item.near_type)})"
        start += "".join(call for found in item.conditions for call in printer.filters(found))
        lines = [*nothing_wanted(), *assignment("statement", start, 1)]
        lines += self._fetched(item, near, table, link)
        lines += self._reads(item.lists, name, own)
        kind, of = self._listed(item, owner), annotation(item.near_type, self._imports, self._enums)
        lines += assignment("found", f"new Map<{of}, {kind}[]>({WANTED}.map((key) => [key, []]))", 1)
        lines.append(f"{INDENT}for (const row of rows) {{")
        lines += expression(f"found.get({printer.codecs.load('row._near', item.near_type)})?.push({entry})", 2, ";")
        lines += [f"{INDENT}}}", f"{INDENT}return found;"]
        passed = [found for found in self._call.parameters if found.name in self._used(item)]
        summary = f"Return the {plural(table)} of each, at most {item.most}."
        return function(
            name, self._keywords(item.near_type, passed), f"Map<{of}, {kind}[]>", summary, lines, local=True
        )

    def _entry(self, columns: _Columns, item: ListNest, name: str, table: Table) -> str:
        """What stands for a listed row."""
        if item.show is not None:
            return self._loaded(columns, item.show)
        entries, members = self._entries(columns, item, name, {"": table}, ())
        for inner in item.lists:
            entries.append((camel(inner.name), f"{_by_key(inner)}.get({self._loaded(columns, item.key)}) ?? []"))
            members.append(f"readonly {camel(inner.name)}: readonly {self._listed(inner, name)}[];")
        held, kinds = self._held(columns, item, table, ())
        self._typed(pascal(name), f"One of the {plural(table)} in a list.", _with_values(kinds, members))
        return record(_beside(held, entries))

    def _entries(
        self,
        columns: _Columns,
        of: ComputeValues | ListNest | Nest,
        name: str,
        names: Mapping[str, Table],
        path: tuple[str, ...],
    ) -> tuple[list[tuple[str, str]], list[str]]:
        """What is computed of a row and the rows inside it: as entries of an object, and as members of its type."""
        entries, members = [], []
        for item in of.values:
            entries.append((camel(item.name), self._loaded(columns, item, path)))
            kind = optional(annotation(item.type, self._imports, self._enums), item.nullable)
            members.append(f"readonly {camel(item.name)}: {kind};")
        for nest in of.nests:
            printed, kind = self._nest(columns, nest, name, names, path)
            entries.append((camel(nest.name), printed))
            members.append(f"readonly {camel(nest.name)}: {kind};")
        return entries, members

    def _nest(
        self, columns: _Columns, nest: Nest, owner: str, names: Mapping[str, Table], path: tuple[str, ...]
    ) -> tuple[str, str]:
        """A row that stands inside another one, and its type."""
        table, name, here = self._plan.table(nest.table), f"{owner}_{nest.name}", (*path, nest.name)
        way = nest.key.value
        for _ in path:
            assert isinstance(way, Related)
            way = way.value  # type: ignore[assignment]
        assert isinstance(way, Related)
        there = _is_there(way, names)
        at = "" if there else columns.key(nest.key, here)
        entries, members = self._entries(columns, nest, name, {**names, way.alias: table}, here)
        held, kinds = self._held(columns, nest, table, here)
        summary = f"The {table.name.snake.replace('_', ' ')} inside."
        kind = self._typed(pascal(name), summary, _with_values(kinds, members))
        row = record(_beside(held, entries))
        return (row, kind) if there else (f"{at} === null ? null : {row}", f"{kind} | null")

    def _held(
        self, columns: _Columns, of: Nest | ListNest, table: Table, path: tuple[str, ...]
    ) -> tuple[list[tuple[str, str]], list[str]]:
        """The columns of a row inside: as entries of an object, and as members of its type."""
        entries, members = [], []
        for item in of.columns:
            attr = table.column(item.name).name.attr
            entries.append((key(attr), self._loaded(columns, item, path)))
            kind = optional(annotation(item.type, self._imports, self._enums), item.nullable)
            members.append(f"readonly {key(attr)}: {kind};")
        return entries, members

    def _loaded(self, columns: _Columns, item: Computed, path: tuple[str, ...] = ()) -> str:
        """A value of the result as a value of the program."""
        test = is_test(item.value)
        stored = columns.place(item, path, present=not (item.nullable or test))
        if test:
            return f"Boolean({stored})"
        if isinstance(item.value, Call) and item.type.kind == "bool":
            return f"{stored} === null ? null : Boolean({stored})" if item.nullable else f"Boolean({stored})"
        kind = (unit(item.value) if is_decimal(item.value) else None) or item.type
        return columns.printer.codecs.load(stored, kind)

    def _reads(self, lists: Sequence[ListNest], owner: str, own: str) -> list[str]:
        """Statements that read lists for all rows."""
        lines = [f"{INDENT}const keys = rows.map((row) => {own});"] if lists else []
        for item in lists:
            passed = [parameter(name) for name in self._used(item)]
            given = record([(WANTED, "keys"), *((name, name) for name in passed)])
            lines += assignment(_by_key(item), f"await {camel(f'{owner}_{item.name}')}(session, {given})", 1)
        return lines

    def _fetched(self, item: ListNest, near: Table, table: Table, link: Table | None) -> list[str]:
        fetch = self._imports.name("src/repositories/lists.ts", "fetchLists")
        last = [ListOrder(column, False, False) for column in table.primary_key]
        order = []
        for found in [*item.order, *(one for one in last if one not in item.order)]:
            of = link if found.of_link and link is not None else table
            order.append(order_key(Model(of, self._imports), found.column, found.descending, self._imports))
        column = Model(near, self._imports).column(item.near)
        wanted = f"{{ near: {column}, order: [{', '.join(order)}], most: {item.most} }}"
        return assignment("rows", f"await {fetch}(session, statement, {wanted})", 1)

    def _listed(self, item: ListNest, owner: str) -> str:
        """The type of what stands in a list."""
        if item.show is None:
            return pascal(f"{owner}_{item.name}")
        kind = optional(annotation(item.show.type, self._imports, self._enums), item.show.nullable)
        return f"({kind})" if " " in kind else kind

    def _typed(self, name: str, summary: str, members: Sequence[str]) -> str:
        lines = [docstring(summary), f"export interface {name} {{", *(f"{INDENT}{item}" for item in members), "}"]
        self.types.append("\n".join(lines))
        return name

    def _used(self, item: ListNest) -> list[str]:
        """Parameters of the call that the list, or one inside it, needs."""
        needed = {found.name for found in parts_of(item, Argument)}
        return [found.name for found in self._call.parameters if found.name in needed]

    def _keywords(self, kind: ValueType, parameters: Sequence[Parameter]) -> list[tuple[str, str]]:
        owner = annotation(kind, self._imports, self._enums)
        return [(WANTED, f"readonly {owner}[]"), *arguments(self._plan, parameters, self._imports)]


def _is_there(way: Related, names: Mapping[str, Table]) -> bool:
    """Whether a reference always leads to a row: a required one does, unless the row may be marked as deleted."""
    sides = way.on.args if isinstance(way.on, Call) and way.on.function == "eq" else ()
    held = [side for side in sides if isinstance(side, ColumnValue) and side.of != way.alias]
    columns = [names[side.of].column(side.column) for side in held]
    return way.where is None and all(item.reference is not None and not item.nullable for item in columns)


def _with_values(kinds: Sequence[str], members: Sequence[str]) -> list[str]:
    """Members of the type of a row inside, with what is computed of it."""
    if not members:
        return list(kinds)
    inner = bracketed("readonly shown: {", [item.removesuffix(";") for item in members], "};", 1, ";")
    return [*kinds, "\n".join(inner).strip()]


def _beside(held: Sequence[tuple[str, str]], entries: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """A row inside, with what is computed of it."""
    return [*held, ("shown", record(entries))] if entries else [*held]


def _by_key(item: ListNest) -> str:
    """What the lists of all rows are called."""
    return f"{camel(item.name)}ByKey"
