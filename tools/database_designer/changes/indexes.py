"""Indexes of a table by their names, which are unique in the whole database."""

from tools.blueprint.plan.table import Table
from tools.database_designer.sql.indexes import create_indexes
from tools.packs.datastores.dialect import SqlDialect


def indexes(table: Table, dialect: SqlDialect) -> dict[str, str]:
    """Name and statement of each index, in the order in which they are made."""
    names = [rule.name for rule in table.uniques if rule.live_only] + [index.name for index in table.indexes]
    return dict(zip(names, create_indexes(table, dialect), strict=True))


def index_names(table: Table) -> set[str]:
    """Names of indexes, those under unique constraints too."""
    return {rule.name for rule in table.uniques} | {index.name for index in table.indexes}
