"""Models: one module for each table, with its rows as the program sees them and as the store keeps them."""

from tools.blueprint.managed import DELETED_AT
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, Table
from tools.packs.languages.typescript.annotations import annotation, optional
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, bracketed, docstring, exploded, module
from tools.packs.languages.typescript.literals import key, member, text
from tools.packs.languages.typescript.modules import model_file
from tools.packs.persistence.kysely.codecs import Codecs
from tools.packs.persistence.kysely.model_names import (
    build_name,
    columns_name,
    selection_name,
    stored_name,
    values_name,
)

_COLUMNS = "src/core/columns.ts"


def model_path(table: Table) -> str:
    """`src/models/<table>.ts`."""
    return f"src/models/{model_file(table.name)}.ts"


def model_module(plan: RenderPlan, table: Table) -> str:
    """The module of a table: types, columns, and both ways between a row and what is stored of it."""
    imports = Imports(model_path(table))
    imports.module(_COLUMNS, "columns")
    imports.type("kysely", "Insertable", "Selectable")
    codecs = Codecs(plan, imports)
    stored = stored_name(plan, table)
    blocks = [
        _row(plan, table, imports),
        _stored(table, stored, codecs, imports),
        _columns(table, codecs),
        _selection(table),
        _build(table, stored, codecs),
        _values(table, stored),
    ]
    return module(f"The `{table.physical}` table.", imports.render(), *blocks)


def models_index(plan: RenderPlan) -> str:
    """`src/models/index.ts`: all tables, and what the store knows each by."""
    imports = Imports("src/models/index.ts")
    entries = []
    for table in plan.tables:
        stored = stored_name(plan, table)
        imports.type(model_path(table), stored)
        entries.append(f"{INDENT}{key(table.physical)}: {stored};")
    files = sorted(model_path(table).removeprefix("src/models/") for table in plan.tables)
    exported = [f"export * from {text(f'./{file}')};" for file in files]
    tables = [docstring("All tables, by their names in the store."), "export interface Tables {", *entries, "}"]
    return module("All tables.", imports.render(), "\n".join(exported), "\n".join(tables))


def uniques_module(plan: RenderPlan) -> str:
    """`src/models/uniques.ts`: for a store that names the columns where it should name the constraint."""
    entries = []
    for table in plan.tables:
        found = [(f"{table.physical}_pkey", table.primary_key)]
        found += [(item.name, item.columns) for item in table.uniques]
        found += [(item.name, item.columns) for item in table.indexes if item.unique]
        for name, columns in found:
            places = [text(f"{table.physical}.{table.column(column).physical}") for column in columns]
            entries.append("\n".join(bracketed(f"{key(name)}: [", places, "]", 1)).strip())
    head = "export const UNIQUES: Readonly<Record<string, readonly string[]>> = {"
    constant = "\n".join([docstring("By constraint or index: the columns."), exploded(head, entries, "};")])
    return module("What is unique in the tables.", constant)


def _row(plan: RenderPlan, table: Table, imports: Imports) -> str:
    enums = plan.enums
    lines = [docstring(table.description or f"{table.name.title}."), f"export interface {table.name.type} {{"]
    for column in table.columns:
        if column.description:
            lines.append(docstring(column.description, 1))
        kind = optional(annotation(column.type, imports, enums), column.nullable)
        lines.append(f"{INDENT}readonly {key(column.name.attr)}: {kind};")
    return "\n".join([*lines, "}"])


def _stored(table: Table, name: str, codecs: Codecs, imports: Imports) -> str:
    lines = [docstring("A row as it is stored, by the names of the columns."), f"export interface {name} {{"]
    for column in table.columns:
        kind = optional(codecs.stored_type(column.type), column.nullable)
        if column.generated_key == "serial":
            kind = f"{imports.type_name('kysely', 'Generated')}<{kind}>"
        lines.append(f"{INDENT}{key(column.physical)}: {kind};")
    return "\n".join([*lines, "}"])


def _columns(table: Table, codecs: Codecs) -> str:
    entries = [f"{key(column.name.attr)}: {_column(table, column, codecs)}" for column in table.columns]
    return "\n".join(
        [docstring("The columns, by attribute."), exploded(f"export const {columns_name(table)} = {{", entries, "};")]
    )


def _column(table: Table, column: Column, codecs: Codecs) -> str:
    items = [text(_place(table, column)), codecs.codec(column.type)]
    items += ["{ nullable: true }"] if column.nullable else []
    return f"columns.column({', '.join(items)})"


def _selection(table: Table) -> str:
    places = [text(_place(table, column)) for column in table.columns]
    head = f"export const {selection_name(table)} = ["
    return "\n".join([docstring("What a statement selects to read whole rows."), exploded(head, places, "] as const;")])


def _build(table: Table, stored: str, codecs: Codecs) -> str:
    entries = []
    for column in table.columns:
        value = f"stored{member(column.physical)}"
        if codecs.load(value, column.type) != value:
            value = f"{columns_name(table)}{member(column.name.attr)}.codec.load({value})"
        entries.append(f"{key(column.name.attr)}: {value}")
    head = f"export function {build_name(table)}(stored: Selectable<{stored}>): {table.name.type} {{"
    body = exploded("return {", entries, "};", 1)
    return "\n".join([docstring("Read a row."), head, body, "}"])


def _values(table: Table, stored: str) -> str:
    head = bracketed(
        f"export function {values_name(table)}(",
        [f"values: Partial<{table.name.type}>"],
        f"): Insertable<{stored}> {{",
    )
    # Where a row may lack every column there is nothing to assert.
    optional = all(column.nullable or column.generated_key == "serial" for column in table.columns)
    asserted = "" if optional else f" as Insertable<{stored}>"
    body = f"{INDENT}return columns.storedValues({columns_name(table)}, values){asserted};"
    return "\n".join([docstring("Return what is stored of these values of a row."), *head, body, "}"])


def _place(table: Table, column: Column) -> str:
    return f"{table.physical}.{column.physical}"


def live_column(table: Table) -> str | None:
    """The column that marks deleted rows, as the store names it."""
    return table.column(DELETED_AT).physical if table.soft_delete else None
