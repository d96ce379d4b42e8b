"""The logical store: tables, columns, keys and constraints, with their physical names."""

from dataclasses import dataclass

from tools.blueprint.plan.expr import Expr
from tools.blueprint.plan.names import Name
from tools.blueprint.plan.values import Default, ValueType


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: the referenced table and its key column."""

    table: str
    column: str
    on_delete: str
    """restrict, cascade or set_null."""
    constraint: str
    inverse: str | None = None
    """What the referenced row calls the rows that refer to it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `sql_type` is the physical type in the chosen datastore."""

    name: Name
    physical: str
    """Column name in the store (at most 63 bytes); store printers always quote it."""
    type: ValueType
    sql_type: str
    nullable: bool
    default: Default | None = None
    generated_key: str | None = None
    """`uuid` (UUIDv7 made by the backend) or `serial` (made by the store) on a surrogate key."""
    reference: Reference | None = None
    managed: bool = False
    sensitive: bool = False
    immutable: bool = False
    personal: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True)
class Unique:
    """A unique constraint; a partial one (`live_only`) ignores soft-deleted rows."""

    name: str
    columns: tuple[str, ...]
    live_only: bool = False


@dataclass(frozen=True, slots=True)
class CheckRule:
    """A check on a row, as a store expression over ColumnValue."""

    name: str
    that: Expr
    message: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexPlan:
    """An index; a leading `-` on a column means descending. `reason` names what needs it.

    `kind`: `ordered`, or `members`: finds documents by the members that they hold; only for stores that have such.
    """

    name: str
    columns: tuple[str, ...]
    reason: str
    operations: tuple[str, ...] = ()
    unique: bool = False
    live_only: bool = False
    kind: str = "ordered"


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `role` is entity, link (many-to-many) or system (sessions, idempotency keys, rate limits).

    Columns are addressed everywhere by their logical name (`Column.name.snake`).
    """

    name: Name
    physical: str
    role: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    uniques: tuple[Unique, ...] = ()
    checks: tuple[CheckRule, ...] = ()
    indexes: tuple[IndexPlan, ...] = ()
    entity: str | None = None
    description: str = ""
    soft_delete: bool = False
    optimistic_lock: bool = False
    retention_days: int | None = None

    def column(self, name: str) -> Column:
        """The column of that logical name; KeyError when there is none."""
        for column in self.columns:
            if column.name.snake == name:
                return column
        raise KeyError(f"{self.name.snake}.{name}")
