"""Prints what views compute: values, rows inside and lists of rows, for many rows at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.blueprint.plan.expr import Argument
from tools.blueprint.plan.parts import parts_of
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import Computed, ComputeValues, ListNest, ListOrder, Nest, Parameter
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import ValueType
from tools.packs.languages.python.annotations import annotation, parameter
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, WIDTH, assignment, bracketed, expression, statement
from tools.packs.languages.python.literals import text
from tools.packs.persistence.sqlalchemy.expressions import StoreExpressions
from tools.packs.persistence.sqlalchemy.functions import arguments, function

_WANTED = "wanted"
_SHOWN = "app.repositories.shown"
_ANSWER = "dict[Any, dict[str, Any]]"


def compute_functions(plan: RenderPlan, table: Table, call: ComputeValues, imports: Imports) -> list[str]:
    """A function for each list among the values, then the one that returns values by the keys of rows."""
    imports.add("collections.abc", "Sequence")
    imports.add("typing", "Any")
    imports.add("sqlalchemy", "select")
    return [*_ListPrinter(plan, call, imports).functions(call.lists, call.name), _compute(plan, table, call, imports)]


def _compute(plan: RenderPlan, table: Table, call: ComputeValues, imports: Imports) -> str:
    imports.add("app.models", table.name.type)
    printer = StoreExpressions(plan, table, imports)
    key = table.column(table.primary_key[0])
    shown = f"{table.name.type}.{key.name.attr}"
    columns = Columns(printer, [shown])
    entries = columns.entries(plan, call.values, call.nests, imports)
    entries += [f"{text(item.name)}: {_by_key(item)}[row[0]]" for item in call.lists]
    lines = [*printer.aliases.lines(), statement("statement = select(", columns.printed, ")")]
    lines.append(f"{INDENT}statement = statement.where({shown}.in_({_WANTED}))")
    lines.append(f"{INDENT}rows = (await session.execute(statement)).all()")
    lines += _ListPrinter(plan, call, imports).reads(call.lists, call.name, 0)
    lines += _answered(entries)
    summary = f"Compute what stands beside {table.name.plural_snake.replace('_', ' ')}, by key."
    return function(call.name, _keywords(plan, key.type, call.parameters, imports), _ANSWER, summary, lines)


@dataclass
class Columns:
    """The columns of a statement, equal ones once."""

    printer: StoreExpressions
    printed: list[str]

    def place(self, item: Computed) -> str:
        """The value in a row of the result."""
        value = self.printer.shown(item.value)
        if value not in self.printed:
            self.printed.append(value)
        return f"row[{self.printed.index(value)}]"

    def entries(
        self, plan: RenderPlan, values: Sequence[Computed], nests: Sequence[Nest], imports: Imports
    ) -> list[str]:
        """Items of a dictionary: what is computed of a row, and the rows inside it."""
        found = [f"{text(item.name)}: {self.place(item)}" for item in values]
        return [*found, *(f"{text(item.name)}: {self._nest(plan, item, imports)}" for item in nests)]

    def inside(self, plan: RenderPlan, nest: Nest | ListNest, beside: Sequence[str], imports: Imports) -> str:
        """A row that stands inside another one."""
        table = plan.table(nest.table)
        held = [f"{text(table.column(item.name).name.attr)}: {self.place(item)}" for item in nest.columns]
        name = imports.name(_SHOWN, "inside")
        return f"{name}({self.place(nest.key)}, {{{', '.join(held)}}}, {{{', '.join(beside)}}})"

    def _nest(self, plan: RenderPlan, nest: Nest, imports: Imports) -> str:
        return self.inside(plan, nest, self.entries(plan, nest.values, nest.nests, imports), imports)


@dataclass(frozen=True)
class _ListPrinter:
    """Prints what reads the lists of one call."""

    plan: RenderPlan
    call: ComputeValues
    imports: Imports

    def functions(self, lists: Sequence[ListNest], owner: str) -> list[str]:
        """A function for each list, after those of the lists inside it."""
        found: list[str] = []
        for item in lists:
            found += self.functions(item.lists, _name(owner, item))
            found.append(self._function(item, _name(owner, item)))
        return found

    def reads(self, lists: Sequence[ListNest], owner: str, place: int) -> list[str]:
        """Statements that read lists for all rows; the key of a row stands at `place`."""
        lines = [f"{INDENT}keys = [row[{place}] for row in rows]"] if lists else []
        for item in lists:
            passed = [f"{parameter(name)}={parameter(name)}" for name in self._used(item)]
            called = ", ".join(["session", f"{_WANTED}=keys", *passed])
            lines += assignment(_by_key(item), f"await {_name(owner, item)}({called})", 1)
        return lines

    def _function(self, item: ListNest, name: str) -> str:
        table = self.plan.table(item.table)
        kind = self.imports.name("app.models", table.name.type)
        link = self.plan.table(item.link) if item.link is not None else None
        owner = link if link is not None else table
        near = f"{self.imports.name('app.models', owner.name.type)}.{owner.column(item.near).name.attr}"
        printer = StoreExpressions(self.plan, table, self.imports)
        columns = Columns(printer, [near])
        columns.place(item.key)
        entry = self._entry(columns, item)
        lines = [*printer.aliases.lines(), statement("statement = select(", columns.printed, ")")]
        if link is not None:
            on = f"{link.name.type}.{link.column(item.far or '').name.attr} == {printer.shown(item.key.value)}"
            lines.append(statement(f"statement = statement.select_from({kind}).join(", [link.name.type, on], ")"))
        narrowed = [f"{near}.in_({_WANTED})", *(printer.condition(found) for found in item.conditions)]
        lines.append(statement("statement = statement.where(", narrowed, ")"))
        lines += self._fetched(item, near, table, link)
        lines += self.reads(item.lists, name, 1)
        lines.append(f"{INDENT}found: dict[Any, list[Any]] = {{key: [] for key in {_WANTED}}}")
        lines.append(f"{INDENT}for row in rows:")
        lines += expression(f"found[row[0]].append({entry})", 2)
        lines.append(f"{INDENT}return found")
        passed = [found for found in self.call.parameters if found.name in self._used(item)]
        keywords = _keywords(self.plan, item.near_type, passed, self.imports)
        summary = f"Return the {table.name.plural_snake.replace('_', ' ')} of each, at most {item.most}."
        return function(name, keywords, "dict[Any, list[Any]]", summary, lines)

    def _entry(self, columns: Columns, item: ListNest) -> str:
        if item.show is not None:
            return columns.place(item.show)
        beside = columns.entries(self.plan, item.values, item.nests, self.imports)
        beside += [f"{text(inner.name)}: {_by_key(inner)}[row[1]]" for inner in item.lists]
        return columns.inside(self.plan, item, beside, self.imports)

    def _fetched(self, item: ListNest, near: str, table: Table, link: Table | None) -> list[str]:
        self.imports.add("app.repositories.lists", "fetch_lists")
        last = [ListOrder(column, False, False) for column in table.primary_key]
        order = [_ordered(found, link if found.of_link and link is not None else table) for found in item.order]
        order += [_ordered(found, table) for found in last if found not in item.order]
        items = ["session", "statement", f"near={near}", f"order=[{', '.join(order)}]", f"most={item.most}"]
        return bracketed("rows = await fetch_lists(", items, ")", 1)

    def _used(self, item: ListNest) -> list[str]:
        """Parameters of the call that the list, or one inside it, needs."""
        needed = {found.name for found in parts_of(item, Argument)}
        return [found.name for found in self.call.parameters if found.name in needed]


def _ordered(order: ListOrder, table: Table) -> str:
    column = table.column(order.column)
    printed = f"{table.name.type}.{column.name.attr}{'.desc()' if order.descending else ''}"
    return f"{printed}.nulls_last()" if column.nullable else printed


def _name(owner: str, item: ListNest) -> str:
    return f"{owner}_{item.name}"


def _by_key(item: ListNest) -> str:
    """What the lists of all rows are called."""
    return f"{item.name}_by_key"


def _keywords(plan: RenderPlan, key: ValueType, parameters: Sequence[Parameter], imports: Imports) -> list[str]:
    owner = annotation(key, imports, plan.enums)
    return [f"{_WANTED}: Sequence[{owner}]", *arguments(plan, parameters, imports)]


def _answered(entries: list[str]) -> list[str]:
    flat = f"{INDENT}return {{row[0]: {{{', '.join(entries)}}} for row in rows}}"
    if len(flat) <= WIDTH:
        return [flat]
    within = f"{INDENT * 2}row[0]: {{{', '.join(entries)}}} for row in rows"
    if len(within) <= WIDTH:
        return [f"{INDENT}return {{", within, f"{INDENT}}}"]
    inner = bracketed("row[0]: {", entries, "}", 2)
    return [f"{INDENT}return {{", *inner, f"{INDENT * 2}for row in rows", f"{INDENT}}}"]
