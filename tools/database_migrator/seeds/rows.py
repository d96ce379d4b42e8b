"""A few plausible rows for each table: in reference order, valid against every rule, the same every time."""

import hashlib
from collections.abc import Iterator, Mapping
from uuid import UUID

from tools.blueprint.managed import DELETED_AT, PASSWORD_HASH, VERSION
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, Table
from tools.blueprint.samples import example
from tools.database_migrator.seeds.evaluation import holds

ROWS = 3
ATTEMPTS = 64
"""Tries for one row before the table is left with fewer."""

UNUSABLE_PASSWORD = "!"
"""No hash of any password: nobody can log in with a seeded account."""

_EPOCH = "2026-01-{day:02}T09:00:00.000Z"
_EPOCH_MILLISECONDS = 1_767_258_000_000

Rows = Mapping[str, list[dict[str, object]]]


def seed_rows(plan: RenderPlan) -> Rows:
    """Rows in wire form by logical table and column name; tables of the backend itself stay empty."""
    found: dict[str, list[dict[str, object]]] = {}
    for table in plan.tables:
        if table.role == "system":
            continue
        rows: list[dict[str, object]] = []
        found[table.name.snake] = rows
        for number in range(ROWS):
            row = next((row for row in _candidates(table, number, found) if _fits(table, row, rows)), None)
            if row is None:
                break
            rows.append(row)
    return found


def _candidates(table: Table, number: int, found: Rows) -> Iterator[dict[str, object]]:
    """Versions of one row; the later half leaves out what rules speak of, where it may be null."""
    ruled = {column for rule in table.checks for column in rule.columns}
    for attempt in range(ATTEMPTS):
        sparse = attempt >= ATTEMPTS // 2
        row: dict[str, object] = {}
        for column in table.columns:
            name = column.name.snake
            if sparse and column.nullable and name in ruled:
                row[name] = None
            elif column.reference is not None:
                row[name] = _referenced(table, column, number + attempt, found)
            else:
                row[name] = _value(table, column, number, number + ROWS * attempt)
        yield row


def _fits(table: Table, row: dict[str, object], rows: list[dict[str, object]]) -> bool:
    if any(row[column.name.snake] is None and not column.nullable for column in table.columns):
        return False
    keys = [table.primary_key, *(rule.columns for rule in table.uniques)]
    keys += [index.columns for index in table.indexes if index.unique]
    for columns in keys:
        key = [row[name.removeprefix("-")] for name in columns]
        if None not in key and any(key == [other[name.removeprefix("-")] for name in columns] for other in rows):
            return False
    return all(holds(rule.that, row) for rule in table.checks)


def _referenced(table: Table, column: Column, number: int, found: Rows) -> object:
    """The key of the target's row of the same number: rows that share an owner or tenant agree on it."""
    reference = column.reference
    if reference is None:
        return None
    shared = any(other.reference is not None and other is not column for other in table.columns)
    if reference.table == table.name.snake and column.nullable and shared:
        return None  # an earlier row may belong to another owner or tenant
    targets = found.get(reference.table, [])
    return targets[number % len(targets)][reference.column] if targets else None


def _value(table: Table, column: Column, number: int, seed: int) -> object:
    name = column.name.snake
    if column.generated_key is not None:
        return number + 1 if column.generated_key == "serial" else _key(table, number)
    if name == PASSWORD_HASH:
        return UNUSABLE_PASSWORD
    if name == VERSION and table.optimistic_lock:
        return 1
    if name == DELETED_AT or (column.nullable and (column.managed or column.sensitive)):
        return None
    if column.managed:
        if column.type.kind == "datetime":
            return _EPOCH.format(day=number + 1)
        if column.default is not None and column.default.literal is not None:
            return column.default.literal
    return example(column.type, seed, name)


def _key(table: Table, number: int) -> str:
    """A UUID of version 7 whose moment is the seeds' own and whose random part is a hash."""
    digest = int.from_bytes(hashlib.sha256(f"{table.name.snake} {number}".encode()).digest()[:10])
    high, low = digest >> 62 & 0xFFF, digest & ((1 << 62) - 1)
    moment = _EPOCH_MILLISECONDS + number
    return str(UUID(int=moment << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low))
