"""CREATE TABLE: columns, keys, foreign keys and checks."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, Table
from tools.database_designer.sql.conditions import condition
from tools.database_designer.sql.identifiers import quoted, shortened
from tools.packs.datastores.dialect import SqlDialect


def create_table(plan: RenderPlan, table: Table, later: frozenset[str], dialect: SqlDialect) -> str:
    """The statement for one table; `later` names the foreign keys that are added once all tables exist."""
    lines = [_column(column, dialect) for column in table.columns]
    if not any(column.generated_key == "serial" for column in table.columns):
        lines.append(f"PRIMARY KEY ({_columns(table, table.primary_key, dialect)})")
    lines += [
        f"CONSTRAINT {quoted(unique.name, dialect)} UNIQUE ({_columns(table, unique.columns, dialect)})"
        for unique in table.uniques
        if not unique.live_only
    ]
    lines += [
        foreign_key(plan, column, dialect)
        for column in table.columns
        if column.reference is not None and column.reference.constraint not in later
    ]
    lines += [f"CONSTRAINT {quoted(name, dialect)} CHECK ({that})" for name, that in checks(table, dialect)]
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {quoted(table.physical, dialect)} (\n  {body}\n){dialect.table_suffix}"


def foreign_key(plan: RenderPlan, column: Column, dialect: SqlDialect) -> str:
    """`CONSTRAINT … FOREIGN KEY …` of a column that has a reference."""
    reference = column.reference
    if reference is None:
        raise ValueError(f"{column.physical} has no reference")
    target = plan.table(reference.table)
    key = quoted(target.column(reference.column).physical, dialect)
    name, own = quoted(reference.constraint, dialect), quoted(column.physical, dialect)
    return (
        f"CONSTRAINT {name} FOREIGN KEY ({own}) "
        f"REFERENCES {quoted(target.physical, dialect)} ({key}) "
        f"ON DELETE {reference.on_delete.upper().replace('_', ' ')}"
    )


def checks(table: Table, dialect: SqlDialect) -> tuple[tuple[str, str], ...]:
    """Name and condition of every check: those of value types first, then the rules on rows."""
    found: list[tuple[str, str]] = []
    for column in table.columns:
        # A reference holds what its target's key holds; a generated key is the store's own.
        if column.reference is not None or column.generated_key == "serial":
            continue
        for domain in dialect.domain(quoted(column.physical, dialect), column.type):
            if column.managed and column.type.kind == "datetime" and domain.suffix == "range":
                continue  # the backend's own clock stays within the calendar
            # No rule of a Blueprint has two underscores in its name, so these cannot meet.
            name = f"{table.physical}_{column.physical}__{domain.suffix}_check"
            found.append((shortened(name, dialect.max_identifier_bytes), domain.condition))
    found += [(rule.name, condition(rule.that, table, dialect)) for rule in table.checks]
    return tuple(found)


def _column(column: Column, dialect: SqlDialect) -> str:
    name = quoted(column.physical, dialect)
    if column.generated_key == "serial":
        return dialect.generated_key(name, column.sql_type)
    parts = [name, column.sql_type]
    if column.default is not None and (column.default.now or column.default.literal is not None):
        parts.append(f"DEFAULT {dialect.default(column.default, column.type)}")
    if not column.nullable:
        parts.append("NOT NULL")
    return " ".join(parts)


def _columns(table: Table, names: tuple[str, ...], dialect: SqlDialect) -> str:
    return ", ".join(quoted(table.column(name).physical, dialect) for name in names)
