"""From CREATE TABLE statements to tables."""

import re
from decimal import Decimal

import sqlglot
from sqlglot import expressions as exp
from sqlglot.errors import SqlglotError

from agent.planner.notes import Notes
from agent.planner.payload.tables import DELETES, Column, Table, add_column, sql_facets, write_tables
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
            tables.append(_ddl_table(statement.this, path, notes))
        elif isinstance(statement, exp.Create) and statement.kind == "INDEX":
            _ddl_index(statement, tables, path, notes)
        elif statement is not None:
            notes.leave(f"{path}: {statement.sql()[:120]}")
    if not tables:
        raise BadInput(
            f"{path} has no CREATE TABLE.", hint="Send the tables of the schema.", code="bad-payload", path=path
        )
    write_tables(tables, path, sketch, notes)


def _ddl_index(statement: exp.Create, tables: list[Table], path: str, notes: Notes) -> None:
    """A unique index is a rule, which stays; another one is derived from what is read by it."""
    index = statement.this
    named = index.args.get("table")
    table = next((item for item in tables if named is not None and item.name == named.name), None)
    params = index.args.get("params")
    parts = (params.args.get("columns") or []) if params is not None else []
    columns = [part.this if isinstance(part, exp.Ordered) else part for part in parts]
    names = tuple(column.name for column in columns if isinstance(column, exp.Column))
    if not statement.args.get("unique"):
        notes.assume("Indexes are derived from the operations that need them.", "indexes.foreign-keys")
    elif (
        table is None or len(names) != len(columns) or not set(names) <= set(table.columns) or params.args.get("where")
    ):
        notes.leave(f"{path}: {statement.sql()[:120]}")
    else:
        _unique(names, table)


def _unique(names: tuple[str, ...], table: Table) -> None:
    if len(names) == 1 and names[0] in table.columns:
        table.columns[names[0]].unique = True
    elif names:
        table.uniques.append(names)


def _ddl_table(schema: exp.Schema, path: str, notes: Notes) -> Table:
    table = Table(schema.this.name, None)
    for part in schema.expressions:
        if isinstance(part, exp.ColumnDef):
            add_column(table, _ddl_column(part, table.name, notes), f"{path}.{table.name[:80]}")
    for part in schema.expressions:
        rule = part.expressions[0] if isinstance(part, exp.Constraint) and part.expressions else part
        if isinstance(rule, exp.PrimaryKey):
            for column in rule.expressions:
                if column.name in table.columns:
                    table.columns[column.name].key = True
        elif isinstance(rule, exp.ForeignKey):
            _ddl_reference(rule, table, notes)
        elif isinstance(rule, exp.UniqueColumnConstraint):
            names = tuple(item.name for item in rule.this.expressions) if isinstance(rule.this, exp.Schema) else ()
            _unique(names, table)
        elif not isinstance(part, exp.ColumnDef):
            notes.leave(f"{table.name}: {part.sql()[:120]}")
    return table


def _ddl_reference(rule: exp.ForeignKey, table: Table, notes: Notes) -> None:
    reference = rule.args.get("reference")
    names = [item.name for item in rule.expressions]
    if len(names) == 1 and names[0] in table.columns and isinstance(reference, exp.Reference):
        column = table.columns[names[0]]
        column.target = _target(reference)
        column.on_delete = DELETES.get(str(rule.args.get("delete") or "").upper()) or _option(reference)
    else:
        notes.leave(f"{table.name}: {rule.sql()[:120]}")


def _target(reference: exp.Reference) -> str:
    inner = reference.this
    return str(inner.this.name if isinstance(inner, exp.Schema) else inner.name)


def _option(reference: exp.Reference) -> OnDelete | None:
    said = " ".join(str(option) for option in reference.args.get("options") or []).upper()
    return next((rule for word, rule in DELETES.items() if f"ON DELETE {word}" in said), None)


def _ddl_column(part: exp.ColumnDef, table: str, notes: Notes) -> Column:
    sql_type = part.args.get("kind")
    said = sql_type.sql(dialect="postgres") if sql_type is not None else "text"
    facets = sql_facets(said)
    if facets is None:
        notes.leave(f"{table}.{part.name}: the type {said[:60]} has no place; the column is text.")
    column = Column(part.name, facets or {"type": "text"})
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
            if not _ddl_default(rule.this, column):
                notes.leave(f"{table}.{part.name}: {rule.sql()[:120]}")
        elif isinstance(rule, exp.CheckColumnConstraint):
            if not _ddl_check(rule.this, column):
                notes.leave(f"{table}.{part.name}: {rule.sql()[:120]}")
        else:
            notes.leave(f"{table}.{part.name}: {constraint.sql()[:120]}")
    return column


def _ddl_default(value: exp.Expr, column: Column) -> bool:
    """Whether the default has a place."""
    if isinstance(value, exp.Literal):
        column.facets["default"] = value.this
    elif isinstance(value, exp.Neg) and isinstance(value.this, exp.Literal):
        column.facets["default"] = f"-{value.this.this}"
    elif isinstance(value, exp.Boolean):
        column.facets["default"] = bool(value.this)
    elif isinstance(value, exp.CurrentTimestamp) or value.sql().upper() in {"NOW()", "CURRENT_TIMESTAMP"}:
        column.facets["default"] = "now"
    else:
        # A key that the store makes is one that the backend makes.
        return isinstance(value, exp.Null) or "uuid" in value.sql().lower()
    return True


def _ddl_check(rule: exp.Expr, column: Column) -> bool:
    """Whether the rule, all of it, is one of bounds or of listed texts."""
    rule = rule.unnest()
    if isinstance(rule, exp.And):
        return all([_ddl_check(rule.left, column), _ddl_check(rule.right, column)])
    if isinstance(rule, exp.In) and all(isinstance(item, exp.Literal) and item.is_string for item in rule.expressions):
        column.facets = {"type": "enum", "values": tuple(item.this for item in rule.expressions)} | {
            key: value for key, value in column.facets.items() if key == "default"
        }
        return True
    bounds: dict[str, exp.Expr] = {}
    if isinstance(rule, exp.Between):
        bounds = {"minimum": rule.args["low"], "maximum": rule.args["high"]}
    elif isinstance(rule, exp.GTE | exp.GT | exp.LTE | exp.LT) and isinstance(rule.left, exp.Column):
        name = {exp.GTE: "minimum", exp.GT: "above", exp.LTE: "maximum", exp.LT: "below"}[type(rule)]
        bounds = {name: rule.right}
    found = {name: _number(side) for name, side in bounds.items()}
    column.facets |= {name: value for name, value in found.items() if value is not None}
    return bool(found) and None not in found.values()


def _number(side: exp.Expr) -> Decimal | None:
    sign = "-" if isinstance(side, exp.Neg) else ""
    inner = side.this if isinstance(side, exp.Neg) else side
    return Decimal(f"{sign}{inner.this}") if isinstance(inner, exp.Literal) and not inner.is_string else None
