"""Store calls: what an operation asks of its datastore. A persistence pack prints one function for each.

A call takes its `parameters` (value = the host expression that the caller passes), and refers to them by `Argument`.
Function names are unique in the whole plan. `table` is the logical table name (`Table.name.snake`).
"""

from dataclasses import dataclass

from tools.blueprint.plan.expr import BoundValue, Expr
from tools.blueprint.plan.values import ValueType


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    type: ValueType
    value: Expr
    nullable: bool = False
    """Whether an operation may pass null."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A predicate every row must meet, unless the boolean parameter named by `unless` is true."""

    predicate: Expr
    unless: str | None = None


@dataclass(frozen=True, slots=True)
class Through:
    """Rows linked over a link table: its `near` column equals the argument, its `far` column the row's key."""

    table: str
    near: str
    far: str
    argument: str
    columns: tuple[str, ...] = ()
    """Columns of the link row that the caller sees beside each row."""


@dataclass(frozen=True, slots=True)
class FindRow:
    """One row or none. `lock`: locked until the transaction ends, where the store has row locks.

    `again`: the transaction may have read it before; what it holds by now counts.
    """

    name: str
    table: str
    parameters: tuple[Parameter, ...]
    conditions: tuple[Condition, ...]
    lock: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class LockRows:
    """Locks the rows whose keys are the parameters until the transaction ends, in the order of their keys.

    Only for stores that have row locks; a row that is not there is none to lock.
    """

    name: str
    table: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class FindRows:
    """All rows that meet the conditions, in order (column, descending), the key last; one more than `most` at most."""

    name: str
    table: str
    parameters: tuple[Parameter, ...]
    conditions: tuple[Condition, ...]
    order: tuple[tuple[str, bool], ...]
    most: int
    lock: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """What a caller may send: `parameter` (logical input name), compared by `operator`: eq, gte, lte or holds."""

    parameter: str
    column: str
    operator: str
    type: ValueType


@dataclass(frozen=True, slots=True)
class Search:
    """Rows where a column contains the term; best first: equal, then prefix, then anywhere.

    ASCII letters match in either case; all else by code point.
    """

    argument: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListRows:
    """A page of rows.

    The caller's filters, sort keys, limit and cursor (or offset) come as input `query`; `order` is the
    default (column, descending); the primary key is always the last tie-break; nulls come last either way.
    """

    name: str
    table: str
    parameters: tuple[Parameter, ...]
    conditions: tuple[Condition, ...]
    filters: tuple[Filter, ...]
    sorts: tuple[str, ...]
    order: tuple[tuple[str, bool], ...]
    search: Search | None = None
    through: Through | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """`function` is count, sum, avg, min or max; `avg` is a decimal with six digits after the point."""

    name: str
    function: str
    column: str | None
    type: ValueType


@dataclass(frozen=True, slots=True)
class Bucket:
    """Spans of time in UTC that rows are grouped by, each called by its first day, an hour by its first moment.

    `unit` is hour (of a datetime), day, week (from Monday), month, quarter or year; the column is a date or datetime.
    """

    name: str
    unit: str
    column: str

    @property
    def format(self) -> str:
        """How a span is told: as a date, or as a datetime on the wire."""
        return "datetime" if self.unit == "hour" else "date"


@dataclass(frozen=True, slots=True)
class AggregateRows:
    """One row of measures, or one for each group, the least first, null last.

    Groups are those of `by`, or else of the column or bucket that the caller names in `group_by`.
    """

    name: str
    table: str
    parameters: tuple[Parameter, ...]
    conditions: tuple[Condition, ...]
    filters: tuple[Filter, ...]
    groups: tuple[str, ...]
    measures: tuple[Measure, ...]
    buckets: tuple[Bucket, ...] = ()
    by: str | None = None

    @property
    def choices(self) -> tuple[str, ...]:
        """The columns and buckets that a caller may name."""
        return () if self.by is not None else (*self.groups, *(item.name for item in self.buckets))

    def bucket(self, name: str | None) -> Bucket | None:
        """The bucket of this name; None for a column."""
        return next((item for item in self.buckets if item.name == name), None)


@dataclass(frozen=True, slots=True)
class Computed:
    """A value of each row, under the name of the field that shows it."""

    name: str
    value: Expr
    type: ValueType
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Nest:
    """What a field shows of the row that a reference leads to; null where `key` is: there is no such row."""

    name: str
    table: str
    """Logical name of the table of that row."""
    key: Computed
    columns: tuple[Computed, ...]
    """Columns of that row, under their own names."""
    values: tuple[Computed, ...]
    """What is computed beside them."""
    nests: "tuple[Nest, ...]" = ()


@dataclass(frozen=True, slots=True)
class ListOrder:
    """A key of a nested list's order; nulls come last in either direction."""

    column: str
    descending: bool
    of_link: bool
    """Whether the column stands on the link row."""


