"""What people should know before a change is made: which data go, and what must hold of those that stay."""

from collections.abc import Iterator

from tools.blueprint.managed import DELETED_AT
from tools.blueprint.plan.table import CheckRule, Column, Table
from tools.database_designer.changes.conversion import narrowed
from tools.database_designer.changes.difference import Difference, Kept
from tools.database_designer.changes.expressions import renamed, said
from tools.database_designer.changes.filling import shown


def given(found: Difference) -> tuple[str, ...]:
    """A sentence for each column in which rows get a value that they did not have, but for defaults of new columns."""
    return tuple(sentence for item in found.kept for sentence in _given(item))


def losses(found: Difference) -> tuple[str, ...]:
    """A sentence for each table and column whose data go; rows of the backend's own tables are nobody's loss."""
    return tuple(_losses(found))


def needs(found: Difference) -> tuple[str, ...]:
    """A sentence, in the old names, for each thing that must hold of rows, or the change stops and undoes itself."""
    return tuple(dict.fromkeys(sentence for item in found.kept for sentence in _needs(found, item)))


def refilled(found: Difference) -> tuple[str, ...]:
    """Of the way back: a sentence for each column that went, and that rows cannot have again without a value."""
    return tuple(f"Taking the migration back: {told}" for item in found.kept for told in _empty(item))


def _empty(item: Kept) -> Iterator[str]:
    for column in item.added:
        if item.lacks(column):
            yield f"{item.old.physical} must be empty: {column.physical} is required and has no default."


def _given(item: Kept) -> Iterator[str]:
    for column in item.added:
        if column.name.snake in item.fills:
            value = shown(item.fills[column.name.snake], sensitive=column.sensitive)
            yield f"Rows of {item.old.physical} that are there get {value} as {column.physical}."
    for old, new in item.columns:
        instead = item.instead(old, new)
        if instead is not None:
            value = shown(instead, sensitive=new.sensitive)
            yield f"Rows of {item.old.physical} that have no {old.physical} get {value}."


def _losses(found: Difference) -> Iterator[str]:
    created = {table.physical for table in found.created}
    for table in found.dropped:
        if table.role == "system":
            continue
        if table.physical in created:
            yield f"Making {table.physical} anew with another key loses its rows."
        else:
            yield f"Dropping {table.physical} loses its rows."
    for item in found.kept:
        if item.new.role != "system":
            yield from (_lost(item, column) for column in item.dropped)
        if any(column.name.snake == DELETED_AT for column in item.dropped):
            yield f"Rows of {item.old.physical} that are marked as deleted stand there like all others again."


def _lost(item: Kept, column: Column) -> str:
    place = f"{item.old.physical}.{column.physical}"
    again = next((new for new in item.added if new.physical == column.physical), None)
    if again is None:
        return f"Dropping {place} loses its values."
    if again.type.kind == column.type.kind:
        return f"Making {place} anew loses its values: what it holds or refers to is another thing now."
    return f"Changing {place} from {column.type.kind} to {again.type.kind} loses its values."


def _needs(found: Difference, item: Kept) -> Iterator[str]:
    table = item.old.physical
    yield from _empty(item)
    for old, new in item.columns:
        place = f"{table}.{old.physical}"
        if old.nullable and not new.nullable and item.instead(old, new) is None:
            yield f"{place} must not be null in any row."
        if new.reference is None:
            yield from (f"{place} must {asked} in every row." for asked in narrowed(old.type, new.type))
        elif old.reference is None:
            target = found.new.table(new.reference.table).physical
            yield f"{place} must name a row of {target} wherever it is not null."
    yield from _alike(item)
    yield from _rules(item)


def _alike(item: Kept) -> Iterator[str]:
    """Uniques that are new, that count deleted rows where they did not, or where rows get one value all alike."""
    before = {_called(columns, item.names) for columns, live_only in _uniques(item.old) if not live_only}
    live = {_called(columns, item.names) for columns, _ in _uniques(item.old)}
    null = {column.name.snake for column in item.added if item.first(column) is None}
    olds = {new.name.snake: old.physical for old, new in item.columns}
    for columns, live_only in _uniques(item.new):
        stands = frozenset(columns) in (live if live_only else before) and not item.mended.intersection(columns)
        if stands or null.intersection(columns):
            continue
        shown = " and ".join(olds.get(name, item.new.column(name).physical) for name in columns)
        yield f"No two rows of {item.old.physical} may have the same {shown}."


def _uniques(table: Table) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Columns that no two rows have alike, and whether deleted rows do not count."""
    yield table.primary_key, False
    yield from ((rule.columns, rule.live_only) for rule in table.uniques)
    for index in table.indexes:
        if index.unique:
            yield tuple(column.removeprefix("-") for column in index.columns), index.live_only


def _called(columns: tuple[str, ...], names: dict[str, str]) -> frozenset[str | None]:
    return frozenset(names.get(column) for column in columns)


def _rules(item: Kept) -> Iterator[str]:
    """Checks that say what none has said before, or that look at values which rows did not have."""
    before = {said(renamed(rule.that, item.names)) for rule in item.old.checks}
    for rule in item.new.checks:
        if said(rule.that) not in before or item.mended.intersection(rule.columns):
            yield f"Every row of {item.old.physical} must pass a check: {_words(rule)}"


def _words(rule: CheckRule) -> str:
    return rule.message or f"{rule.name}."
