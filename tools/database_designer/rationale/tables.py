"""The section of one table: what it holds and why it is built this way."""

import json

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, Table
from tools.blueprint.plan.values import ValueType
from tools.database_designer.diagram.relations import is_unique
from tools.database_designer.rationale.indexing import serving
from tools.packs.markdown import bullets, code, table, text

_ROLES = {
    "entity": "Rows of the domain",
    "link": "Links of a many-to-many relationship",
    "system": "The backend's own records",
}
_KEYS = {
    "uuid": "UUID of version 7, made by the backend: unguessable, and new rows go to the end of the index",
    "serial": "counted up by the database",
}
_ON_DELETE = {
    "restrict": "a row that is named here cannot be deleted",
    "cascade": "this row goes when the one it names is deleted",
    "set_null": "the value becomes null when the row it names is deleted",
}
_ON_MARKING = {
    **_ON_DELETE,
    "restrict": "a row that is named here is only marked when it is deleted, and stays named",
}

_INDEXES = {"ordered": "Index", "members": "Index of members"}


def section(plan: RenderPlan, item: Table) -> str:
    """Markdown from the heading on."""
    parts = [f"### {code(item.physical)}", _purpose(item), _columns(item)]
    for title, lines in (
        ("Rules", _rules(item)),
        ("Foreign keys", _foreign_keys(plan, item)),
        ("Indexes", _indexes(item)),
    ):
        if lines:
            parts.append(f"**{title}**\n\n{bullets(lines)}")
    return "\n\n".join(parts)


def _purpose(item: Table) -> str:
    said = f"{_ROLES[item.role]}: {text(item.name.title)}."
    if item.description:
        said += f" {text(item.description)}"
    return f"{said}\n\nKey: {_key(item)}."


def _key(item: Table) -> str:
    names = ", ".join(code(item.column(name).physical) for name in item.primary_key)
    made = item.column(item.primary_key[0]).generated_key
    if made is not None:
        return f"{names}, {_KEYS[made]}"
    if len(item.primary_key) > 1:
        return f"{names} together: the same two rows are linked once"
    return f"{names}, a natural key: it identifies the row by itself and never changes"


def _columns(item: Table) -> str:
    rows = [
        [
            code(column.physical),
            _holds(column.type),
            code(column.sql_type),
            "yes" if column.nullable else "no",
            _notes(item, column),
        ]
        for column in item.columns
    ]
    return table(["Column", "Holds", "Stored as", "Null", "Notes"], rows)


def _holds(type: ValueType) -> str:
    if type.kind == "decimal":
        return f"decimal, {type.precision} digits, {type.scale} after the point"
    if type.items is not None:
        return f"up to {type.max_items} of {type.items.kind}"
    return f"{type.kind}, at most {type.max_length}" if type.max_length is not None else type.kind


def _notes(item: Table, column: Column) -> str:
    notes = [text(column.description)] if column.description else []
    if column.type.values:
        notes.append("one of " + ", ".join(code(value) for value in column.type.values))
    if column.type.pattern is not None and column.type.kind in ("string", "text") and column.reference is None:
        notes.append(f"pattern {code(column.type.pattern)}, held by the API")
    if column.default is not None:
        shown = (
            "the current moment" if column.default.now else code(json.dumps(column.default.literal, ensure_ascii=False))
        )
        notes.append(f"default {shown}")
    flags = {
        "unique": is_unique(item, column) and column.name.snake not in item.primary_key,
        "set by the server": column.managed,
        "never changed": column.immutable and not column.managed,
        "never returned": column.sensitive,
        "personal data": column.personal,
    }
    return "; ".join([*notes, *(name for name, holds in flags.items() if holds)])


def _rules(item: Table) -> list[str]:
    lines = [
        f"{', '.join(code(item.column(name).physical) for name in rule.columns)} "
        f"{'is' if len(rule.columns) == 1 else 'are together'} unique"
        f"{' among rows that are not deleted' if rule.live_only else ''} ({code(rule.name)})."
        for rule in item.uniques
    ]
    lines += [f"{text(rule.message) or 'Holds for every row.'} ({code(rule.name)})" for rule in item.checks]
    if item.optimistic_lock:
        lines.append("A change names the version it was made from; of two writers at once, one wins.")
    if item.soft_delete:
        lines.append("Deleting marks the row; every operation passes over marked rows.")
    return lines


def _foreign_keys(plan: RenderPlan, item: Table) -> list[str]:
    lines = []
    for column in item.columns:
        if column.reference is not None:
            target = plan.table(column.reference.table)
            rule = (_ON_MARKING if target.soft_delete else _ON_DELETE)[column.reference.on_delete]
            names = f"{code(column.physical)} names a row of {code(target.physical)}"
            lines.append(f"{names}: {rule}. Found by: {serving(item, column)}.")
    return lines


def _indexes(item: Table) -> list[str]:
    lines = []
    for index in item.indexes:
        columns = ", ".join(
            code(item.column(name.removeprefix("-")).physical) + (" descending" if name.startswith("-") else "")
            for name in index.columns
        )
        kind = "Unique" if index.unique else _INDEXES[index.kind]
        unnamed = [code(name) for name in index.operations if name not in index.reason]
        needed = f" Needed by {', '.join(unnamed)}." if unnamed else ""
        lines.append(f"{kind} {code(index.name)} on {columns}. {text(index.reason)}{needed}")
    return lines
