"""Prints inserting, updating, deleting and linking."""

from collections.abc import Sequence

from tools.blueprint.managed import DELETED_AT
from tools.blueprint.plan.expr import Argument, Call
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import (
    Assignment,
    DeleteReferring,
    DeleteRow,
    FindRow,
    InsertRow,
    PutLink,
    RemoveLink,
    UpdateReferring,
    UpdateRow,
    UpsertRow,
)
from tools.blueprint.plan.table import Table
from tools.packs.languages.typescript.annotations import parameter
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, assignment, folded
from tools.packs.languages.typescript.literals import key, text
from tools.packs.persistence.kysely.expressions import StoreExpressions
from tools.packs.persistence.kysely.functions import (
    Model,
    arguments,
    function,
    narrowed,
    one_or_null,
    phrase,
    place,
    record,
)
from tools.packs.persistence.kysely.reads import find_function

_Writing = InsertRow | UpsertRow | UpdateRow | PutLink


class _Values:
    """The values that a write gives to columns."""

    def __init__(self, plan: RenderPlan, table: Table, call: _Writing | UpdateReferring, imports: Imports) -> None:
        self._table = table
        self._model = Model(table, imports)
        self._printer = StoreExpressions(plan, table, imports, call.parameters)
        self._imports = imports
        self._lacking = {item.name for item in call.parameters if item.nullable}

    def moment(self, assignments: Sequence[Assignment]) -> list[str]:
        """One reading of the clock serves all columns."""
        if sum(_is_now(item) for item in assignments) < 2:
            return []
        return [f"{INDENT}const moment = {self._imports.name('src/core/clock.ts', 'now')}();"]

    def printed(
        self, assignments: Sequence[Assignment], *, sent: bool, ends: Sequence[tuple[str, str]] = (), once: bool = True
    ) -> str:
        """What columns get, as stored: an object, or a function of the builder where the store computes."""
        read = "moment" if once and self.moment(assignments) else None
        known, computed = list(ends), []
        for item in assignments:
            column = self._table.column(item.column)
            host = read if read and _is_now(item) else self._printer.host(item.value, column.type)
            # What the column cannot hold is the store's to refuse: the values of a row have no such thing.
            lacking = isinstance(item.value, Argument) and item.value.name in self._lacking and not column.nullable
            if host is not None and not lacking:
                known.append((key(column.name.attr), host))
            else:
                computed.append((key(column.physical), self._printer.assigned(item.value)))
        if computed and not (sent or known):
            made = record(computed)
        else:
            given = "values" if sent and not known else record(known, *(["values"] if sent else []))
            stored = f"{self._model.values}({given})"
            if not computed:
                return stored
            made = record(computed, stored)
        return f"(eb) => ({made})" if self._printer.callback(made) != made else made


def insert_function(plan: RenderPlan, table: Table, call: InsertRow, imports: Imports) -> str:
    """A function that stores a row and returns it."""
    model, values = Model(table, imports), _Values(plan, table, call, imports)
    if call.accept or call.assignments:
        made = f"values({values.printed(call.assignments, sent=bool(call.accept))})"
    else:
        # Stores know no list of no values.
        made = "defaultValues()"
    statement = f"session.insertInto({text(table.physical)}).{made}.returning({model.selection})"
    lines = [
        *values.moment(call.assignments),
        *assignment("stored", f"await {statement}.executeTakeFirstOrThrow()", 1),
        f"{INDENT}return {model.load}(stored);",
    ]
    return function(call.name, _keywords(plan, call, model, imports), model.type, f"Store {phrase(table)}.", lines)


def upsert_function(plan: RenderPlan, table: Table, call: UpsertRow, imports: Imports) -> str:
    """A function that stores a row, or changes the one with the same unique values, and returns it."""
    model, values = Model(table, imports), _Values(plan, table, call, imports)
    given = values.printed(call.assignments, sent=bool(call.accept))
    unique = ", ".join(text(table.column(name).physical) for name in call.by)
    live = f".where({text(table.column(DELETED_AT).physical)}, 'is', null)" if call.live_only else ""
    if call.changes:
        changes = values.printed(call.changes, sent=False, once=False)
    else:
        # A row is only answered where it is written: it keeps the value that it was found by.
        same = table.column(call.by[0]).physical
        kept = f"eb.ref({text(f'excluded.{same}')})"
        changes = f"(eb) => ({record([(key(same), kept)])})"
    conflict = f"(conflict) => conflict.columns([{unique}]){live}.doUpdateSet({changes})"
    statement = f"session.insertInto({text(table.physical)}).values({given}).onConflict({conflict})"
    lines = [
        *values.moment(call.assignments),
        *assignment("stored", f"await {statement}.returning({model.selection}).executeTakeFirstOrThrow()", 1),
        f"{INDENT}return {model.load}(stored);",
    ]
    summary = f"Store {phrase(table)}, or return the one that is there."
    return function(call.name, _keywords(plan, call, model, imports), model.type, summary, lines)


