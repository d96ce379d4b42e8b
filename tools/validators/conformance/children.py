"""Rows that may refer to a row."""

from collections.abc import Iterator

from tools.validators.conformance.narrowing import columns_sent
from tools.validators.conformance.rows import Row
from tools.validators.conformance.script import Script


def children(script: Script, row: Row) -> Iterator[tuple[str, dict[str, object]]]:
    """Tables whose rows may refer to the row, and what one that does is given."""
    for operation in script.catalog.with_intent("crud.create"):
        table = operation.group
        if table != row.table and row.table in set_from_caller(script, table):
            yield table, {}
        for item in columns_sent(script.catalog, operation).values():
            if table != row.table and script.catalog.reference_table(table, item) == row.table:
                yield table, {item.wire: row.reference}


def set_from_caller(script: Script, table: str) -> set[str]:
    """Tables that rows refer to because of who makes them."""
    columns = (script.catalog.table(table).column(column) for column in script.catalog.created_scope(table))
    return {column.reference.table for column in columns if column.reference is not None}
