"""Seed rows as INSERT statements."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Table
from tools.database_designer import identifier, sql_dialect
from tools.database_migrator.seeds.rows import seed_rows
from tools.packs.datastores.dialect import SqlDialect


def seed_statements(plan: RenderPlan) -> tuple[str, ...]:
    """Statements that insert the rows in reference order; a row that is there already stays as it is."""
    dialect = sql_dialect(plan)
    rows = seed_rows(plan)
    statements: list[str] = []
    for table in plan.tables:
        own = rows.get(table.name.snake, [])
        if own:
            statements += _inserted(table, own, dialect)
    return tuple(statements)


def _inserted(table: Table, rows: list[dict[str, object]], dialect: SqlDialect) -> list[str]:
    used = [column for column in table.columns if any(row[column.name.snake] is not None for row in rows)]
    names = ", ".join(identifier(column.physical, dialect) for column in used)
    values = ",\n  ".join(
        f"({', '.join(dialect.value(row[column.name.snake], column.type) for column in used)})" for row in rows
    )
    made = [column for column in used if column.generated_key == "serial"]
    explicit = dialect.explicit_key_clause if made else ""
    physical = identifier(table.physical, dialect)
    statement = f"INSERT INTO {physical} ({names}){explicit} VALUES\n  {values}\nON CONFLICT DO NOTHING"
    advance = [dialect.advance_key(physical, identifier(column.physical, dialect)) for column in made]
    return [statement, *(step for step in advance if step is not None)]
