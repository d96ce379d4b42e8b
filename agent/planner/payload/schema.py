"""From a DatabaseSchema to tables."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from agent.planner.naming import entity_name
from agent.planner.notes import Notes
from agent.planner.payload.fields import Fields
from agent.planner.payload.naming import read_name
from agent.planner.payload.patterns import read_pattern
from agent.planner.payload.tables import DELETES, Column, Table, add_column, built_in, sql_facets, write_tables
from agent.planner.payload.values import flag, items, mapping, text, texts, whole, wrong
from agent.planner.sketch import Sketch
from tools.blueprint.model import AttributeType
from tools.blueprint.names import singular_snake
from tools.errors import BadInput

_DERIVED = ("id", "type", "version", "indexes", "created_at", "description")
"""Keys of a schema that follow from the rest of it, or from where it is built."""
_EMPTY = ("triggers", "views", "procedures", "migrations", "seed_data")
"""Keys whose lists have no place where they are not empty."""
_CHECKED = "check"


def read_schema(data: Mapping[str, Any], path: str, sketch: Sketch, notes: Notes) -> None:
    """Fills entities from the fields of a DatabaseSchema."""
    fields = Fields(data, path, notes)
    listed = fields.take("tables", empty=True) or (f"{path}.tables", None)
    tables: dict[str, Table] = {}
    system: set[str] = set()
    for at, item in enumerate(items(listed[1], listed[0])):
        where = f"{listed[0]}[{at}]"
        table = _table(mapping(item, where), where, notes)
        if table is None or built_in(table.name):
            system.add(str(item["name"]))
        if table is not None:
            tables[table.name] = table
    if not tables:
        raise BadInput(
            f"{listed[0]} has no table to keep things in.",
            hint="Send the tables of the schema, each with its `columns`.",
            code="bad-payload",
            path=listed[0],
        )
    _relationships(fields, tables, system, notes)
    _constraints(fields, tables, system, notes)
    name = fields.take("name")
    if name is not None:
        sketch.name = read_name(text(name[1], name[0], 200), name[0], notes)
    for key in (*_DERIVED, *_EMPTY):
        given = fields.value(key)
        if key in _DERIVED or given in ([], None):
            fields.take(key, empty=True)
    fields.report("it has no place in a Blueprint")
    write_tables(list(tables.values()), path, sketch, notes)


def _relationships(fields: Fields, tables: dict[str, Table], system: set[str], notes: Notes) -> None:
    given = fields.take("relationships", empty=True)
    for at, item in enumerate(items(given[1], given[0]) if given is not None else []):
        where = f"{fields.path_of('relationships')}[{at}]"
        link = Fields(mapping(item, where), where, notes)
        source, target = (_end(link, key, where, tables, system) for key in ("from", "to"))
        kind = link.take("type", "cardinality")
        said = text(kind[1], kind[0]).lower().replace("_", "-") if kind is not None else "many-to-one"
        if said not in {"many-to-one", "one-to-one"}:
            raise BadInput(
                f"{where}.type: `{said[:40]}` is no reference of a table.",
                hint="Use many-to-one or one-to-one; many-to-many is a table with two references as its key.",
                code="bad-payload",
                path=f"{where}.type",
            )
        if source not in system and target not in system:
            _refer(link, tables[source], tables[target], said == "one-to-one", where, notes)
            link.report()


def _end(link: Fields, key: str, path: str, tables: dict[str, Table], system: set[str]) -> str:
    given = link.take(key)
    name = text(given[1] if given is not None else None, f"{path}.{key}", 200)
    if name not in tables and name not in system:
        raise BadInput(
            f"{path}.{key}: there is no table `{name[:60]}`.",
            hint="Name one of `tables`.",
            code="bad-payload",
            path=f"{path}.{key}",
        )
    return name


def _refer(link: Fields, source: Table, target: Table, single: bool, path: str, notes: Notes) -> None:
    named = link.take("column", "foreign_key")
    name = text(named[1], named[0], 200) if named is not None else f"{singular_snake(target.name)}_id"
    if name not in source.columns:
        notes.assume(f"{path}: {source.name} has the column {name}, which refers to {target.name}.")
        source.columns[name] = Column(name, {})
    column = source.columns[name]
    column.target = target.name
    column.unique = column.unique or single
    required = link.take("required")
    if required is not None:
        column.required = flag(required[1], required[0]) or column.required
    rule = link.take("on_delete")
    if rule is not None:
        said = text(rule[1], rule[0]).upper().replace("_", " ").replace("-", " ")
        if said not in (*DELETES, "RESTRICT", "NO ACTION"):
            wrong(rule[0], "restrict, cascade or set-null", rule[1])
        column.on_delete = DELETES.get(said)
    for quiet in ("name", "target_column", "description"):
        link.take(quiet)


def _constraints(fields: Fields, tables: dict[str, Table], system: set[str], notes: Notes) -> None:
    given = fields.take("constraints", empty=True)
    for at, item in enumerate(items(given[1], given[0]) if given is not None else []):
        where = f"{fields.path_of('constraints')}[{at}]"
        rule = mapping(item, where)
        table = tables.get(str(rule.get("table")))
        kind = text(rule.get("type"), f"{where}.type")
        if kind == "unique" and table is not None:
            names = tuple(texts(rule.get("columns"), f"{where}.columns"))
            if len(names) == 1 and names[0] in table.columns:
                table.columns[names[0]].unique = True
            else:
                table.uniques.append(names)
        elif str(rule.get("table")) not in system and not (kind == _CHECKED and _follows(rule, table)):
            notes.leave(f"{where}: the {kind[:40]} constraint has no place.")


def _follows(rule: Mapping[str, Any], table: Table | None) -> bool:
    """A check that says what the value types say already; those that people wrote have a message."""
    return table is not None and table.typed and not rule.get("message")


def _table(data: Mapping[str, Any], path: str, notes: Notes) -> Table | None:
    fields = Fields(data, path, notes)
    named, entity, role = fields.take("name"), fields.take("entity"), fields.take("role")
    name = text(named[1] if named is not None else None, f"{path}.name", 200)
    if role is not None and text(role[1], role[0]) == "system":
        return None
    if not built_in(name):
        entity_name(name, Notes(), f"{path}.name")
    table = Table(name, text(entity[1], entity[0], 200) if entity is not None else None)
    for key, attribute in (("soft_delete", "soft_delete"), ("optimistic_lock", "optimistic_lock")):
        given = fields.take(key)
        if given is not None:
            setattr(table, attribute, flag(given[1], given[0]))
    primary = fields.take("primary_key")
    keys = texts(primary[1], primary[0]) if primary is not None else []
    columns = fields.take("columns", empty=True) or (f"{path}.columns", None)
    for at, item in enumerate(items(columns[1], columns[0])):
        where = f"{columns[0]}[{at}]"
        column = _column(mapping(item, where), where, table, notes)
        column.key = column.key or column.name in keys
        add_column(table, column, where)
    for key in keys:
        if key not in table.columns:
            wrong(f"{path}.primaryKey", "a list of columns of the table", key)
    for quiet in ("description", "retention_days", "id"):
        fields.take(quiet)
    fields.report()
    return table


def _column(data: Mapping[str, Any], path: str, table: Table, notes: Notes) -> Column:
    fields = Fields(data, path, notes)
    named, kind, typed = fields.take("name"), fields.take("value_type"), fields.take("type", "data_type")
    name = text(named[1] if named is not None else None, f"{path}.name", 200)
    if kind is not None:
        table.typed = True
        facets = _value_type(mapping(kind[1], kind[0]), kind[0], notes)
    else:
        facets = _sql_type(text(typed[1] if typed is not None else None, f"{path}.type", 200), f"{path}.type")
    flags = {}
    for key in ("sensitive", "immutable", "personal", "managed", "nullable", "unique", "primary_key"):
        given = fields.take(key)
        flags[key] = given is not None and flag(given[1], given[0])
        if given is not None and key in {"sensitive", "immutable", "personal", "managed"} and flags[key]:
            facets[key] = True
        if key == "nullable":
            flags["required"] = given is not None and not flags[key]
    default, described = fields.take("default", empty=True), fields.take("description")
    if default is not None:
        facets["default"] = default[1]
    if described is not None and described[1] != "":
        facets["description"] = text(described[1], described[0], 2000).replace("\n", " ")
    column = Column(name, facets, required=flags["required"], unique=flags["unique"], key=flags["primary_key"])
    generated, reference = fields.take("generated_key"), fields.take("references")
    column.generated = text(generated[1], generated[0], 40) if generated is not None else None
    if reference is not None:
        where, said = reference
        said = mapping(said, where).get("table") if isinstance(said, dict) else said
        column.target = text(said, where, 200).split("(")[0].strip()
    fields.report()
    return column


def _sql_type(said: str, path: str) -> dict[str, Any]:
    facets = sql_facets(said)
    if facets is None:
        raise BadInput(
            f"{path}: `{said[:60]}` is no column type.",
            hint="Use one like uuid, varchar(80), text, integer, numeric(10,2), boolean, date, timestamptz or jsonb.",
            code="bad-payload",
            path=path,
        )
    return facets


def _value_type(kind: Mapping[str, Any], path: str, notes: Notes) -> dict[str, Any]:
    fields = Fields(kind, path, notes)
    named = fields.take("kind")
    said = text(named[1] if named is not None else None, f"{path}.kind", 40)
    if said not in set(AttributeType):
        raise BadInput(
            f"{path}.kind: `{said}` is no type.",
            hint=f"Types: {', '.join(AttributeType)}.",
            code="bad-payload",
            path=f"{path}.kind",
        )
    facets: dict[str, Any] = {"type": said}
    for name in ("min_length", "max_length", "precision", "scale", "max_items"):
        given = fields.take(name)
        if given is not None:
            facets[name] = whole(given[1], given[0], 0 if name in {"min_length", "scale"} else 1, 1_000_000)
    for name in ("minimum", "maximum"):
        given = fields.take(name)
        if given is not None:
            if not re.fullmatch(r"-?\d{1,40}(\.\d{1,20})?", str(given[1])) or isinstance(given[1], bool):
                wrong(given[0], "a number", given[1])
            facets[name] = Decimal(str(given[1]))
    pattern, values, inner = fields.take("pattern"), fields.take("values"), fields.take("items")
    if pattern is not None:
        facets["pattern"] = read_pattern(pattern[1], pattern[0], notes)
    if values is not None:
        facets["values"] = tuple(texts(values[1], values[0]))
    if inner is not None:
        facets["items"] = _value_type(mapping(inner[1], inner[0]), inner[0], notes)["type"]
    fields.report()
    return facets
