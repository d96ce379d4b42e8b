"""All statements that make the schema, and all that unmake it, in order."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, Table
from tools.database_designer.sql.identifiers import quoted
from tools.database_designer.sql.indexes import create_indexes
from tools.database_designer.sql.tables import create_table, foreign_key
from tools.packs.datastores.dialect import SqlDialect


def creation(plan: RenderPlan, dialect: SqlDialect) -> tuple[str, ...]:
    """Statements without semicolons that make the schema in an empty database."""
    forward = _forward(plan)
    later = frozenset(_constraint(column) for _, column in forward if dialect.adds_constraints)
    statements: list[str] = []
    for table in plan.tables:
        statements.append(create_table(plan, table, later, dialect))
        statements += create_indexes(table, dialect)
        if dialect.describes_objects:
            statements += _descriptions(table, dialect)
    if dialect.adds_constraints:
        statements += [
            f"ALTER TABLE {quoted(table.physical, dialect)} ADD {foreign_key(plan, column, dialect)}"
            for table, column in forward
        ]
    return tuple(statements)


def removal(plan: RenderPlan, dialect: SqlDialect) -> tuple[str, ...]:
    """Statements that remove what `creation` made; they fail where something else rests on it."""
    statements: list[str] = []
    for table, column in _forward(plan):
        if dialect.adds_constraints:
            constraint = quoted(_constraint(column), dialect)
            statements.append(f"ALTER TABLE {quoted(table.physical, dialect)} DROP CONSTRAINT {constraint}")
    for table in reversed(plan.tables):
        if not dialect.adds_constraints:
            statements += _let_go(plan, table, dialect)
        statements.append(f"DROP TABLE {quoted(table.physical, dialect)}")
    return tuple(statements)


def _forward(plan: RenderPlan) -> tuple[tuple[Table, Column], ...]:
    """Foreign keys to tables that come later: those on a cycle."""
    seen: set[str] = set()
    found: list[tuple[Table, Column]] = []
    for table in plan.tables:
        seen.add(table.name.snake)
        found += [(table, column) for column in table.columns if _points_outside(column, seen)]
    return tuple(found)


def _points_outside(column: Column, tables: set[str]) -> bool:
    return column.reference is not None and column.reference.table not in tables


def _let_go(plan: RenderPlan, table: Table, dialect: SqlDialect) -> list[str]:
    """Empties references to the table that would still hold its rows when it is dropped."""
    position = {other.name.snake: place for place, other in enumerate(plan.tables)}
    here = position[table.name.snake]
    statements: list[str] = []
    for other in plan.tables[: here + 1]:
        for column in other.columns:
            reference = column.reference
            if reference is None or reference.table != table.name.snake or reference.on_delete != "restrict":
                continue
            name = quoted(column.physical, dialect)
            statements.append(
                f"UPDATE {quoted(other.physical, dialect)} SET {name} = NULL WHERE {name} IS NOT NULL"  # noqa: S608
            )
    return statements


def _descriptions(table: Table, dialect: SqlDialect) -> list[str]:
    physical = quoted(table.physical, dialect)
    described = [(f"TABLE {physical}", table.description)]
    for column in table.columns:
        described.append((f"COLUMN {physical}.{quoted(column.physical, dialect)}", column.description))
    return [f"COMMENT ON {what} IS {dialect.string(text)}" for what, text in described if text]


def _constraint(column: Column) -> str:
    return column.reference.constraint if column.reference is not None else ""