@dataclass(frozen=True, slots=True)
class ListNest:
    """What a field shows of the rows that a relationship leads to: at most `most`, in order, their key last.

    They belong to a row by their column `near`, or by the column `near` of the link table, whose column `far` holds
    their key. Expressions are about the listed row.
    """

    name: str
    table: str
    near: str
    near_type: ValueType
    link: str | None
    far: str | None
    conditions: tuple[Condition, ...]
    order: tuple[ListOrder, ...]
    most: int
    show: Computed | None
    """The one value that stands for each row; none where rows are shown."""
    key: Computed
    columns: tuple[Computed, ...] = ()
    """Columns of each row, under their own names."""
    values: tuple[Computed, ...] = ()
    nests: tuple[Nest, ...] = ()
    lists: "tuple[ListNest, ...]" = ()


@dataclass(frozen=True, slots=True)
class ComputeValues:
    """Values of the rows whose keys are given, by key, in one statement; a row that is gone has none.

    Each list is read by one statement more, for all rows at once.
    """

    name: str
    table: str
    parameters: tuple[Parameter, ...]
    values: tuple[Computed, ...]
    nests: tuple[Nest, ...] = ()
    lists: tuple[ListNest, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceCheck:
    """An input that names another row: the row must exist and be visible.

    Not checked when it is null, not sent, or what the row holds already (`kept`).
    """

    field: str
    """Logical name of the input; errors point at it."""
    table: str
    column: str
    conditions: tuple[Condition, ...]
    """Over the referenced table; without the key comparison."""
    kept: BoundValue | None = None
    """Host: the reference that the row holds before the change; a row may keep what is gone since."""


@dataclass(frozen=True, slots=True)
class CheckReferences:
    """Which of the referenced rows exist, in one round trip: answers the fields whose row is missing."""

    name: str
    table: str
    parameters: tuple[Parameter, ...]
    references: tuple[ReferenceCheck, ...]
    source: BoundValue | None = None
    """The item of a list whose members the fields are; none for the inputs."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A column gets a value: a host expression, or a store expression over the row (`row.version + 1`)."""

    column: str
    value: Expr


@dataclass(frozen=True, slots=True)
class InsertRow:
    """Inserts one row and answers it. `accept`: columns taken from the inputs that were sent; else their default.

    `accept` names columns; the input of the same logical name carries the value, or that member of the item `source`
    where there is one. `assignments` come on top.
    """

    name: str
    table: str
    parameters: tuple[Parameter, ...]
    accept: tuple[str, ...]
    assignments: tuple[Assignment, ...]
    source: BoundValue | None = None


@dataclass(frozen=True, slots=True)
class UpsertRow:
    """Inserts a row, or changes the one with the same values in `by`, which are unique; answers it either way.

    `live_only`: rows that are marked as deleted do not count. A row that is there only gets the `changes`.
    """

    name: str
    table: str
    parameters: tuple[Parameter, ...]
    by: tuple[str, ...]
    live_only: bool
    accept: tuple[str, ...]
    assignments: tuple[Assignment, ...]
    changes: tuple[Assignment, ...]
    source: BoundValue | None = None


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """Changes the row that meets the conditions and answers it, or none when no row does.

    `only_when_sent`: when no input of `accept` was sent there is nothing to change, and the write is left out.
    """

    name: str
    table: str
    parameters: tuple[Parameter, ...]
    conditions: tuple[Condition, ...]
    accept: tuple[str, ...]
    assignments: tuple[Assignment, ...]
    only_when_sent: bool = False
    source: BoundValue | None = None


@dataclass(frozen=True, slots=True)
class DeleteRow:
    """Deletes the row that meets the conditions; answers whether there was one."""

    name: str
    table: str
    parameters: tuple[Parameter, ...]
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class UpdateReferring:
    """Changes every row whose column `near` holds the key in the first parameter, and that meets the conditions."""

    name: str
    table: str
    parameters: tuple[Parameter, ...]
    near: str
    conditions: tuple[Condition, ...]
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class DeleteReferring:
    """Deletes every row whose column `near` holds the key in the first parameter, and that meets the conditions."""

    name: str
    table: str
    parameters: tuple[Parameter, ...]
    near: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class PutLink:
    """Inserts a link row, or changes its values where it exists already."""

    name: str
    table: str
    parameters: tuple[Parameter, ...]
    near: str
    far: str
    accept: tuple[str, ...]
    assignments: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoveLink:
    """Deletes a link row where there is one."""

    name: str
    table: str
    parameters: tuple[Parameter, ...]
    near: str
    far: str


Read = FindRow | FindRows | LockRows | ListRows | AggregateRows | CheckReferences | ComputeValues
Write = InsertRow | UpsertRow | UpdateRow | DeleteRow | UpdateReferring | DeleteReferring | PutLink | RemoveLink
StoreCall = Read | Write
