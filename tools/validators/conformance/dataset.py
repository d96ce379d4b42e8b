"""A handful of rows with telling values, which lists, searches and analytics are asked about.

They share one value that nothing else has (`narrow`), so that a filter by it sees them alone, whatever else
the store holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tools.blueprint.plan.operation import Field, OperationPlan
from tools.blueprint.plan.store import AggregateRows, Filter, ListRows
from tools.blueprint.plan.values import ValueType
from tools.validators.conformance.document import Fixture, Step
from tools.validators.conformance.samples import bounds, decimal_text, quantum, sample
from tools.validators.conformance.scoping import read_of
from tools.validators.conformance.script import Row, Script
from tools.validators.conformance.suite import Actor, Suite, Unavailable

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
    creator = suite.catalog.operation("crud.create", call.table)
    if creator is None:
        raise Unavailable(f"no operation makes rows of {call.table} at will")
    actor = rows_maker(suite, operation, creator)
    name = f"dataset:{call.table}:{actor.name if actor else ''}"
    if name not in suite.datasets:
        suite.datasets[name] = _build(suite, name, call, creator, actor)
    found: Dataset = suite.datasets[name]
    return found


def rows_maker(suite: Suite, operation: OperationPlan, creator: OperationPlan) -> Actor | None:
    """Who makes the rows: whoever may also read them, where rows are only seen by their owner."""
    scoped = suite.catalog.created_scope(creator.group)
    return suite.who(operation, creator) if scoped else suite.who(creator)


def reader(suite: Suite, operation: OperationPlan, data: Dataset) -> Actor | None:
    """Who asks about the rows: their maker where it may."""
    if operation.access.public:
        return None
    return data.actor if data.actor is not None and suite.may(data.actor, operation) else suite.who(operation)


def _build(
    suite: Suite, name: str, call: ListRows | AggregateRows, creator: OperationPlan, actor: Actor | None
) -> Dataset:
    script = Script(suite)
    data = Dataset(call.table, actor, name, [])
    chosen = narrowing(suite, call, creator)
    fixed: dict[str, object] = {}
    if chosen is not None:
        parameter, item = chosen
        fixed[item.wire] = fresh_value(script, call.table, item, actor)
        wire = suite.catalog.cased(parameter.parameter)
        data.narrow = [[wire, fixed[item.wire]]]
    uniques = {column for unique in suite.catalog.table(call.table).uniques for column in unique.columns}
    uniques |= set(suite.catalog.table(call.table).primary_key)
    base = suite.number(SIZE * SPACING)
    for position in range(SIZE):
        given = {**_values(suite, call.table, creator, position, base + position * SPACING, uniques), **fixed}
        data.rows.append(script.row(call.table, actor, given, bind=f"{name}.{position}".replace("/", ".")))
    suite.fixtures[name] = Fixture(script.steps, script.needs)
    return data


def narrowing(suite: Suite, call: ListRows | AggregateRows, creator: OperationPlan) -> tuple[Filter, Field] | None:
    """A filter by equality on a column that the creator sets and that has room for a fresh value."""
    fields = {item.name.snake: item for item in creator.body.fields} if creator.body is not None else {}
    uniques = suite.catalog.single_uniques(call.table)
    checked = {column for rule in suite.catalog.table(call.table).checks for column in rule.columns}
    ranked: list[tuple[int, Filter, Field]] = []
    for found in call.filters:
        item = fields.get(found.column)
        if found.operator != "eq" or item is None or found.column in uniques | checked:
            continue
        target = suite.catalog.reference_table(call.table, item)
        rank = 0 if target is not None and target != call.table else _ROOM.get(found.type.kind)
        if rank is not None and not (rank and found.type.pattern) and (found.type.max_length or 99) >= 12:
            ranked.append((rank, found, item))
    ranked.sort(key=lambda entry: (entry[0], entry[1].parameter))
    return (ranked[0][1], ranked[0][2]) if ranked else None


_ROOM = {"uuid": 1, "string": 2, "email": 2}


def fresh_value(script: Script, table: str, item: Field, actor: Actor | None) -> object:
    """A value of the column that no other row has."""
    target = script.catalog.reference_table(table, item)
    if target is not None:
        return script.row(target, actor, optional=False).reference
    return sample(item.type, script.suite.number())


def _values(
    suite: Suite, table: str, creator: OperationPlan, position: int, number: int, uniques: set[str]
) -> dict[str, object]:
    given: dict[str, object] = {}
    for item in creator.body.fields if creator.body is not None else ():
        if suite.catalog.reference_table(table, item) is not None:
            continue
        column = item.name.snake
        if position in EMPTY and item.nullable and column not in uniques:
            given[item.wire] = None
        elif column in suite.catalog.single_uniques(table):
            # Texts can be told apart and still show their order; other unique values are left to chance.
            if item.type.kind in ("string", "text") and item.type.pattern is None:
                given[item.wire] = _telling(item.type, position, number)
        elif column in uniques:
            given[item.wire] = sample(item.type, number)
        else:
            given[item.wire] = _telling(item.type, TIED[0] if position in TIED else position, None)
    return given


def _telling(kind: ValueType, position: int, number: int | None) -> object:
    """Values whose order shows: 9 before 10, capitals before small letters, negative before zero."""
    if kind.kind in ("string", "text") and kind.pattern is None:
        tail = f" {number}" if number is not None else ""
        value = WORDS[position] + tail
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


def page_step(script: Script, request: Step, limit: int, save: str) -> Step:
    """Reads the request's list to its end."""
    style, cursor = script.suite.plan.api.pagination, script.catalog.cased("next_cursor")
    request = {**request, "query": [*request.get("query", []), ["limit", limit]]}
    return {"do": "pages", "request": request, "limit": limit, "style": style, "cursor": cursor, "save": save}


def keys_of(rows: list[Row]) -> list[dict[str, str]]:
    return [row.reference for row in rows]


def known(data: Dataset, column: str) -> bool:
    """Whether the column's values were sent, so that answers can be told beforehand."""
    return all(column in row.values and not isinstance(row.values[column], Mapping) for row in data.rows)
