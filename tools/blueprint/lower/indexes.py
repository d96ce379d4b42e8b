"""Indexes, each with the operation or rule that needs it."""

from collections.abc import Iterable
from dataclasses import replace

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.physical import identifier
from tools.blueprint.lower.tables import TableBuilder
from tools.blueprint.plan.expr import Argument, Call, ColumnValue
from tools.blueprint.plan.operation import FetchAggregate, FetchPage, OperationPlan
from tools.blueprint.plan.store import Condition, ListRows
from tools.blueprint.plan.table import IndexPlan, Table


def with_indexes(
    index: BlueprintIndex,
    builder: TableBuilder,
    table: Table,
    operations: Iterable[OperationPlan],
    capabilities: frozenset[str] = frozenset(),
) -> Table:
    """The table with what was asked for by hand, what lists need, and one for every foreign key."""
    found = list(table.indexes)
    if table.entity is not None:
        found += _by_hand(index, builder, table)
        found += _for_lists(table, operations)
    kept: list[IndexPlan] = []
    leading = {table.primary_key, *(unique.columns for unique in table.uniques if not unique.live_only)}
    for plan in [*found, *_for_references(table)]:
        columns = tuple(column.removeprefix("-") for column in plan.columns)
        covered = [*leading, *(tuple(c.removeprefix("-") for c in other.columns) for other in kept)]
        if not any(other[: len(columns)] == columns for other in covered) or plan.unique:
            kept.append(plan)
    if "member_indexes" in capabilities:
        kept += _for_members(table, operations)
    return replace(table, indexes=tuple(kept))


def _by_hand(index: BlueprintIndex, builder: TableBuilder, table: Table) -> list[IndexPlan]:
    assert table.entity is not None
    plans = []
    for item in index.entities[table.entity].indexes:
        columns = tuple(
            ("-" if name.startswith("-") else "") + builder.column_name(table.entity, name.removeprefix("-"))
            for name in item.attributes
        )
        for column in columns:
            table.column(column.removeprefix("-"))
        plans.append(_plan(table, columns, item.reason or "Asked for in the Blueprint.", unique=item.unique))
    return plans


def _for_lists(table: Table, operations: Iterable[OperationPlan]) -> list[IndexPlan]:
    """A search is left out: it is read in order of rank, which no index holds."""
    wanted: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for operation in operations:
        for node in operation.nodes:
            if not isinstance(node, FetchPage) or node.call.table != table.name.snake:
                continue
            if node.call.through is not None or node.call.search is not None:
                continue
            for columns, which in _page_orders(table, node.call):
                if len(columns) > len(table.primary_key):
                    wanted.setdefault(columns, {}).setdefault(which, []).append(operation.name.snake)
    return [_for_pages(table, columns, readers) for columns, readers in wanted.items()]


def _for_pages(table: Table, columns: tuple[str, ...], readers: dict[str, list[str]]) -> IndexPlan:
    said = [f"{', '.join(names)} reads its rows in page order{which}." for which, names in readers.items()]
    operations = dict.fromkeys(name for names in readers.values() for name in names)
    return _plan(table, columns, " ".join(said), tuple(operations))


def _page_orders(table: Table, call: ListRows) -> list[tuple[tuple[str, ...], str]]:
    """Columns compared by equality, then the order, then the key; and for which callers, in words.

    A condition that is lifted for some callers makes two orders: theirs does not begin with its column.
    """
    ordered = [f"-{name}" if descending else name for name, descending in call.order]
    every = [column for item in call.conditions if (column := _equal_column(item)) is not None]
    always = [column for item in call.conditions if not item.unless and (column := _equal_column(item)) is not None]
    tail = (*ordered, *table.primary_key)
    whole = tuple(dict.fromkeys((*every, *tail)))
    lifted = ", ".join(column for column in every if column not in always)
    if not lifted:
        return [(whole, "")]
    return [
        (whole, f" for callers who see one {lifted}"),
        (tuple(dict.fromkeys((*always, *tail))), f" for callers who see every {lifted}"),
    ]


def _equal_column(condition: Condition) -> str | None:
    predicate = condition.predicate
    if isinstance(predicate, Call) and predicate.function == "eq":
        left, right = predicate.args
        if isinstance(left, ColumnValue) and isinstance(right, Argument):
            return left.column
    return None


def _for_members(table: Table, operations: Iterable[OperationPlan]) -> list[IndexPlan]:
    """One for each document that is looked up by its members."""
    wanted: dict[str, list[str]] = {}
    for operation in operations:
        for node in operation.nodes:
            if isinstance(node, FetchPage | FetchAggregate) and node.call.table == table.name.snake:
                for column in (item.column for item in node.call.filters if item.operator == "holds"):
                    wanted.setdefault(column, []).append(operation.name.snake)
    return [
        replace(
            _plan(table, (column,), f"{', '.join(names)} looks rows up by what {column} holds.", tuple(names)),
            kind="members",
        )
        for column, names in wanted.items()
    ]


def _for_references(table: Table) -> list[IndexPlan]:
    return [
        _plan(
            table,
            (column.name.snake,),
            f"Foreign key: found by {column.reference.table.replace('_', ' ')}, and when one of those is deleted.",
        )
        for column in table.columns
        if column.reference is not None
    ]


def _plan(
    table: Table,
    columns: tuple[str, ...],
    reason: str,
    operations: tuple[str, ...] = (),
    unique: bool = False,
) -> IndexPlan:
    flat = "_".join(column.removeprefix("-") for column in columns)
    return IndexPlan(identifier(f"{table.physical}_{flat}_idx"), columns, reason, operations, unique)
