"""Tables as read from a schema, and what they become in a sketch."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from agent.planner.naming import attribute_name, entity_name
from agent.planner.notes import Notes
from agent.planner.payload.merging import add_attribute
from agent.planner.sketch import AttributeSketch, EntitySketch, RelationshipSketch, Sketch
from agent.planner.text.facets import settle
from agent.planner.text.types import read_type
from tools.blueprint.lower.system_tables import RESERVED
from tools.blueprint.model import Cardinality, KeyKind, OnDelete
from tools.blueprint.names import plural_snake, singular_snake, words
from tools.errors import Contradiction

SERVER = frozenset({"created_at", "updated_at", "version", "deleted_at", "password_hash"})
DELETES = {"CASCADE": OnDelete.CASCADE, "SET NULL": OnDelete.SET_NULL}


@dataclass
class Column:
    name: str
    facets: dict[str, Any]
    required: bool = False
    unique: bool = False
    key: bool = False
    generated: str | None = None
    target: str | None = None
    on_delete: OnDelete | None = None


@dataclass
class Table:
    name: str
    entity: str | None
    columns: dict[str, Column] = field(default_factory=dict)
    uniques: list[tuple[str, ...]] = field(default_factory=list)
    soft_delete: bool = False
    optimistic_lock: bool = False
    typed: bool = False
    """Its columns say the neutral type of their values."""

    @property
    def link(self) -> tuple[Column, Column] | None:
        """The two references that make up the key of a link table."""
        keys = [column for column in self.columns.values() if column.key]
        pair = len(keys) == 2 and all(column.target for column in keys)
        return (keys[0], keys[1]) if pair else None


def sql_facets(sql_type: str) -> dict[str, Any] | None:
    """The facets of a column type; None for one that no Blueprint has."""
    plain = re.sub(r"\b(?:WITH(?:OUT)? TIME ZONE|VARYING|UNSIGNED|COLLATE \S+)\b", " ", sql_type, flags=re.IGNORECASE)
    plain = " ".join(plain.replace("CHARACTER", "CHAR").split())
    found = read_type(plain) or read_type(re.sub(r"\(.*", "", plain))
    return None if found is None else dict(found)


def built_in(name: str) -> bool:
    """Whether a table is one that every backend brings by itself."""
    return bool(words(name)) and singular_snake(name) in RESERVED


def add_column(table: Table, column: Column, path: str) -> None:
    """Raises Contradiction for a name that is taken."""
    if column.name in table.columns:
        raise Contradiction(f"{table.name} has a column {column.name}", f"{path} is {column.name} again")
    table.columns[column.name] = column


def write_tables(tables: list[Table], path: str, sketch: Sketch, notes: Notes) -> None:
    names: dict[str, str] = {}
    for table in tables:
        if built_in(table.name):
            notes.assume(f"The table {table.name} is one that the backend brings by itself.")
        elif table.link is None:
            made = entity_name(table.entity or table.name, notes, f"{path}.{table.name[:80]}")
            same = next((other for other, entity in names.items() if entity == made), None)
            if same is not None:
                raise Contradiction(f"the table {same} is {made}", f"the table {table.name} is {made}")
            names[table.name] = made
    for table in tables:
        if table.link is None and table.name in names:
            _entity(table, sketch.entity(names[table.name]), names, path, sketch, notes)
    for table in tables:
        if table.link is not None:
            _many(table, names, path, sketch, notes)


def _entity(
    table: Table, entity: EntitySketch, names: Mapping[str, str], path: str, sketch: Sketch, notes: Notes
) -> None:
    entity.listed = True
    entity.soft_delete, entity.optimistic_lock = (
        table.soft_delete or "deleted_at" in table.columns,
        table.optimistic_lock or None,
    )
    columns: dict[str, str] = {}
    for column in table.columns.values():
        where = f"{path}.{table.name[:80]}.{column.name[:80]}"
        name = attribute_name(column.name, notes, where)
        if column.target is not None and column.target not in names:
            notes.leave(f"{where}: it refers to {column.target[:60]}, which is no table that becomes an entity.")
        if column.target is not None and column.target in names:
            link = _link(entity.name, names[column.target], name, column)
            sketch.relate(link)
            columns[column.name] = link.name
        elif column.key and (name == "id" or column.generated):
            serial = column.generated == "serial" or column.facets.get("type") in {"int32", "int64"}
            entity.key = KeyKind.SERIAL if serial else KeyKind.UUID
        elif name not in SERVER:
            add_attribute(entity, _attribute(name, column), where, notes)
            columns[column.name] = name
            if column.key:
                entity.key, entity.key_attribute = KeyKind.NATURAL, name
        elif name == "password_hash":
            entity.add(AttributeSketch("password_hash", {"type": "string"}, typed=True))
    for group in table.uniques:
        if all(name in columns for name in group):
            entity.uniques.append(tuple(columns[name] for name in group))
        else:
            notes.leave(f"{path}.{table.name[:80]}: unique ({', '.join(group)[:120]}) has no place.")


def _attribute(name: str, column: Column) -> AttributeSketch:
    facets = settle(dict(column.facets))
    if column.required or column.key:
        facets["required"] = True
    if column.unique or column.key:
        facets["unique"] = True
    if column.key:
        facets["immutable"] = True
    return AttributeSketch(name, facets, typed=True, optional=not facets.get("required", False))


def _link(source: str, target: str, name: str, column: Column) -> RelationshipSketch:
    kind = Cardinality.ONE_TO_ONE if column.unique else Cardinality.MANY_TO_ONE
    made = RelationshipSketch(
        name.removesuffix("_id") or name, source, target, kind, required=column.required, firm=column.required
    )
    made.on_delete = column.on_delete if not (column.required and column.on_delete is OnDelete.SET_NULL) else None
    return made


def _many(table: Table, names: Mapping[str, str], path: str, sketch: Sketch, notes: Notes) -> None:
    pair = table.link
    if pair is None:
        return
    near, far = (names.get(str(column.target)) for column in pair)
    if near is None or far is None:
        notes.leave(f"{path}.{table.name[:80]}: it refers to tables that are not there.")
        return
    made = RelationshipSketch(plural_snake(far), near, far, Cardinality.MANY_TO_MANY)
    for column in table.columns.values():
        if column not in pair and column.name not in SERVER:
            made.attributes.append(_attribute(attribute_name(column.name, notes, path), column))
    sketch.relate(made)
