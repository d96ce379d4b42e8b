"""A handful of rows with telling values, which lists, searches and analytics are asked about.

A filter (`narrow`) sees them alone, whatever else the store holds: they share one value that nothing else has, or
the moments in which they were made. A list whose path names a row (`path`) holds what belongs to that one, and no
more. Where a list shows its caller a single row (its own account, or the tenant that came with it), that row is all
there is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.store import AggregateRows, ListRows
from tools.blueprint.plan.values import ValueType
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.bodies import keeping
from tools.validators.conformance.document import Fixture, Step
from tools.validators.conformance.narrowing import MOMENT, columns_sent, fresh_value, narrowing, window
from tools.validators.conformance.parents import parent_of
from tools.validators.conformance.rows import Row
from tools.validators.conformance.samples import bounds, decimal_text, kept, quantum, sample
from tools.validators.conformance.scoping import read_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.sources import Source, source_of
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Suite, Unavailable
from tools.validators.conformance.wrapping import rows_pointer

SIZE = 7
SPACING = 20
TIED = (3, 4)
"""Rows that share their values, so that the key decides their order."""
EMPTY = (2, 5)
"""Rows whose optional values are null."""

WORDS = ("b", "Zebra", "a b", "apple", "apple", "\uff5etilde", "😀 last", "apple pie")
"""Order by code point: capitals first, then small letters, then the rest; the last two differ in UTF-16."""


@dataclass(slots=True)
class Dataset:
    """Rows of one table, made by one actor; `narrow` is the query that sees only them."""

    table: str
    actor: Actor | None
    fixture: str
    narrow: list[list[object]]
    rows: list[Row] = field(default_factory=list)
    single: bool = False
    path: dict[str, str] = field(default_factory=dict)
    """What the path of the list names: the row that all of them belong to."""
    given: dict[str, object] = field(default_factory=dict)
    """What was sent for each of them, and keeps them apart."""

    @property
    def alone(self) -> bool:
        """Whether the list, narrowed, holds these rows and no other."""
        return bool(self.narrow) or self.single or bool(self.path)

    @property
    def positions(self) -> tuple[int, ...]:
        """Rows whose values are looked for: one that is tied, the first and the last."""
        return (0,) if self.single else (TIED[0], 0, SIZE - 1)

    def use(self, script: Script) -> None:
        """Makes sure that the rows are there before the script's steps."""
        if self.fixture not in script.needs:
            script.needs.append(self.fixture)

    def value(self, position: int, column: str) -> object:
        return self.rows[position].values.get(column)


def dataset_for(suite: Suite, operation: OperationPlan) -> Dataset:
    """The rows that an operation which reads many is asked about. Raises Unavailable."""
    call = read_of(operation)
    if call is None:
        raise Unavailable("it reads no rows")
    try:
        source = source_of(suite, operation, call)
    except Unavailable:
        if isinstance(call, ListRows) and suite.catalog.shows_one(call):
            return _kept(suite, f"dataset:{call.table}:own", lambda name: _single(suite, name, call, operation))
        raise
    # What narrows a list to its rows depends on the filters that it has.
    of = "" if operation.intent.startswith(("crud.", "analytics.")) else f":{operation.name.snake}"
    name = f"dataset:{call.table}:{source.actor.name if source.actor else ''}{of}"
    return _kept(suite, name, lambda name: _build(suite, name, call, source, operation))


def _kept(suite: Suite, name: str, build: Callable[[str], Dataset]) -> Dataset:
    if name not in suite.datasets:
        suite.datasets[name] = build(name)
    found: Dataset = suite.datasets[name]
    return found


def _single(suite: Suite, name: str, call: ListRows, operation: OperationPlan) -> Dataset:
    """The one row that the list's caller sees."""
    actor = suite.who(operation)
    script = Script(suite)
    script.call(operation, actor, expect=success(suite.catalog, operation), save={name: f"{rows_pointer(operation)}/0"})
    suite.fixtures[name] = Fixture(script.steps, script.needs)
    row = Row(name, call.table, f"{name}/{suite.catalog.key_wire(operation, call.table)}", actor)
    return Dataset(call.table, actor, name, [], [row], single=True)


def reader(suite: Suite, operation: OperationPlan, data: Dataset) -> Actor | None:
    """Who asks about the rows: their maker where it may."""
    if not suite.signs_in(operation):
        return None
    return data.actor if data.actor is not None and suite.may(data.actor, operation) else suite.who(operation)


