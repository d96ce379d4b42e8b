"""Names of the schema that a store or its library keeps for itself, or that two parts of the schema would share."""

from collections.abc import Iterable, Iterator

from tools.blueprint.plan.table import Table
from tools.errors import BadInput
from tools.packs.base import DatastorePack, PersistencePack


def check_schema_names(tables: Iterable[Table], store: DatastorePack, library: PersistencePack) -> None:
    """Raises BadInput at the first name that cannot stand in the store."""
    holders: dict[str, Table] = {}
    for table in tables:
        if table.physical in library.reserved_tables or table.physical.startswith(store.reserved_table_prefixes):
            raise _refused(table, f"The table name `{table.physical}` belongs to the database or its migrations.")
        for column in table.columns:
            if column.physical in store.reserved_columns:
                raise _refused(table, f"`{column.physical}` is a column that the database has in every table.")
        for name in _names(table):
            if name in holders:
                raise _refused(table, f"`{name}` would stand for two parts of the schema.")
            holders[name] = table


def _names(table: Table) -> Iterator[str]:
    """Tables, uniques and indexes share one room of names."""
    yield table.physical
    yield from (unique.name for unique in table.uniques)
    yield from (index.name for index in table.indexes)


def _refused(table: Table, message: str) -> BadInput:
    place = f"entities.{table.entity}" if table.entity else f"tables.{table.physical}"
    return BadInput(message, hint="Rename the entity, attribute or relationship.", code="name-taken", path=place)
