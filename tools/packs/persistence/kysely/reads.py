"""Prints finding rows and checking references."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import CheckReferences, FindRow, FindRows, LockRows, ReferenceCheck
from tools.blueprint.plan.table import Table
from tools.packs.languages.typescript.annotations import annotation, parameter
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, assignment, folded, returned
from tools.packs.languages.typescript.literals import member, text
from tools.packs.persistence.kysely.expressions import StoreExpressions
from tools.packs.persistence.kysely.functions import (
    Model,
    arguments,
    function,
    narrowed,
    one_or_null,
    phrase,
    place,
    plural,
)


def find_function(plan: RenderPlan, table: Table, call: FindRow, imports: Imports) -> str:
    """A function that returns one row or null."""
    model = Model(table, imports)
    printer = StoreExpressions(plan, table, imports, call.parameters)
    start = f"session.selectFrom({text(table.physical)}).select({model.selection})"
    statement, lines = narrowed(start, call.conditions, printer)
    locked = _locked(plan, call)
    lines += assignment("found", f"await {statement}{locked}.executeTakeFirst()", 1)
    lines += one_or_null("found", model)
    keywords = arguments(plan, call.parameters, imports)
    summary = f"Return {phrase(table)}; null when there is none."
    return function(call.name, keywords, f"{model.type} | null", summary, lines)


def _locked(plan: RenderPlan, call: FindRow | FindRows) -> str:
    """Rows are locked where the store knows such locks; where it does not, one transaction writes at a time."""
    return ".forUpdate()" if call.lock and "row_locks" in plan.capabilities else ""


def lock_function(plan: RenderPlan, table: Table, call: LockRows, imports: Imports) -> str:
    """A function that locks rows, in the order of their keys."""
    key = place(table, table.primary_key[0])
    keys = ", ".join(parameter(item.name) for item in call.parameters)
    start = f"session.selectFrom({text(table.physical)}).select({key}).where({key}, 'in', [{keys}])"
    lines = [
        f"{INDENT}// In one order: of two transactions that lock the same rows, the second one waits for the first.",
        *folded(f"await {start}.orderBy({key}).forUpdate().execute()", 1, tail=";"),
    ]
    summary = f"Lock {plural(table)} until the transaction ends."
    return function(call.name, arguments(plan, call.parameters, imports), "void", summary, lines)


def rows_function(plan: RenderPlan, table: Table, call: FindRows, imports: Imports) -> str:
    """A function that returns all rows that meet the conditions, in order."""
    model = Model(table, imports)
    printer = StoreExpressions(plan, table, imports, call.parameters)
    start = f"session.selectFrom({text(table.physical)}).select({model.selection})"
    statement, lines = narrowed(start, call.conditions, printer)
    keys = [_ordered(table, column, descending) for column, descending in call.order]
    keys += [_ordered(table, column, False) for column in table.primary_key if (column, False) not in call.order]
    locked = _locked(plan, call)
    statement = f"{statement}{''.join(keys)}.limit({call.most + 1}){locked}"
    lines += assignment("rows", f"await {statement}.execute()", 1)
    lines.append(f"{INDENT}return rows.map({model.load});")
    keywords = arguments(plan, call.parameters, imports)
    summary = f"Return {plural(table)} in order, at most {call.most} and one more."
    return function(call.name, keywords, f"{model.type}[]", summary, lines)


def _ordered(table: Table, column: str, descending: bool) -> str:
    """A key of an order; nulls come last in either direction."""
    where = place(table, column)
    if table.column(column).nullable:
        return f".orderBy({where}, (order) => order{'.desc()' if descending else '.asc()'}.nullsLast())"
    return f".orderBy({where}, 'desc')" if descending else f".orderBy({where})"


def references_function(plan: RenderPlan, table: Table, call: CheckReferences, imports: Imports) -> str:
    """A function that returns the references whose row is missing."""
    imports.type("kysely", "Expression")
    imports.add("src/repositories/references.ts", "absent")
    keywords = arguments(plan, call.parameters, imports)
    enums = plan.enums
    lines = [f"{INDENT}const wanted: Record<string, Expression<unknown>> = {{}};"]
    for check in call.references:
        target = plan.table(check.table)
        kind = annotation(target.column(check.column).type, imports, enums)
        keywords.append((reference_argument(call, check), f"{kind} | null"))
        lines += _check(plan, call, check, imports)
    lines += returned("await absent(session, wanted)")
    summary = "Return the names of the references whose row is missing."
    return function(call.name, keywords, "string[]", summary, lines)


def reference_argument(call: CheckReferences, check: ReferenceCheck) -> str:
    """The name under which the caller passes the value of a reference."""
    taken = {item.name for item in call.parameters}
    return parameter(f"{check.field}_value" if check.field in taken else check.field)


def _check(plan: RenderPlan, call: CheckReferences, check: ReferenceCheck, imports: Imports) -> list[str]:
    target, argument = plan.table(check.table), reference_argument(call, check)
    printer = StoreExpressions(plan, target, imports, call.parameters)
    key, kind = place(target, check.column), target.column(check.column).type
    start = f"session.selectFrom({text(target.physical)}).select({key})"
    start += f".where({key}, '=', {printer.codecs.store(argument, kind)})"
    query, lines = narrowed(start, check.conditions, printer, "query", 2)
    asked = f"wanted{member(check.field)}"
    return [
        f"{INDENT}if ({argument} !== null) {{",
        *lines,
        *assignment(asked, query, 2, ""),
        f"{INDENT}}}",
    ]
