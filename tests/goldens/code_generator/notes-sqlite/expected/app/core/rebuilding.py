"""What Alembic's batches do not see when they make a table anew, kept."""

import re
from typing import Any

from alembic.ddl.impl import ComparisonResult
from alembic.ddl.sqlite import SQLiteImpl
from alembic.operations.batch import ApplyBatchImpl
from sqlalchemy import CheckConstraint, Connection, Index, Table
from sqlalchemy.schema import CreateIndex

_INDEXES = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
_INDEX = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?"
_TRIGGERS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?"
_FALLING = 'SELECT count(*) FROM pragma_index_xinfo(?) WHERE "desc" = 1 AND key = 1'
_COUNTED = "SELECT count(*) FROM sqlite_schema WHERE name = ? AND sql LIKE '%AUTOINCREMENT%'"
_HIGHEST = "SELECT seq FROM sqlite_sequence WHERE name = ?"
_RAISE = "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?"


class RebuildingImpl(SQLiteImpl):
    """Compares checks and indexes by what they say; brings back indexes, triggers, counters of rebuilt tables."""

    __dialect__ = "sqlite"

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._indexes: dict[str, str] = {}
        self._after: list[tuple[str, tuple[Any, ...]]] = []

    def compare_check_constraint(
        self, metadata_constraint: CheckConstraint, reflected_constraint: CheckConstraint
    ) -> ComparisonResult:
        """Tell whether two checks say the same."""
        return _compared(_text(metadata_constraint), _text(reflected_constraint))

    def compare_indexes(self, metadata_index: Any, reflected_index: Any) -> ComparisonResult:
        """Tell whether two indexes are the same, the direction of their keys and their condition included."""
        wanted = str(CreateIndex(metadata_index).compile(dialect=self.dialect))
        return _compared(_bare(wanted), _bare(self._ask(_INDEX, reflected_index.name)[0][0]))

    def prep_table_for_batch(self, batch_impl: ApplyBatchImpl, table: Table) -> None:
        """Note what a reflected table does not show, before the new one is made."""
        seen = {str(index.name) for index in table.indexes}
        gone = (seen - batch_impl.indexes.keys()) | batch_impl.new_indexes.keys()
        indexes = {name: sql for name, sql in self._ask(_INDEXES, table.name) if name not in gone}
        self._indexes = {
            name: sql for name, sql in indexes.items() if name not in seen or self._ask(_FALLING, name)[0][0]
        }
        self._after = [(sql, ()) for sql in self._indexes.values()]
        self._after += [(sql, ()) for _, sql in self._ask(_TRIGGERS, table.name)]
        if self._ask(_COUNTED, table.name)[0][0] and batch_impl.new_table is not None:
            batch_impl.new_table.dialect_kwargs["sqlite_autoincrement"] = True
            self._after += [(_RAISE, (highest, table.name)) for (highest,) in self._ask(_HIGHEST, table.name)]

    def rename_table(self, old_table_name: str, new_table_name: Any, schema: Any = None) -> None:
        """Give the new table its name, and then what was noted."""
        super().rename_table(old_table_name, new_table_name, schema)
        after, self._after = self._after, []
        for sql, values in after:
            self._run(sql, values)

    def create_index(self, index: Index, **kw: Any) -> None:
        """Make an index, unless it is one of those that were brought back."""
        if self._indexes.pop(str(index.name), None) is None:
            super().create_index(index, **kw)

    def _ask(self, query: str, name: str) -> list[Any]:
        return list(self._run(query, (name,)))

    def _run(self, sql: str, values: tuple[Any, ...]) -> Any:
        connection: Any = self.connection
        return connection.exec_driver_sql(sql, values)


def _compared(wanted: str, found: str) -> ComparisonResult:
    if wanted == found:
        return ComparisonResult.Equal()
    return ComparisonResult.Different(f"{found} becomes {wanted}")


def _text(constraint: CheckConstraint) -> str:
    return str(constraint.sqltext.compile())


def _bare(statement: str) -> str:
    """A statement without what it may say in more ways than one: quotes of names, blanks and case."""
    return re.sub(r"[\"\s]+", "", statement).casefold()


def suspend_references(connection: Any, _: object) -> None:
    """Switch foreign keys off: dropping a table would take the rows with it that refer to it."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    cursor.close()


def require_references(connection: Connection) -> None:
    """Refuse a migration that left references to rows that are not there."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise RuntimeError(f"Rows refer to others that do not exist, in: {tables}")
