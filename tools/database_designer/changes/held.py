"""Named constraints and indexes of a table: which of them stay, under which name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tools.blueprint.plan.table import Column, Table
from tools.database_designer.changes.difference import Kept
from tools.database_designer.changes.expressions import renamed
from tools.database_designer.sql.identifiers import quoted
from tools.database_designer.sql.tables import checks
from tools.packs.datastores.dialect import SqlDialect

_GONE = "!{}"
"""Logical name of a column that no new one can have."""


@dataclass(frozen=True, slots=True)
class Held:
    """One constraint or index."""

    kind: str
    """foreign, check, unique or index."""
    name: str
    says: tuple[object, ...]
    """All of it but its name."""
    columns: frozenset[str]
    """Logical names of the columns that it stands on, where it is no check."""


def held(table: Table, dialect: SqlDialect) -> tuple[Held, ...]:
    """Those of a table, the ones first that others may rest on least."""
    found = [
        Held(
            "foreign",
            column.reference.constraint,
            (column.name.snake, column.reference.table, column.reference.on_delete),
            frozenset({column.name.snake}),
        )
        for column in table.columns
        if column.reference is not None
    ]
    found += [Held("check", name, (that,), frozenset()) for name, that in checks(table, dialect)]
    for rule in table.uniques:
        if rule.live_only:
            found.append(_index(table, rule.name, rule.columns, (True, True, "ordered"), dialect))
        else:
            found.append(Held("unique", rule.name, rule.columns, frozenset(rule.columns)))
    for index in table.indexes:
        found.append(_index(table, index.name, index.columns, (index.unique, index.live_only, index.kind), dialect))
    return tuple(found)


def held_before(item: Kept, tables: Mapping[str, str], dialect: SqlDialect) -> tuple[Held, ...]:
    """Those of the old table under their old names, but saying what they do in the names of the new one."""
    told = held(_in_new_names(item, tables), dialect)
    names = iter([name for name, _ in checks(item.old, dialect)])
    return tuple(replace(part, name=next(names)) if part.kind == "check" else part for part in told)


def staying(old: Iterable[Held], new: Iterable[Held], broken: frozenset[str]) -> tuple[tuple[Held, Held], ...]:
    """Pairs that say the same, by name where there are several; none that rests on a column that is `broken`."""
    left = list(old)
    found: list[tuple[Held, Held]] = []
    for part in sorted(new, key=lambda part: not any(part.name == other.name for other in left)):
        same = [other for other in left if (other.kind, other.says) == (part.kind, part.says)]
        if not same or part.columns & broken:
            continue
        chosen = next((other for other in same if other.name == part.name), same[0])
        left.remove(chosen)
        found.append((chosen, part))
    return tuple(found)


def _index(table: Table, name: str, columns: tuple[str, ...], rest: tuple[object, ...], dialect: SqlDialect) -> Held:
    bare = tuple(column.removeprefix("-") for column in columns)
    keys = tuple(
        dialect.index_column(
            quoted(table.column(column).physical, dialect),
            descending=signed.startswith("-"),
            nullable=table.column(column).nullable,
        )
        for signed, column in zip(columns, bare, strict=True)
    )
    return Held("index", name, (keys, *rest), frozenset(bare))


def _in_new_names(item: Kept, tables: Mapping[str, str]) -> Table:
    """The old table as if the renames were done; a column that goes has a name that is no name."""
    staying = {old.name.snake: new for old, new in item.columns}
    names = {column.name.snake: _GONE.format(number) for number, column in enumerate(item.old.columns)} | item.names
    columns = tuple(
        _called(column, staying.get(column.name.snake), names[column.name.snake], tables) for column in item.old.columns
    )
    signed = names | {f"-{old}": f"-{new}" for old, new in names.items()}
    return replace(
        item.old,
        physical=item.new.physical,
        columns=columns,
        uniques=tuple(replace(rule, columns=tuple(names[name] for name in rule.columns)) for rule in item.old.uniques),
        indexes=tuple(replace(rule, columns=tuple(signed[name] for name in rule.columns)) for rule in item.old.indexes),
        checks=tuple(replace(rule, that=renamed(rule.that, names)) for rule in item.old.checks),
    )


def _called(column: Column, new: Column | None, name: str, tables: Mapping[str, str]) -> Column:
    reference = column.reference
    if reference is not None:
        reference = replace(reference, table=tables.get(reference.table, _GONE.format(reference.table)))
    return replace(
        column,
        name=replace(column.name, snake=name),
        physical=name if new is None else new.physical,
        reference=reference,
    )
