"""CREATE INDEX: declared indexes, and uniques that ignore deleted rows."""

from tools.blueprint.managed import DELETED_AT
from tools.blueprint.plan.table import Table
from tools.database_designer.sql.identifiers import quoted
from tools.packs.datastores.dialect import SqlDialect


def create_indexes(table: Table, dialect: SqlDialect) -> tuple[str, ...]:
    """One statement for each partial unique, then for each index of the plan."""
    uniques = [_index(table, rule.name, rule.columns, True, True, dialect) for rule in table.uniques if rule.live_only]
    indexes = [
        _index(table, index.name, index.columns, index.unique, index.live_only, dialect, index.kind)
        for index in table.indexes
    ]
    return (*uniques, *indexes)


def _index(
    table: Table,
    name: str,
    columns: tuple[str, ...],
    unique: bool,
    live_only: bool,
    dialect: SqlDialect,
    kind_of: str = "ordered",
) -> str:
    method, operators = dialect.index_methods.get(kind_of, ("", ""))
    keys = ", ".join(f"{_key(table, column, dialect)}{operators and f' {operators}'}" for column in columns)
    kind = "UNIQUE INDEX" if unique else "INDEX"
    only = f" WHERE {quoted(table.column(DELETED_AT).physical, dialect)} IS NULL" if live_only else ""
    place = f"{quoted(table.physical, dialect)}{method and f' USING {method}'}"
    return f"CREATE {kind} {quoted(name, dialect)} ON {place} ({keys}){only}"


def _key(table: Table, name: str, dialect: SqlDialect) -> str:
    column = table.column(name.removeprefix("-"))
    return dialect.index_column(
        quoted(column.physical, dialect), descending=name.startswith("-"), nullable=column.nullable
    )
