"""From a DatabaseSchema or DDL back to a sketch."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import sqlglot
from sqlglot import expressions as exp
from sqlglot.errors import SqlglotError

from agent.planner.naming import attribute_name, entity_name
from agent.planner.notes import Notes
from agent.planner.payload.values import items, mapping, text
from agent.planner.sketch import AttributeSketch, EntitySketch, RelationshipSketch, Sketch
from agent.planner.text.facets import settle
from agent.planner.text.types import read_type
from tools.blueprint.model import Cardinality, KeyKind, OnDelete
from tools.blueprint.names import plural_snake, snake
from tools.errors import BadInput

_SERVER = frozenset({"created_at", "updated_at", "version", "deleted_at", "password_hash"})
_DELETES = {"CASCADE": OnDelete.CASCADE, "SET NULL": OnDelete.SET_NULL}


@dataclass
class _Column:
    name: str
    facets: dict[str, Any]
    required: bool = False
    unique: bool = False
    key: bool = False
    generated: str | None = None
    target: str | None = None
    on_delete: OnDelete | None = None


@dataclass
class _Table:
    name: str
    entity: str | None
    columns: dict[str, _Column] = field(default_factory=dict)
    uniques: list[tuple[str, ...]] = field(default_factory=list)
    soft_delete: bool = False
    optimistic_lock: bool = False

    @property
    def link(self) -> tuple[_Column, _Column] | None:
        """The two references that make up the key of a link table."""
        keys = [column for column in self.columns.values() if column.key]
        pair = len(keys) == 2 and all(column.target for column in keys)
        return (keys[0], keys[1]) if pair else None


def read_ddl(ddl: str, path: str, sketch: Sketch, notes: Notes) -> None:
    """Fills entities from CREATE TABLE statements. Raises BadInput where there are none."""
    try:
        statements = sqlglot.parse(ddl, read="postgres")
    except (SqlglotError, RecursionError) as error:
        first = str(error).splitlines()[0][:200] if str(error) else "it cannot be parsed"
        raise BadInput(
            f"{path} is no readable SQL: {first}", hint="Send CREATE TABLE statements.", code="bad-payload", path=path
        ) from error
    tables: list[_Table] = []
    for statement in statements:
        if isinstance(statement, exp.Create) and statement.kind == "TABLE" and isinstance(statement.this, exp.Schema):
            tables.append(_ddl_table(statement.this, notes))
        elif statement is not None and not (isinstance(statement, exp.Create) and statement.kind == "INDEX"):
            notes.leave(f"{path}: {statement.sql()[:120]}")
    if not tables:
        raise BadInput(
            f"{path} has no CREATE TABLE.", hint="Send the tables of the schema.", code="bad-payload", path=path
        )
    _write(tables, path, sketch, notes)


def _ddl_table(schema: exp.Schema, notes: Notes) -> _Table:
    table = _Table(schema.this.name, None)
    for part in schema.expressions:
        if isinstance(part, exp.ColumnDef):
            table.columns[part.name] = _ddl_column(part)
    for part in schema.expressions:
        rule = part.expressions[0] if isinstance(part, exp.Constraint) and part.expressions else part
        if isinstance(rule, exp.PrimaryKey):
            for column in rule.expressions:
                if column.name in table.columns:
                    table.columns[column.name].key = True
        elif isinstance(rule, exp.ForeignKey):
            _ddl_reference(rule, table)
        elif isinstance(rule, exp.UniqueColumnConstraint):
            names = tuple(item.name for item in rule.this.expressions) if isinstance(rule.this, exp.Schema) else ()
            if len(names) == 1 and names[0] in table.columns:
                table.columns[names[0]].unique = True
            elif names:
                table.uniques.append(names)
        elif not isinstance(part, exp.ColumnDef):
            notes.leave(f"{table.name}: {part.sql()[:120]}")
    return table


def _ddl_reference(rule: exp.ForeignKey, table: _Table) -> None:
    reference = rule.args.get("reference")
    names = [item.name for item in rule.expressions]
    if len(names) == 1 and names[0] in table.columns and isinstance(reference, exp.Reference):
        column = table.columns[names[0]]
        column.target = _target(reference)
        column.on_delete = _DELETES.get(str(rule.args.get("delete") or "").upper()) or _option(reference)


def _target(reference: exp.Reference) -> str:
    inner = reference.this
    return str(inner.this.name if isinstance(inner, exp.Schema) else inner.name)


def _option(reference: exp.Reference) -> OnDelete | None:
    said = " ".join(str(option) for option in reference.args.get("options") or []).upper()
    return next((rule for word, rule in _DELETES.items() if f"ON DELETE {word}" in said), None)


def _ddl_column(part: exp.ColumnDef) -> _Column:
    sql_type = part.args.get("kind")
    said = sql_type.sql(dialect="postgres") if sql_type is not None else "text"
    column = _Column(part.name, _facets(said))
    if re.search(r"serial", said, re.IGNORECASE):
        column.generated = "serial"
    for constraint in part.constraints:
        rule = constraint.kind
        if isinstance(rule, exp.NotNullColumnConstraint):
            column.required = not rule.args.get("allow_null")
        elif isinstance(rule, exp.PrimaryKeyColumnConstraint):
            column.key = True
        elif isinstance(rule, exp.UniqueColumnConstraint):
            column.unique = True
        elif isinstance(rule, exp.GeneratedAsIdentityColumnConstraint):
            column.generated = "serial"
        elif isinstance(rule, exp.Reference):
            column.target, column.on_delete = _target(rule), _option(rule)
        elif isinstance(rule, exp.DefaultColumnConstraint):
            _ddl_default(rule.this, column)
        elif isinstance(rule, exp.CheckColumnConstraint):
            _ddl_check(rule.this, column)
    return column


def _ddl_default(value: exp.Expr, column: _Column) -> None:
    if isinstance(value, exp.Literal):
        column.facets["default"] = value.this
    elif isinstance(value, exp.Boolean):
        column.facets["default"] = bool(value.this)
    elif isinstance(value, exp.CurrentTimestamp) or value.sql().upper() in {"NOW()", "CURRENT_TIMESTAMP"}:
        column.facets["default"] = "now"


def _ddl_check(rule: exp.Expr, column: _Column) -> None:
    rule = rule.unnest()
    if isinstance(rule, exp.And):
        _ddl_check(rule.left, column)
        _ddl_check(rule.right, column)
    elif isinstance(rule, exp.In) and all(
        isinstance(item, exp.Literal) and item.is_string for item in rule.expressions
    ):
        column.facets = {"type": "enum", "values": tuple(item.this for item in rule.expressions)} | {
            key: value for key, value in column.facets.items() if key == "default"
        }
    elif isinstance(rule, exp.Between):
        for name, side in (("minimum", rule.args["low"]), ("maximum", rule.args["high"])):
            if isinstance(side, exp.Literal) and not side.is_string:
                column.facets[name] = Decimal(side.this)
    elif (
        isinstance(rule, exp.GTE | exp.GT | exp.LTE | exp.LT)
        and isinstance(rule.right, exp.Literal)
        and not rule.right.is_string
    ):
        bound = {exp.GTE: "minimum", exp.GT: "above", exp.LTE: "maximum", exp.LT: "below"}[type(rule)]
        column.facets[bound] = Decimal(rule.right.this)


def _facets(sql_type: str) -> dict[str, Any]:
    plain = re.sub(r"\b(?:WITH(?:OUT)? TIME ZONE|VARYING|UNSIGNED|COLLATE \S+)\b", " ", sql_type, flags=re.IGNORECASE)
    plain = " ".join(plain.replace("CHARACTER", "CHAR").split())
    return dict(read_type(plain) or read_type(re.sub(r"\(.*", "", plain)) or {"type": "string"})


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
            source.columns[column].on_delete = _DELETES.get(delete)
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
    _write(list(kept.values()), path, sketch, notes)


def _table(data: Mapping[str, Any], path: str) -> _Table | None:
    if data.get("role") == "system":
        return None
    entity = data.get("entity")
    table = _Table(text(data.get("name"), f"{path}.name", 200), entity if isinstance(entity, str) else None)
    table.soft_delete, table.optimistic_lock = data.get("softDelete") is True, data.get("optimisticLock") is True
    keys = {str(name) for name in items(data.get("primaryKey") or [], f"{path}.primaryKey")}
    for at, item in enumerate(items(data.get("columns"), f"{path}.columns")):
        where = f"{path}.columns[{at}]"
        body = mapping(item, where)
        name = text(body.get("name"), f"{where}.name", 200)
        kind = body.get("valueType")
        facets = _value_type(kind) if isinstance(kind, dict) else _facets(text(body.get("type"), f"{where}.type", 200))
        for flag in ("sensitive", "immutable", "personal", "managed"):
            if body.get(flag) is True:
                facets[flag] = True
        if body.get("default") is not None:
            facets["default"] = body["default"]
        column = _Column(name, facets, required=body.get("nullable") is False, unique=body.get("unique") is True)
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


def _write(tables: list[_Table], path: str, sketch: Sketch, notes: Notes) -> None:
    names = {
        table.name: entity_name(table.entity or table.name, notes, f"{path}.{table.name[:80]}")
        for table in tables
        if table.link is None
    }
    for table in tables:
        if table.link is None:
            _entity(table, sketch.entity(names[table.name]), names, path, sketch, notes)
    for table in tables:
        if table.link is not None:
            _many(table, names, path, sketch, notes)


def _entity(
    table: _Table, entity: EntitySketch, names: Mapping[str, str], path: str, sketch: Sketch, notes: Notes
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
        if column.target is not None and column.target in names:
            link = _link(entity.name, names[column.target], name, column)
            sketch.relate(link)
            columns[column.name] = link.name
        elif column.key and (name == "id" or column.generated):
            serial = column.generated == "serial" or column.facets.get("type") in {"int32", "int64"}
            entity.key = KeyKind.SERIAL if serial else KeyKind.UUID
        elif name not in _SERVER:
            entity.add(_attribute(name, column))
            columns[column.name] = name
            if column.key:
                entity.key, entity.key_attribute = KeyKind.NATURAL, name
        elif name == "password_hash":
            entity.add(AttributeSketch("password_hash", {"type": "string"}, typed=True))
    entity.uniques += [
        tuple(columns[name] for name in group) for group in table.uniques if all(name in columns for name in group)
    ]


def _attribute(name: str, column: _Column) -> AttributeSketch:
    facets = settle(dict(column.facets))
    if column.required or column.key:
        facets["required"] = True
    if column.unique or column.key:
        facets["unique"] = True
    if column.key:
        facets["immutable"] = True
    return AttributeSketch(name, facets, typed=True, optional=not facets.get("required", False))


def _link(source: str, target: str, name: str, column: _Column) -> RelationshipSketch:
    kind = Cardinality.ONE_TO_ONE if column.unique else Cardinality.MANY_TO_ONE
    made = RelationshipSketch(
        name.removesuffix("_id") or name, source, target, kind, required=column.required, firm=column.required
    )
    made.on_delete = column.on_delete if not (column.required and column.on_delete is OnDelete.SET_NULL) else None
    return made


def _many(table: _Table, names: Mapping[str, str], path: str, sketch: Sketch, notes: Notes) -> None:
    pair = table.link
    if pair is None:
        return
    near, far = (names.get(str(column.target)) for column in pair)
    if near is None or far is None:
        notes.leave(f"{path}.{table.name[:80]}: it refers to tables that are not there.")
        return
    made = RelationshipSketch(plural_snake(far), near, far, Cardinality.MANY_TO_MANY)
    for column in table.columns.values():
        if column not in pair and column.name not in _SERVER:
            made.attributes.append(_attribute(attribute_name(column.name, notes, path), column))
    sketch.relate(made)