def update_function(plan: RenderPlan, table: Table, call: UpdateRow, imports: Imports) -> str:
    """A function that changes a row and returns it, or null when no row met the conditions."""
    if not call.accept and not call.assignments:
        # Stores know no change of nothing.
        return find_function(plan, table, FindRow(call.name, call.table, call.parameters, call.conditions), imports)
    model, values = Model(table, imports), _Values(plan, table, call, imports)
    given = values.printed(call.assignments, sent=bool(call.accept))
    printer = StoreExpressions(plan, table, imports, call.parameters)
    start = f"session.updateTable({text(table.physical)}).set({given})"
    statement, lines = narrowed(start, call.conditions, printer)
    lines = [*values.moment(call.assignments), *lines]
    lines += assignment("stored", f"await {statement}.returning({model.selection}).executeTakeFirst()", 1)
    lines += one_or_null("stored", model)
    summary = f"Change {phrase(table)}; null when no row met the conditions."
    return function(call.name, _keywords(plan, call, model, imports), f"{model.type} | null", summary, lines)


def delete_function(plan: RenderPlan, table: Table, call: DeleteRow, imports: Imports) -> str:
    """A function that removes a row and tells whether there was one."""
    printer = StoreExpressions(plan, table, imports, call.parameters)
    statement, lines = narrowed(f"session.deleteFrom({text(table.physical)})", call.conditions, printer)
    key = place(table, table.primary_key[0])
    lines += assignment("removed", f"await {statement}.returning({key}).executeTakeFirst()", 1)
    lines.append(f"{INDENT}return removed !== undefined;")
    keywords = arguments(plan, call.parameters, imports)
    return function(call.name, keywords, "boolean", f"Remove {phrase(table)}; false when there was none.", lines)


def update_referring_function(plan: RenderPlan, table: Table, call: UpdateReferring, imports: Imports) -> str:
    """A function that changes all rows that refer to one row."""
    values = _Values(plan, table, call, imports)
    given = values.printed(call.assignments, sent=False)
    start = f"session.updateTable({text(table.physical)}).set({given})"
    lines = [*values.moment(call.assignments), *_referring(plan, table, start, call, imports)]
    summary = f"Change every {_thing(table)} with this `{call.near}`."
    return function(call.name, arguments(plan, call.parameters, imports), "void", summary, lines)


def delete_referring_function(plan: RenderPlan, table: Table, call: DeleteReferring, imports: Imports) -> str:
    """A function that removes all rows that refer to one row."""
    lines = _referring(plan, table, f"session.deleteFrom({text(table.physical)})", call, imports)
    summary = f"Remove every {_thing(table)} with this `{call.near}`."
    return function(call.name, arguments(plan, call.parameters, imports), "void", summary, lines)


def _thing(table: Table) -> str:
    return table.name.snake.replace("_", " ")


def _referring(
    plan: RenderPlan, table: Table, start: str, call: UpdateReferring | DeleteReferring, imports: Imports
) -> list[str]:
    printer = StoreExpressions(plan, table, imports, call.parameters)
    near = printer.codecs.store(parameter(call.parameters[0].name), table.column(call.near).type)
    found = f"{start}.where({place(table, call.near)}, '=', {near})"
    calls = [filtering for item in call.conditions for filtering in printer.filters(item)]
    return folded(f"await {found}{''.join(calls)}.execute()", 1, tail=";")


def put_link_function(plan: RenderPlan, table: Table, call: PutLink, imports: Imports) -> str:
    """A function that stores a link, or changes the values of one that is there."""
    model, values = Model(table, imports), _Values(plan, table, call, imports)
    ends = [(table.column(name).name.attr, _end(call, name)) for name in (call.near, call.far)]
    changing = bool(call.accept or call.assignments)
    given = values.printed(call.assignments, sent=bool(call.accept), ends=ends)
    same = ", ".join(text(table.column(name).physical) for name in (call.near, call.far))
    kept = "doNothing()"
    if changing:
        kept = f"doUpdateSet({values.printed(call.assignments, sent=bool(call.accept))})"
    conflict = f"(conflict) => conflict.columns([{same}]).{kept}"
    statement = f"session.insertInto({text(table.physical)}).values({given}).onConflict({conflict})"
    lines = [*values.moment(call.assignments), *folded(f"await {statement}.execute()", 1, tail=";")]
    summary = "Link the two; a link that is there already only gets these values."
    if not changing:
        summary = "Link the two; doing so twice is the same as once."
    return function(call.name, _keywords(plan, call, model, imports), "void", summary, lines)


def remove_link_function(plan: RenderPlan, table: Table, call: RemoveLink, imports: Imports) -> str:
    """A function that removes a link where there is one."""
    codecs = StoreExpressions(plan, table, imports).codecs
    ends = [
        f".where({place(table, name)}, '=', {codecs.store(_end(call, name), table.column(name).type)})"
        for name in (call.near, call.far)
    ]
    statement = f"await session.deleteFrom({text(table.physical)}){''.join(ends)}.execute()"
    keywords = arguments(plan, call.parameters, imports)
    lines = folded(statement, 1, tail=";")
    return function(call.name, keywords, "void", "Remove the link where there is one.", lines)


def _keywords(plan: RenderPlan, call: _Writing, model: Model, imports: Imports) -> list[tuple[str, str]]:
    keywords = arguments(plan, call.parameters, imports)
    return [*keywords, ("values", f"Partial<{model.type}>")] if call.accept else keywords


def _end(call: PutLink | RemoveLink, column: str) -> str:
    """The parameter that carries one end of a link: near first, far second."""
    position = 0 if column == call.near else 1
    return parameter(call.parameters[position].name)


def _is_now(item: Assignment) -> bool:
    return isinstance(item.value, Call) and item.value.function == "now"