def _build(
    suite: Suite, name: str, call: ListRows | AggregateRows, source: Source, operation: OperationPlan
) -> Dataset:
    script = Script(suite)
    creator, actor = source.creator, source.actor
    data = Dataset(call.table, actor, name, [])
    parent = parent_of(suite.catalog, operation, call, creator)
    chosen = narrowing(suite, call, creator, actor) if parent is None else None
    fixed: dict[str, object] = {}
    if parent is not None:
        row = parent.row(script, actor)
        fixed[parent.item.wire], data.path = row.reference, parent.path(script, row)
    if chosen is not None:
        parameter, item = chosen
        fixed[item.wire] = fresh_value(script, creator, call.table, item, actor)
        wire = suite.catalog.cased(parameter.parameter)
        data.narrow = [[wire, fixed[item.wire]]]
    data.given = fixed
    moments = window(suite, call, creator) if chosen is None and parent is None else None
    if moments is not None:
        script.steps.append(MOMENT)
    uniques = {column for unique in suite.catalog.table(call.table).uniques for column in unique.columns}
    uniques |= set(suite.catalog.table(call.table).primary_key)
    base = suite.number(SIZE * SPACING)
    for position in range(SIZE):
        given = _values(suite, call.table, creator, position, base + position * SPACING, uniques)
        given = {**_keeping_checks(suite, call.table, creator, given), **fixed}
        data.rows.append(source.row(script, given, f"{name}.{position}".replace("/", ".")))
    if moments is not None:
        script.steps.append(MOMENT)
        data.narrow = moments.between(data.rows[0], data.rows[-1])
    suite.fixtures[name] = Fixture(script.steps, script.needs)
    return data


def _values(
    suite: Suite, table: str, creator: OperationPlan, position: int, number: int, uniques: set[str]
) -> dict[str, object]:
    given: dict[str, object] = {}
    for column, item in columns_sent(suite.catalog, creator).items():
        if suite.catalog.reference_table(table, item) is not None:
            continue
        if position in EMPTY and item.nullable and column not in uniques:
            given[item.wire] = None
        elif column in suite.catalog.alone_unique(table):
            # Texts can be told apart and still show their order; other unique values are left to chance.
            if item.type.kind in ("string", "text") and item.type.pattern is None:
                given[item.wire] = _telling(item.type, position, number)
        elif column not in uniques:
            given[item.wire] = _telling(item.type, TIED[0] if position in TIED else position, None)
    return given


def _keeping_checks(suite: Suite, table: str, creator: OperationPlan, given: dict[str, object]) -> dict[str, object]:
    """The values, others in place of those that break a check of the table."""
    fields = {column: item for column, item in columns_sent(suite.catalog, creator).items() if item.wire in given}
    row = keeping(suite.catalog.table(table), {column: given[item.wire] for column, item in fields.items()}, fields)
    return {**given, **{item.wire: row[column] for column, item in fields.items()}}


def _telling(kind: ValueType, position: int, number: int | None) -> object:
    """Values whose order shows: 9 before 10, capitals before small letters, negative before zero."""
    if kind.kind in ("string", "text") and kind.pattern is None:
        tail = f" {number}" if number is not None else ""
        value = str(kept(kind, WORDS[position] + tail))
        if (kind.min_length or 0) <= len(value) <= (kind.max_length or len(value)):
            return value
    if kind.kind in ("int32", "int64", "decimal"):
        low, high = bounds(kind)
        steps = (9, 100, 10, -2, 0, 1000, 11)
        value_ = low if not low <= 0 <= high else low * 0
        wanted = value_ + quantum(kind) * steps[position] * (10 if kind.kind == "decimal" else 1)
        if not low <= wanted <= high:
            wanted = low + (high - low) * position / 16 // quantum(kind) * quantum(kind)
        return decimal_text(wanted, kind) if kind.kind == "decimal" else int(wanted)
    spread = (9, 100, 10, 2, 2, 1000, 11)
    return sample(kind, spread[position] if number is None else number)


def page_step(script: Script, operation: OperationPlan, request: Step, limit: int, save: str) -> Step:
    """Reads the request's list to its end."""
    page = operation.response.page
    assert page is not None
    return {
        "do": "pages", "request": {**request, "query": [*request.get("query", []), ["limit", limit]]}, "limit": limit,
        "style": script.suite.plan.api.pagination, "items": f"/{page.rows}", "cursor": page.next_cursor,
        "total": page.total, "save": save,
    }  # fmt: skip


def keys_of(rows: list[Row]) -> list[dict[str, str]]:
    return [row.reference for row in rows]


def known(data: Dataset, column: str) -> bool:
    """Whether the column's values were sent, so that answers can be told beforehand."""
    return all(column in row.values and not isinstance(row.values[column], Mapping) for row in data.rows)
