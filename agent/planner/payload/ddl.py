"""From CREATE TABLE statements to tables."""

import re
from decimal import Decimal

import sqlglot
from sqlglot import expressions as exp
from sqlglot.errors import SqlglotError

from agent.planner.notes import Notes
from agent.planner.payload.tables import DELETES, Column, Table, sql_facets, write_tables
from agent.planner.sketch import Sketch
from tools.blueprint.model import OnDelete
from tools.errors import BadInput


def read_ddl(ddl: str, path: str, sketch: Sketch, notes: Notes) -> None:
    """Fills entities from CREATE TABLE statements. Raises BadInput where there are none."""
    try:
        statements = sqlglot.parse(ddl, read="postgres")
    except (SqlglotError, RecursionError) as error:
        first = str(error).splitlines()[0][:200] if str(error) else "it cannot be parsed"
        raise BadInput(
            f"{path} is no readable SQL: {first}", hint="Send CREATE TABLE statements.", code="bad-payload", path=path
        ) from error
    tables: list[Table] = []
    for statement in statements:
        if isinstance(statement, exp.Create) and statement.kind == "TABLE" and isinstance(statement.this, exp.Schema):
            tables.append(_ddl_table(statement.this, notes))
        elif statement is not None and not (isinstance(statement, exp.Create) and statement.kind == "INDEX"):
            notes.leave(f"{path}: {statement.sql()[:120]}")
    if not tables:
        raise BadInput(
            f"{path} has no CREATE TABLE.", hint="Send the tables of the schema.", code="bad-payload", path=path
        )
    write_tables(tables, path, sketch, notes)


def _ddl_table(schema: exp.Schema, notes: Notes) -> Table:
    table = Table(schema.this.name, None)
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


def _ddl_reference(rule: exp.ForeignKey, table: Table) -> None:
    reference = rule.args.get("reference")
    names = [item.name for item in rule.expressions]
    if len(names) == 1 and names[0] in table.columns and isinstance(reference, exp.Reference):
        column = table.columns[names[0]]
        column.target = _target(reference)
        column.on_delete = DELETES.get(str(rule.args.get("delete") or "").upper()) or _option(reference)


def _target(reference: exp.Reference) -> str:
    inner = reference.this
    return str(inner.this.name if isinstance(inner, exp.Schema) else inner.name)


def _option(reference: exp.Reference) -> OnDelete | None:
    said = " ".join(str(option) for option in reference.args.get("options") or []).upper()
    return next((rule for word, rule in DELETES.items() if f"ON DELETE {word}" in said), None)


def _ddl_column(part: exp.ColumnDef) -> Column:
    sql_type = part.args.get("kind")
    said = sql_type.sql(dialect="postgres") if sql_type is not None else "text"
    column = Column(part.name, sql_facets(said))
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


def _ddl_default(value: exp.Expr, column: Column) -> None:
    if isinstance(value, exp.Literal):
        column.facets["default"] = value.this
    elif isinstance(value, exp.Boolean):
        column.facets["default"] = bool(value.this)
    elif isinstance(value, exp.CurrentTimestamp) or value.sql().upper() in {"NOW()", "CURRENT_TIMESTAMP"}:
        column.facets["default"] = "now"


def _ddl_check(rule: exp.Expr, column: Column) -> None:
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
