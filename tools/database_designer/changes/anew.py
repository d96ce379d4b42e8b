"""The statements of a change for stores that alter next to nothing: a table that differs is made anew."""

from collections.abc import Iterable, Iterator

from tools.blueprint.names import numbered
from tools.blueprint.plan.table import Table
from tools.database_designer.changes.difference import Difference, Kept, stored_default
from tools.database_designer.changes.indexes import index_names, indexes
from tools.database_designer.sql.identifiers import quoted, shortened
from tools.database_designer.sql.tables import create_table
from tools.packs.datastores.dialect import SqlDialect

_ALL_INLINE: frozenset[str] = frozenset()


def anew(found: Difference, dialect: SqlDialect) -> tuple[str, ...]:
    """Statements in order. They need references unchecked: rows move while tables that refer to them stand still.

    Nothing but its indexes is changed in a table whose definition stays as it is, for a column or name that is
    changed in place would leave a definition that no new database has.
    """
    whole = [item for item in found.kept if not _same(found, item, dialect)]
    beside = _beside(found, whole, dialect)
    standing = [item for item in found.kept if item.new.name.snake not in beside]
    return (
        *(statement for item in whole for statement in _copied(found, item, beside[item.new.name.snake], dialect)),
        *(f"DROP INDEX {quoted(name, dialect)}" for item in standing for name in _dropped_indexes(item, dialect)),
        *(f"DROP TABLE {quoted(table.physical, dialect)}" for table in _gone(found, whole)),
        *(
            f"ALTER TABLE {quoted(beside[item.new.name.snake], dialect)} RENAME TO {quoted(item.new.physical, dialect)}"
            for item in whole
        ),
        *(create_table(found.new, table, _ALL_INLINE, dialect) for table in found.created),
        *_created_indexes(found, standing, dialect),
    )


def _same(found: Difference, item: Kept, dialect: SqlDialect) -> bool:
    """Whether the table stands as it should, each value where it belongs."""
    if item.added or item.dropped or item.mended:
        return False
    for old, new in item.columns:
        name = quoted(old.physical, dialect)
        # Two types may have one definition, which counts other units.
        if old.physical != new.physical or dialect.converted(name, old.type, new.type) != name:
            return False
    before = create_table(found.old, item.old, _ALL_INLINE, dialect)
    return before == create_table(found.new, item.new, _ALL_INLINE, dialect)


def _beside(found: Difference, whole: Iterable[Kept], dialect: SqlDialect) -> dict[str, str]:
    """A name for each new table while the old one stands, by logical name; nothing else has it, before or after."""
    tables = (*found.old.tables, *found.new.tables)
    taken = {table.physical for table in tables} | {name for table in tables for name in index_names(table)}
    names: dict[str, str] = {}
    for item in whole:
        wanted = shortened(f"new_{item.new.physical}", dialect.max_identifier_bytes - len("_000"))
        names[item.new.name.snake] = next(name for name in numbered(wanted) if name not in taken)
        taken.add(names[item.new.name.snake])
    return names


def _copied(found: Difference, item: Kept, name: str, dialect: SqlDialect) -> Iterator[str]:
    """The final definition under the name beside, and the rows in it."""
    old, place = quoted(item.old.physical, dialect), quoted(name, dialect)
    head = f"CREATE TABLE {quoted(item.new.physical, dialect)}"
    definition = create_table(found.new, item.new, _ALL_INLINE, dialect)
    yield f"CREATE TABLE {place}{definition.removeprefix(head)}"
    filled = list(_filled(item, dialect))
    columns, values = ", ".join(column for column, _ in filled), ", ".join(value for _, value in filled)
    yield f"INSERT INTO {place} ({columns}) SELECT {values} FROM {old}"  # noqa: S608
    if any(column.generated_key == "serial" for column in item.new.columns):
        yield from dialect.counter_carried(item.old.physical, name)


def _filled(item: Kept, dialect: SqlDialect) -> Iterator[tuple[str, str]]:
    """Each column of the new table that gets more than its default, and what it gets."""
    before = {new.name.snake: old for old, new in item.columns}
    for column in item.new.columns:
        name, old = quoted(column.physical, dialect), before.get(column.name.snake)
        if old is not None:
            value = dialect.converted(quoted(old.physical, dialect), old.type, column.type)
            instead = item.instead(old, column)
            yield name, value if instead is None else f"coalesce({value}, {dialect.default(instead, column.type)})"
            continue
        first = item.first(column)
        if first is not None and first != stored_default(column):
            yield name, dialect.default(first, column.type)


def _gone(found: Difference, whole: Iterable[Kept]) -> Iterator[Table]:
    going = {item.old.name.snake for item in whole} | {table.name.snake for table in found.dropped}
    return (table for table in reversed(found.old.tables) if table.name.snake in going)


def _dropped_indexes(item: Kept, dialect: SqlDialect) -> Iterator[str]:
    after = indexes(item.new, dialect).values()
    return (name for name, statement in indexes(item.old, dialect).items() if statement not in after)


def _created_indexes(found: Difference, standing: Iterable[Kept], dialect: SqlDialect) -> Iterator[str]:
    before = {item.new.name.snake: indexes(item.old, dialect).values() for item in standing}
    for table in found.new.tables:
        for statement in indexes(table, dialect).values():
            if statement not in before.get(table.name.snake, ()):
                yield statement
