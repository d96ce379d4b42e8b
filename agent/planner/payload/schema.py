"""From a DatabaseSchema to tables."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from agent.planner.notes import Notes
from agent.planner.payload.tables import DELETES, Column, Table, sql_facets, write_tables
from agent.planner.payload.values import items, mapping, text
from agent.planner.sketch import Sketch
from tools.blueprint.names import snake


def read_schema(data: Mapping[str, Any], path: str, sketch: Sketch, notes: Notes) -> None:
    """Fills entities from the fields of a DatabaseSchema."""
    tables = [
        _table(mapping(item, f"{path}.tables[{at}]"), f"{path}.tables[{at}]")
        for at, item in enumerate(items(data.get("tables"), f"{path}.tables"))
    ]
    kept = {table.name: table for table in tables if table is not None}
    for at, item in enumerate(items(data.get("relationships") or [], f"{path}.relationships")):
        where = f"{path}.relationships[{at}]"
        link = mapping(item, where)
        source, column = kept.get(str(link.get("from"))), str(link.get("column") or link.get("foreignKey") or "")
        if source is not None and column in source.columns:
            source.columns[column].target = text(link.get("to"), f"{where}.to", 200)
            source.columns[column].unique = "one-to-one" in str(link.get("type")) or source.columns[column].unique
            delete = str(link.get("onDelete") or "").upper().replace("_", " ")
            source.columns[column].on_delete = DELETES.get(delete)
        elif source is None and str(link.get("from")) in {table.name for table in tables if table is not None}:
            notes.leave(f"{where}: it names no column.")
    for rule in items(data.get("constraints") or [], f"{path}.constraints"):
        if (
            isinstance(rule, dict)
            and rule.get("type") == "unique"
            and rule.get("table") in kept
            and isinstance(rule.get("columns"), list)
        ):
            names = tuple(str(name) for name in rule["columns"])
            table = kept[rule["table"]]
            if len(names) == 1 and names[0] in table.columns:
                table.columns[names[0]].unique = True
            elif len(names) > 1:
                table.uniques.append(names)
    if isinstance(data.get("name"), str):
        sketch.name = sketch.name or snake(data["name"])[:48]
    write_tables(list(kept.values()), path, sketch, notes)


def _table(data: Mapping[str, Any], path: str) -> Table | None:
    if data.get("role") == "system":
        return None
    entity = data.get("entity")
    table = Table(text(data.get("name"), f"{path}.name", 200), entity if isinstance(entity, str) else None)
    table.soft_delete, table.optimistic_lock = data.get("softDelete") is True, data.get("optimisticLock") is True
    keys = {str(name) for name in items(data.get("primaryKey") or [], f"{path}.primaryKey")}
    for at, item in enumerate(items(data.get("columns"), f"{path}.columns")):
        where = f"{path}.columns[{at}]"
        body = mapping(item, where)
        name = text(body.get("name"), f"{where}.name", 200)
        kind = body.get("valueType")
        facets = (
            _value_type(kind) if isinstance(kind, dict) else sql_facets(text(body.get("type"), f"{where}.type", 200))
        )
        for flag in ("sensitive", "immutable", "personal", "managed"):
            if body.get(flag) is True:
                facets[flag] = True
        if body.get("default") is not None:
            facets["default"] = body["default"]
        column = Column(name, facets, required=body.get("nullable") is False, unique=body.get("unique") is True)
        column.key = name in keys or body.get("primaryKey") is True
        column.generated = str(body["generatedKey"]) if body.get("generatedKey") else None
        reference = body.get("references")
        if reference is not None:
            column.target = str(
                mapping(reference, f"{where}.references").get("table") if isinstance(reference, dict) else reference
            ).split("(")[0]
        table.columns[name] = column
    return table


def _value_type(kind: Mapping[str, Any]) -> dict[str, Any]:
    facets: dict[str, Any] = {"type": str(kind.get("kind"))}
    names = {
        "minLength": "min_length",
        "maxLength": "max_length",
        "pattern": "pattern",
        "precision": "precision",
        "scale": "scale",
        "maxItems": "max_items",
    }
    facets |= {ours: kind[theirs] for theirs, ours in names.items() if kind.get(theirs) is not None}
    for bound in ("minimum", "maximum"):
        if isinstance(kind.get(bound), str | int) and re.fullmatch(r"-?\d{1,40}(\.\d{1,20})?", str(kind[bound])):
            facets[bound] = Decimal(str(kind[bound]))
    if isinstance(kind.get("values"), list):
        facets["values"] = tuple(str(value) for value in kind["values"])
    if isinstance(kind.get("items"), dict):
        facets["items"] = str(kind["items"].get("kind"))
    return facets
