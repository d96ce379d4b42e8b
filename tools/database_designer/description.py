"""The schema as data for programs: the fields of an orchestrator's `DatabaseSchema`."""

import json
from typing import Any

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, Table
from tools.blueprint.plan.values import ValueType
from tools.database_designer.diagram.relations import relations
from tools.database_designer.sql.dialects import dialect_of
from tools.database_designer.sql.tables import checks
from tools.packs.datastores.dialect import SqlDialect

Data = dict[str, Any]


def description(plan: RenderPlan) -> Data:
    """Plain data, camelCase keys; what needs a clock (`createdAt`) is for the caller to add.

    Migrations and seeds are made by another tool, so their lists are empty here.
    """
    dialect = dialect_of(plan)
    return {
        "id": f"schema-{plan.blueprint_sha256[:16]}",
        "name": plan.name.snake,
        "type": plan.stack.datastore,
        "version": plan.api.version,
        "tables": [_table(table) for table in plan.tables],
        "relationships": _relationships(plan),
        "indexes": [index for table in plan.tables for index in _indexes(table)],
        "constraints": [rule for table in plan.tables for rule in _constraints(table, dialect)],
        "triggers": [],
        "views": [],
        "procedures": [],
        "migrations": [],
        "seedData": [],
    }


def description_text(plan: RenderPlan) -> str:
    """`description` as indented JSON."""
    return json.dumps(description(plan), ensure_ascii=False, indent=2) + "\n"


def _table(table: Table) -> Data:
    return {
        "name": table.physical,
        "entity": table.entity,
        "role": table.role,
        "description": table.description,
        "columns": [_column(column) for column in table.columns],
        "primaryKey": [table.column(name).physical for name in table.primary_key],
        "softDelete": table.soft_delete,
        "optimisticLock": table.optimistic_lock,
        "retentionDays": table.retention_days,
    }


def _column(column: Column) -> Data:
    default = column.default
    return {
        "name": column.physical,
        "type": column.sql_type,
        "valueType": _value_type(column.type),
        "nullable": column.nullable,
        "default": None if default is None else ("now" if default.now else default.literal),
        "generatedKey": column.generated_key,
        "managed": column.managed,
        "sensitive": column.sensitive,
        "immutable": column.immutable,
        "personal": column.personal,
        "description": column.description,
    }


def _value_type(type: ValueType) -> Data:
    facets: Data = {
        "kind": type.kind,
        "minLength": type.min_length,
        "maxLength": type.max_length,
        "pattern": type.pattern,
        # Bounds are text: a reader's floating-point numbers would round them.
        "minimum": None if type.minimum is None else format(type.minimum, "f"),
        "maximum": None if type.maximum is None else format(type.maximum, "f"),
        "precision": type.precision,
        "scale": type.scale,
        "values": list(type.values) or None,
        "items": None if type.items is None else _value_type(type.items),
        "maxItems": type.max_items,
    }
    return {name: value for name, value in facets.items() if value is not None}


def _relationships(plan: RenderPlan) -> list[Data]:
    return [
        {
            "name": relation.constraint,
            "from": relation.source.physical,
            "column": relation.column.physical,
            "to": relation.target.physical,
            "targetColumn": relation.target_column.physical,
            "type": "one-to-one" if relation.unique else "many-to-one",
            "required": not relation.optional,
            "onDelete": relation.on_delete,
        }
        for relation in relations(plan)
    ]


def _indexes(table: Table) -> list[Data]:
    return [
        {
            "name": index.name,
            "table": table.physical,
            "columns": [
                {
                    "name": table.column(name.removeprefix("-")).physical,
                    "order": "desc" if name.startswith("-") else "asc",
                }
                for name in index.columns
            ],
            "unique": index.unique,
            "liveOnly": index.live_only,
            "reason": index.reason,
            "operations": list(index.operations),
            **({"kind": index.kind} if index.kind != "ordered" else {}),
        }
        for index in table.indexes
    ]


def _constraints(table: Table, dialect: SqlDialect) -> list[Data]:
    messages = {rule.name: rule.message for rule in table.checks}
    uniques = [
        {
            "name": rule.name,
            "table": table.physical,
            "type": "unique",
            "columns": [table.column(name).physical for name in rule.columns],
            "liveOnly": rule.live_only,
        }
        for rule in table.uniques
    ]
    rules = [
        {
            "name": name,
            "table": table.physical,
            "type": "check",
            "expression": condition,
            "message": messages.get(name, ""),
        }
        for name, condition in checks(table, dialect)
    ]
    return [*uniques, *rules]
