"""Prints inserting, updating, deleting and linking."""

from keyword import iskeyword

from tools.blueprint.managed import DELETED_AT
from tools.blueprint.plan.expr import Call
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import (
    Assignment,
    DeleteReferring,
    DeleteRow,
    InsertRow,
    PutLink,
    RemoveLink,
    UpdateReferring,
    UpdateRow,
    UpsertRow,
)
from tools.blueprint.plan.table import Column, Table
from tools.packs.languages.python.annotations import parameter
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, bracketed, expression, statement
from tools.packs.languages.python.literals import text
from tools.packs.persistence.sqlalchemy.expressions import StoreExpressions
from tools.packs.persistence.sqlalchemy.functions import REFRESH, arguments, function, mapping, narrowed, phrase

_VALUES = "values: Mapping[str, Any]"
_COLLECTION = frozenset({"compare", "contains_column", "corresponding_column", "get", "items", "keys", "values"})
"""Methods of a collection of columns: a column of such a name is no attribute of it."""


def insert_function(plan: RenderPlan, table: Table, call: InsertRow, imports: Imports) -> str:
    """A function that stores a row and returns it."""
    kind = imports.name("app.models", table.name.type)
    if not imports.has("app.core.columns", "insert"):
        imports.add("sqlalchemy", "insert")
    entries, lines = _entries(plan, table, call.assignments, imports)
    base = _accepted(call.accept, imports)
    lines += mapping(f"statement = insert({kind}).values(", base, entries, ")")
    lines.append(f"{INDENT}return (await session.scalars(statement.returning({kind}))).one()")
    keywords = _keywords(plan, call, imports)
    return function(call.name, keywords, kind, f"Store {phrase(table)}.", lines)


def upsert_function(plan: RenderPlan, table: Table, call: UpsertRow, imports: Imports) -> str:
    """A function that stores a row, or changes the one with the same unique values, and returns it."""
    kind = imports.name("app.models", table.name.type)
    imports.add("app.core.columns", "insert")
    entries, lines = _entries(plan, table, call.assignments, imports)
    lines += mapping(f"statement = insert({kind}).values(", _accepted(call.accept, imports), entries, ")")
    unique = [f"{kind}.{table.column(name).name.attr}" for name in call.by]
    options = [f"index_elements=[{', '.join(unique)}]"]
    if call.live_only:
        options.append(f"index_where={kind}.{table.column(DELETED_AT).name.attr}.is_(None)")
    if call.changes:
        changes, before = _entries(plan, table, call.changes, imports)
        # What a conflict sets goes by the columns of the store, not by the attributes of the class.
        stored = {column.name.attr: column.physical for column in table.columns}
        lines += before + mapping("changes", None, [(stored[attr], value) for attr, value in changes], "")
    else:
        # A row is only answered where it is written: it keeps the value that it was found by.
        same = table.column(call.by[0])
        lines += mapping("changes", None, [(same.physical, f"statement.excluded{_excluded(same)}")], "")
    options.append("set_=changes")
    lines += bracketed("statement = statement.on_conflict_do_update(", options, ")", 1)
    lines += bracketed("rows = await session.scalars(", [f"statement.returning({kind})", REFRESH], ")", 1)
    lines.append(f"{INDENT}return rows.one()")
    summary = f"Store {phrase(table)}, or return the one that is there."
    return function(call.name, _keywords(plan, call, imports), kind, summary, lines)


def update_function(plan: RenderPlan, table: Table, call: UpdateRow, imports: Imports) -> str:
    """A function that changes a row and returns it, or None when no row met the conditions."""
    kind = imports.name("app.models", table.name.type)
    imports.add("sqlalchemy", "update")
    entries, lines = _entries(plan, table, call.assignments, imports)
    lines += narrowed(table, f"update({kind})", call.conditions, StoreExpressions(plan, table, imports))
    lines += mapping("statement = statement.values(", _accepted(call.accept, imports), entries, ")")
    lines += bracketed("return await session.scalar(", [f"statement.returning({kind})", REFRESH], ")", 1)
    summary = f"Change {phrase(table)}; None when no row met the conditions."
    return function(call.name, _keywords(plan, call, imports), f"{kind} | None", summary, lines)


def delete_function(plan: RenderPlan, table: Table, call: DeleteRow, imports: Imports) -> str:
    """A function that removes a row and tells whether there was one."""
    kind = imports.name("app.models", table.name.type)
    imports.add("sqlalchemy", "delete")
    lines = narrowed(table, f"delete({kind})", call.conditions, StoreExpressions(plan, table, imports))
    key = f"{kind}.{table.column(table.primary_key[0]).name.attr}"
    lines.append(f"{INDENT}return await session.scalar(statement.returning({key})) is not None")
    keywords = arguments(plan, call.parameters, imports)
    return function(call.name, keywords, "bool", f"Remove {phrase(table)}; False when there was none.", lines)


