"""Prints finding rows and checking references."""

from tools.blueprint.plan.expr import Argument, Call, ColumnValue, Literal
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import CheckReferences, Condition, FindRow, FindRows, LockRows, ReferenceCheck
from tools.blueprint.plan.table import Table
from tools.packs.languages.python.annotations import annotation, parameter
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, assignment, bracketed, statement
from tools.packs.languages.python.literals import text
from tools.packs.persistence.sqlalchemy.expressions import StoreExpressions
from tools.packs.persistence.sqlalchemy.functions import REFRESH, arguments, function, narrowed, phrase


def find_function(plan: RenderPlan, table: Table, call: FindRow, imports: Imports) -> str:
    """A function that returns one row or None; what a plain read asks is built once, being always the same."""
    imports.add("app.models", table.name.type)
    imports.add("sqlalchemy", "select")
    start, again = f"select({table.name.type})", [REFRESH] if call.again else []
    keywords = arguments(plan, call.parameters, imports)
    answer, summary = f"{table.name.type} | None", f"Return {phrase(table)}; None when there is none."
    if call.lock or not call.parameters or not all(_is_fixed(table, item) for item in call.conditions):
        locked = ".with_for_update()" if call.lock else ""
        lines = narrowed(table, start, call.conditions, StoreExpressions(plan, table, imports))
        lines += bracketed("return await session.scalar(", [f"statement{locked}", *again], ")", 1)
        return function(call.name, keywords, answer, summary, lines)
    printer, constant = StoreExpressions(plan, table, imports, bound=True), f"_{call.name.upper()}"
    wanted = ", ".join(printer.condition(item) for item in call.conditions)
    names = [parameter(item.name) for item in call.parameters]
    values = f"{{{', '.join(f'{text(name)}: {name}' for name in names)}}}"
    lines = bracketed("return await session.scalar(", [constant, values, *again], ")", 1)
    asked = assignment(constant, f"{start}.where({wanted})")
    return "\n".join([*asked, "", "", function(call.name, keywords, answer, summary, lines)])


def _is_fixed(table: Table, condition: Condition) -> bool:
    """Whether it asks that a column which always has a value equals one, or that a column has none."""
    match condition:
        case Condition(Call("eq", (ColumnValue(name, of=""), Argument() | Literal())), None):
            return not table.column(name).nullable
        case Condition(Call("is_null", (ColumnValue(of=""),)), None):
            return True
    return False


def lock_function(plan: RenderPlan, table: Table, call: LockRows, imports: Imports) -> str:
    """A function that locks rows, in the order of their keys."""
    imports.add("app.models", table.name.type)
    imports.add("sqlalchemy", "select")
    key = f"{table.name.type}.{table.column(table.primary_key[0]).name.attr}"
    keys = ", ".join(parameter(item.name) for item in call.parameters)
    lines = [
        statement(f"statement = select({key}).where(", [f"{key}.in_([{keys}])"], ")"),
        f"{INDENT}# In one order: of two transactions that lock the same rows, the second one waits for the first.",
        f"{INDENT}await session.execute(statement.order_by({key}).with_for_update())",
    ]
    summary = f"Lock {table.name.plural_snake.replace('_', ' ')} until the transaction ends."
    return function(call.name, arguments(plan, call.parameters, imports), "None", summary, lines)


def rows_function(plan: RenderPlan, table: Table, call: FindRows, imports: Imports) -> str:
    """A function that returns all rows that meet the conditions, in order."""
    kind = imports.name("app.models", table.name.type)
    imports.add("sqlalchemy", "select")
    printer = StoreExpressions(plan, table, imports)
    lines = narrowed(table, f"select({kind})", call.conditions, printer)
    keys = [_ordered(table, column, descending) for column, descending in call.order]
    keys += [_ordered(table, column, False) for column in table.primary_key if (column, False) not in call.order]
    lines.append(statement("statement = statement.order_by(", keys, ")"))
    locked = ".with_for_update()" if call.lock else ""
    lines.append(f"{INDENT}rows = await session.scalars(statement.limit({call.most + 1}){locked})")
    lines.append(f"{INDENT}return list(rows.all())")
    keywords = arguments(plan, call.parameters, imports)
    plural = table.name.plural_snake.replace("_", " ")
    summary = f"Return {plural} in order, at most {call.most} and one more."
    return function(call.name, keywords, f"list[{kind}]", summary, lines)


def _ordered(table: Table, column: str, descending: bool) -> str:
    """A key of an order; nulls come last in either direction."""
    found = table.column(column)
    printed = f"{table.name.type}.{found.name.attr}{'.desc()' if descending else ''}"
    return f"{printed}.nulls_last()" if found.nullable else printed


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
    return annotation(column.type, imports, plan.enums)


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
