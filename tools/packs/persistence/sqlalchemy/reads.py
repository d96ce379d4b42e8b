"""Prints finding a row, computing values and checking references."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import CheckReferences, Computed, ComputeValues, FindRow, Nest, ReferenceCheck
from tools.blueprint.plan.table import Table
from tools.packs.languages.python.annotations import annotation, enum_classes, parameter
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, WIDTH, bracketed, statement
from tools.packs.languages.python.literals import text
from tools.packs.persistence.sqlalchemy.expressions import StoreExpressions
from tools.packs.persistence.sqlalchemy.functions import arguments, function, narrowed, phrase

_WANTED = "wanted"


def find_function(plan: RenderPlan, table: Table, call: FindRow, imports: Imports) -> str:
    """A function that returns one row or None."""
    imports.add("app.models", table.name.type)
    imports.add("sqlalchemy", "select")
    printer = StoreExpressions(plan, table, imports)
    lines = narrowed(table, f"select({table.name.type})", call.conditions, printer)
    locked = ".with_for_update()" if call.lock else ""
    lines.append(f"{INDENT}return await session.scalar(statement{locked})")
    keywords = arguments(plan, call.parameters, imports)
    summary = f"Return {phrase(table)}; None when there is none."
    return function(call.name, keywords, f"{table.name.type} | None", summary, lines)


def compute_function(plan: RenderPlan, table: Table, call: ComputeValues, imports: Imports) -> str:
    """A function that returns values by the keys of rows."""
    imports.add("app.models", table.name.type)
    imports.add("collections.abc", "Sequence")
    imports.add("typing", "Any")
    imports.add("sqlalchemy", "select")
    printer = StoreExpressions(plan, table, imports)
    key = table.column(table.primary_key[0])
    shown = f"{table.name.type}.{key.name.attr}"
    columns = Columns(printer, [shown])
    narrowed_to = [f"{INDENT}statement = statement.where({shown}.in_({_WANTED}))"]
    entries = columns.entries(plan, call.values, call.nests, imports)
    lines = [*printer.aliases.lines(), statement("statement = select(", columns.printed, ")"), *narrowed_to]
    lines.append(f"{INDENT}rows = (await session.execute(statement)).all()")
    lines += _by_key(entries)
    owner = annotation(key.type, imports, enum_classes(plan))
    keywords = [f"{_WANTED}: Sequence[{owner}]", *arguments(plan, call.parameters, imports)]
    summary = f"Compute what stands beside {table.name.plural_snake.replace('_', ' ')}, by key."
    return function(call.name, keywords, "dict[Any, dict[str, Any]]", summary, lines)


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

    def _nest(self, plan: RenderPlan, nest: Nest, imports: Imports) -> str:
        table = plan.table(nest.table)
        held = [f"{text(table.column(item.name).name.attr)}: {self.place(item)}" for item in nest.columns]
        beside = self.entries(plan, nest.values, nest.nests, imports)
        name = imports.name("app.repositories.shown", "inside")
        return f"{name}({self.place(nest.key)}, {{{', '.join(held)}}}, {{{', '.join(beside)}}})"


def _by_key(entries: list[str]) -> list[str]:
    flat = f"{INDENT}return {{row[0]: {{{', '.join(entries)}}} for row in rows}}"
    if len(flat) <= WIDTH:
        return [flat]
    inner = bracketed("row[0]: {", entries, "}", 2)
    return [f"{INDENT}return {{", *inner, f"{INDENT * 2}for row in rows", f"{INDENT}}}"]


def references_function(plan: RenderPlan, table: Table, call: CheckReferences, imports: Imports) -> str:
    """A function that returns the references whose row is missing."""
    imports.add("sqlalchemy", "select")
    imports.add("app.repositories.ordering", "AnySelect")
    imports.add("app.repositories.references", "absent")
    taken = {item.name for item in call.parameters}
    keywords = arguments(plan, call.parameters, imports)
    keywords += [f"{_argument(check, taken)}: {_annotation(plan, check, imports)} | None" for check in call.references]
    lines = [f"{INDENT}wanted: dict[str, AnySelect] = {{}}"]
    for check in call.references:
        lines += _check(plan, check, _argument(check, taken), imports)
    lines.append(f"{INDENT}return await absent(session, wanted)")
    summary = "Return the names of the references whose row is missing."
    return function(call.name, keywords, "list[str]", summary, lines)


def reference_argument(call: CheckReferences, check: ReferenceCheck) -> str:
    """The keyword under which the caller passes the value of a reference."""
    return _argument(check, {item.name for item in call.parameters})


def _argument(check: ReferenceCheck, taken: set[str]) -> str:
    return f"{check.field}_value" if check.field in taken else parameter(check.field)


def _annotation(plan: RenderPlan, check: ReferenceCheck, imports: Imports) -> str:
    column = plan.table(check.table).column(check.column)
    return annotation(column.type, imports, enum_classes(plan))


def _check(plan: RenderPlan, check: ReferenceCheck, argument: str, imports: Imports) -> list[str]:
    target = plan.table(check.table)
    imports.add("app.models", target.name.type)
    printer = StoreExpressions(plan, target, imports)
    key = f"{target.name.type}.{target.column(check.column).name.attr}"
    always = [f"{key} == {argument}", *(printer.condition(item) for item in check.conditions if item.unless is None)]
    query = f"{check.field}_query"
    lines = [f"{INDENT}if {argument} is not None:"]
    lines.append(statement(f"{query} = select({key}).where(", always, ")", 2))
    for item in check.conditions:
        if item.unless is not None:
            lines.append(f"{INDENT * 2}if not {parameter(item.unless)}:")
            lines.append(statement(f"{query} = {query}.where(", [printer.condition(item)], ")", 3))
    lines.append(f"{INDENT * 2}wanted[{text(check.field)}] = {query}")
    return lines