def update_referring_function(plan: RenderPlan, table: Table, call: UpdateReferring, imports: Imports) -> str:
    """A function that changes all rows that refer to one row."""
    kind = imports.name("app.models", table.name.type)
    imports.add("sqlalchemy", "update")
    entries, lines = _entries(plan, table, call.assignments, imports)
    lines += _referring(plan, table, f"update({kind})", call, imports)
    lines += mapping("statement = statement.values(", None, entries, ")")
    lines.append(f"{INDENT}await session.execute(statement)")
    summary = f"Change every {_thing(table)} with this `{call.near}`."
    return function(call.name, arguments(plan, call.parameters, imports), "None", summary, lines)


def delete_referring_function(plan: RenderPlan, table: Table, call: DeleteReferring, imports: Imports) -> str:
    """A function that removes all rows that refer to one row."""
    kind = imports.name("app.models", table.name.type)
    imports.add("sqlalchemy", "delete")
    lines = _referring(plan, table, f"delete({kind})", call, imports)
    lines.append(f"{INDENT}await session.execute(statement)")
    summary = f"Remove every {_thing(table)} with this `{call.near}`."
    return function(call.name, arguments(plan, call.parameters, imports), "None", summary, lines)


def _thing(table: Table) -> str:
    return table.name.snake.replace("_", " ")


def _referring(
    plan: RenderPlan, table: Table, start: str, call: UpdateReferring | DeleteReferring, imports: Imports
) -> list[str]:
    printer = StoreExpressions(plan, table, imports)
    near = f"{table.name.type}.{table.column(call.near).name.attr} == {parameter(call.parameters[0].name)}"
    found = [near, *(printer.condition(item) for item in call.conditions)]
    return [statement(f"statement = {start}.where(", found, ")")]


def put_link_function(plan: RenderPlan, table: Table, call: PutLink, imports: Imports) -> str:
    """A function that stores a link, or changes the values of one that is there."""
    kind = imports.name("app.models", table.name.type)
    imports.add("app.core.columns", "insert")
    entries, lines = _entries(plan, table, call.assignments, imports)
    ends = [(table.column(name).name.attr, _end(call, name)) for name in (call.near, call.far)]
    base = _accepted(call.accept, imports)
    keys = f"index_elements=[{', '.join(f'{kind}.{attr}' for attr, _ in ends)}]"
    if base or entries:
        lines += mapping("changes", base, entries, "")
        lines += mapping(f"statement = insert({kind}).values(", "changes", ends, ")")
        changed = "changes"
        if any(column.name.attr != column.physical for column in table.columns):
            changed = "stored"
            pairs = f"{{getattr({kind}, name): value for name, value in changes.items()}}"
            lines += expression(f"stored = {pairs}", 1)
        lines += expression(f"await session.execute(statement.on_conflict_do_update({keys}, set_={changed}))", 1)
    else:
        lines += mapping(f"statement = insert({kind}).values(", None, ends, ")")
        lines += expression(f"await session.execute(statement.on_conflict_do_nothing({keys}))", 1)
    summary = "Link the two; a link that is there already only gets these values."
    if not (base or entries):
        summary = "Link the two; doing so twice is the same as once."
    return function(call.name, _keywords(plan, call, imports), "None", summary, lines)


def remove_link_function(plan: RenderPlan, table: Table, call: RemoveLink, imports: Imports) -> str:
    """A function that removes a link where there is one."""
    kind = imports.name("app.models", table.name.type)
    imports.add("sqlalchemy", "delete")
    ends = [f"{kind}.{table.column(name).name.attr} == {_end(call, name)}" for name in (call.near, call.far)]
    lines = expression(f"await session.execute(delete({kind}).where({', '.join(ends)}))", 1)
    keywords = arguments(plan, call.parameters, imports)
    return function(call.name, keywords, "None", "Remove the link where there is one.", lines)


def _excluded(column: Column) -> str:
    """How the value is read that was not inserted: some names are words of the language, or of the collection."""
    name = column.physical
    return f"[{text(name)}]" if iskeyword(name) or name in _COLLECTION else f".{name}"


def _keywords(plan: RenderPlan, call: InsertRow | UpsertRow | UpdateRow | PutLink, imports: Imports) -> list[str]:
    keywords = arguments(plan, call.parameters, imports)
    return [*keywords, _VALUES] if call.accept else keywords


def _accepted(accept: tuple[str, ...], imports: Imports) -> str | None:
    if not accept:
        return None
    imports.add("collections.abc", "Mapping")
    imports.add("typing", "Any")
    return "values"


def _end(call: PutLink | RemoveLink, column: str) -> str:
    """The parameter that carries one end of a link: near first, far second."""
    position = 0 if column == call.near else 1
    return parameter(call.parameters[position].name)


def _entries(
    plan: RenderPlan, table: Table, assignments: tuple[Assignment, ...], imports: Imports
) -> tuple[list[tuple[str, str]], list[str]]:
    """Entries of the values, and lines before them: one reading of the clock serves all columns."""
    printer = StoreExpressions(plan, table, imports)
    now = [item for item in assignments if isinstance(item.value, Call) and item.value.function == "now"]
    several = len(now) > 1
    entries = []
    for item in assignments:
        printed = "moment" if several and item in now else printer.print(item.value)
        entries.append((table.column(item.column).name.attr, printed))
    lines = printer.aliases.lines()
    if several:
        imports.add("app.core", "clock")
        lines.append(f"{INDENT}moment = clock.now()")
    return entries, lines
