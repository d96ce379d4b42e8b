"""Models: one module for each table."""

from typing import cast

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, IndexPlan, Table, Unique
from tools.packs import registry
from tools.packs.datastores.dialect import SqlDatastorePack
from tools.packs.languages.python.annotations import annotation, optional
from tools.packs.languages.python.imports import Imports, export_order
from tools.packs.languages.python.layout import INDENT, WIDTH, bracketed, docstring, exploded, module
from tools.packs.languages.python.literals import text
from tools.packs.languages.python.modules import model_file
from tools.packs.persistence.sqlalchemy.checks import rebuilds

_TYPES = {
    "int32": "Integer", "int64": "BigInteger", "float": "Float", "bool": "Boolean", "uuid": "Key", "date": "Date",
    "datetime": "Timestamp", "json": "Document", "array": "Document", "binary": "LargeBinary",
}  # fmt: skip


def model_module(plan: RenderPlan, table: Table) -> str:
    """`app/models/<table>.py`."""
    imports = Imports()
    imports.add("app.models.base", "Base")
    imports.add("sqlalchemy.orm", "Mapped", "mapped_column")
    body = [f"class {table.name.type}(Base):", docstring(table.description or f"{table.name.title}.", 1), ""]
    body.append(f"{INDENT}__tablename__ = {text(table.physical)}")
    arguments = _table_arguments(plan, table, imports)
    if arguments:
        body.append(exploded("__table_args__ = (", arguments, ")", 1))
    body.append("")
    for column in table.columns:
        body += _column(plan, table, column, imports)
    return module(f"The `{table.physical}` table.", imports.render(), "\n".join(body))


def models_init(plan: RenderPlan) -> str:
    """`app/models/__init__.py`: every table, so that the metadata is complete wherever one is used."""
    imports = Imports()
    imports.add("app.models.base", "Base")
    for table in plan.tables:
        imports.add(f"app.models.{model_file(table.name)}", table.name.type)
    names = sorted(["Base", *(table.name.type for table in plan.tables)], key=export_order)
    exported = exploded("__all__ = [", [text(name) for name in names], "]")
    attached = []
    if rebuilds(plan):
        imports.add("app.models", "checks")
        attached.append("checks.attach(Base.metadata)")
    summary = "All tables, so that the metadata is complete wherever one of them is used."
    return module(summary, imports.render(), exported, *attached)


def _column(plan: RenderPlan, table: Table, column: Column, imports: Imports) -> list[str]:
    arguments = [] if column.physical == column.name.attr else [text(column.physical)]
    arguments.append(_type(plan, column, imports))
    if column.reference is not None:
        arguments.append(_foreign_key(plan, column, imports))
    if column.name.snake in table.primary_key:
        arguments.append("primary_key=True")
    kind = optional(annotation(column.type, imports, plan.enums), column.nullable)
    if column.description:
        arguments.append(f"comment={text(column.description)}")
    if column.nullable and kind == "Any":
        arguments.append("nullable=True")
    annotated = f"{column.name.attr}: Mapped[{kind}]"
    if len(f"{INDENT}{annotated} = (") > WIDTH:
        head = [f"{INDENT}{column.name.attr}: Mapped[", f"{INDENT * 2}{kind}"]
        return [*head, *bracketed("] = mapped_column(", arguments, ")", 1)]
    if len(f"{INDENT}{annotated} = mapped_column(") > WIDTH:
        inner = bracketed("mapped_column(", arguments, ")", 2)
        return [f"{INDENT}{annotated} = (", *inner, f"{INDENT})"]
    return bracketed(f"{annotated} = mapped_column(", arguments, ")", 1)


def _type(plan: RenderPlan, column: Column, imports: Imports) -> str:
    kind = column.type
    if kind.kind == "decimal":
        return f"{_stored(imports, 'Exact')}({kind.precision}, {kind.scale})"
    if kind.kind == "enum" and kind.enum is not None:
        imports.add("app.models.enums", kind.enum)
        return f"{_stored(imports, 'Choice')}({kind.enum})"
    if kind.kind in _TYPES:
        return _stored(imports, _TYPES[kind.kind])
    limited = kind.kind != "text" and kind.max_length is not None and not rebuilds(plan)
    return f"{_stored(imports, 'text')}({kind.max_length if limited else ''})"


def _foreign_key(plan: RenderPlan, column: Column, imports: Imports) -> str:
    reference = column.reference
    assert reference is not None
    target = plan.table(reference.table)
    place = text(f"{target.physical}.{target.column(reference.column).physical}")
    on_delete = text(reference.on_delete.upper().replace("_", " "))
    key = imports.name("sqlalchemy", "ForeignKey")
    return f"{key}({place}, name={text(reference.constraint)}, ondelete={on_delete})"


def _table_arguments(plan: RenderPlan, table: Table, imports: Imports) -> list[str]:
    arguments = [_unique(table, unique, imports) for unique in table.uniques]
    arguments += [_index(plan, table, index, imports) for index in table.indexes]
    if table.description:
        arguments.append(f'{{"comment": {text(table.description)}}}')
    return arguments


def _unique(table: Table, unique: Unique, imports: Imports) -> str:
    columns = [text(table.column(name).physical) for name in unique.columns]
    if unique.live_only:
        where = f"**{_stored(imports, 'partial')}({text(_live(table))})"
        return (
            f"{imports.name('sqlalchemy', 'Index')}({', '.join([text(unique.name), *columns, 'unique=True', where])})"
        )
    return f"{imports.name('sqlalchemy', 'UniqueConstraint')}({', '.join(columns)}, name={text(unique.name)})"


def _index(plan: RenderPlan, table: Table, index: IndexPlan, imports: Imports) -> str:
    columns = []
    for name in index.columns:
        column = table.column(name.removeprefix("-"))
        if name.startswith("-"):
            columns.append(f"{_stored(imports, 'descending')}({text(column.physical)}, nullable={column.nullable})")
        else:
            columns.append(text(column.physical))
    options = ["unique=True"] if index.unique else []
    if index.live_only:
        options.append(f"**{_stored(imports, 'partial')}({text(_live(table))})")
    options += _method(plan, table, index)
    return f"{imports.name('sqlalchemy', 'Index')}({', '.join([text(index.name), *columns, *options])})"


def _method(plan: RenderPlan, table: Table, index: IndexPlan) -> list[str]:
    """How the store keeps an index that is not of the usual kind."""
    store = cast("SqlDatastorePack", registry.datastore(plan.stack.datastore))
    if index.kind not in store.sql.index_methods:
        return []
    method, operators = store.sql.index_methods[index.kind]
    served = ", ".join(f"{text(table.column(name).physical)}: {text(operators)}" for name in index.columns)
    return [f"{store.dialect}_using={text(method)}", f"{store.dialect}_ops={{{served}}}"]


def _live(table: Table) -> str:
    return f"{table.column('deleted_at').physical} IS NULL"


def _stored(imports: Imports, name: str) -> str:
    """A name of the module of column types, qualified: tables may be called like one of them."""
    imports.add("app.core", "columns")
    return f"columns.{name}"
