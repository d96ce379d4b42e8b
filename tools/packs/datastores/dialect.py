"""What a datastore that speaks SQL tells the printers of SQL."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from tools.blueprint.plan.values import Default, ValueType
from tools.packs.base import DatastorePack

Query = Callable[[str], list[list[str]]]
"""Runs one query on a live database and answers its rows, every value as text."""


@dataclass(frozen=True, slots=True)
class Domain:
    """A condition that keeps a column within its value type; `suffix` tells it apart in constraint names."""

    suffix: str
    condition: str


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A foreign key of a live table; physical names; `on_delete` is restrict, cascade or set_null."""

    column: str
    table: str
    target: str
    on_delete: str


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table as a live database describes it; physical names everywhere."""

    columns: tuple[tuple[str, str, bool], ...]
    """Name, type as the store spells it, nullable; in order."""
    primary_key: tuple[str, ...]
    uniques: frozenset[tuple[str, ...]]
    references: frozenset[FoundReference]
    checks: frozenset[str]
    indexes: Mapping[str, tuple[tuple[str, ...], bool, bool]]
    """By name: columns (`-` in front means descending), unique, partial."""
    methods: Mapping[str, str] = field(default_factory=dict)
    """By name: the method of an index that is not the usual one."""


class SqlDialect(Protocol):
    """How one datastore spells SQL. Columns arrive quoted; values in wire form or as plain Python values."""

    max_identifier_bytes: int
    scaled_decimals: bool
    """Decimals are integers that count units of 10^-scale."""
    adds_constraints: bool
    """A foreign key can be added to a table that exists."""
    describes_objects: bool
    """Has COMMENT ON."""
    table_suffix: str
    """Stands behind the closing parenthesis of CREATE TABLE: ` STRICT`."""
    script_prologue: tuple[str, ...]
    """Statements at the head of a plain SQL script, before its transaction."""
    altering_prologue: tuple[str, ...]
    """The same for a script that changes tables which may hold rows."""
    altering_epilogue: tuple[str, ...]
    """Statements at the end of its transaction: they fail where a row refers to one that is not there."""
    script_command: str
    """How a person runs a plain SQL script so that it stops at the first error."""
    explicit_key_clause: str
    """Lets an INSERT give a value to a key that the store makes: ` OVERRIDING SYSTEM VALUE`."""
    index_methods: Mapping[str, tuple[str, str]]
    """By kind of an index, where it is not the usual one: its method, and the operators that it serves."""

    def string(self, text: str) -> str:
        """A text literal that reads back as exactly this text."""
        ...

    def value(self, value: object, type: ValueType) -> str:
        """The literal of a value as a column of this type stores it; BadInput when it cannot hold it."""
        ...

    def default(self, default: Default, type: ValueType) -> str:
        """What stands behind DEFAULT."""
        ...

    def generated_key(self, column: str, sql_type: str) -> str:
        """The definition of a key column that the store counts up, PRIMARY KEY included."""
        ...

    def domain(self, column: str, type: ValueType) -> tuple[Domain, ...]:
        """Conditions that hold a column to its type, in a fixed order."""
        ...

    def comparable_type(self, sql_type: str) -> str:
        """A column type as `catalogue` spells it."""
        ...

    def text_function(self, function: str, args: tuple[str, ...]) -> str:
        """contains, starts_with, ends_with, lower, size: over texts."""
        ...

    def array_size(self, operand: str) -> str:
        """Number of items of an array."""
        ...

    def exact(self, operand: str) -> str:
        """A whole number as an operand of arithmetic that is exact up to 18 digits at least."""
        ...

    def quotient(self, dividend: str, divisor: str) -> str:
        """Division of whole numbers, cut off towards zero."""
        ...

    def null_safe_equal(self, left: str, right: str) -> str:
        """Equality that takes two nulls as equal."""
        ...

    def index_column(self, column: str, *, descending: bool, nullable: bool) -> str:
        """One key of an index; nulls come last in either direction where the store can say so."""
        ...

    def older_than(self, column: str, days: int) -> str:
        """The condition that a moment is more than so many days ago."""
        ...

    def advance_key(self, table: str, column: str) -> str | None:
        """Lets a generated key go on after the greatest one; None where the store does so itself."""
        ...

    def converted(self, column: str, old: ValueType, new: ValueType) -> str:
        """A column's value of the old type as one of the new; what would not be kept whole is an error in the store.

        For exact numbers among each other, dates as datetimes, texts and enums among each other, all but binary as
        texts, and arrays as json.
        """
        ...

    def key_names(self, table: str, counted: str | None) -> tuple[tuple[str, str], ...]:
        """Kind and name of what the store itself names for a table's key, `counted` being a column that it counts up.

        Only for stores that alter tables in place: there, a new table name would leave them behind.
        """
        ...

    def counter_carried(self, source: str, target: str) -> tuple[str, ...]:
        """Lets a table that is made anew count its keys on from where the old one stood; physical names.

        Only for stores that make tables anew.
        """
        ...

    def catalogue(self, query: Query) -> Mapping[str, FoundTable]:
        """All tables of a live database, by physical name."""
        ...


class SqlDatastorePack(DatastorePack, Protocol):
    """A datastore that speaks SQL."""

    @property
    def sql(self) -> SqlDialect: ...
