"""Value types after resolution: every facet has its final value."""

from dataclasses import dataclass
from decimal import Decimal

from tools.blueprint.plan.names import Name


@dataclass(frozen=True, slots=True)
class ValueType:
    """A neutral type with its facets; facets that do not apply to the kind are None or empty."""

    kind: str
    """A value of `AttributeType`; or `object`, or `members`: texts by name, which a query asks a document for."""
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    """Unanchored source; it is matched against the whole value."""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    precision: int | None = None
    scale: int | None = None
    values: tuple[str, ...] = ()
    enum: str | None = None
    """Class name of an enum: `BookGenre`."""
    items: "ValueType | None" = None
    max_items: int | None = None
    needs: tuple[str, ...] = ()
    """Kinds of characters that a text holds one of at least: lower, upper, digit, symbol."""
    folded: bool = False
    """ASCII letters become lower case on the way in: the login of an account."""
    format: str | None = None
    """Of a datetime that is shown: `date` (its day in UTC), `unix` or `unix_ms` (since 1970, cut to whole ones)."""
    shape: str | None = None
    """Class name of an object: `PlaceOrderLinesItem`."""
    most_name: int | None = None
    """Of `members`: most code points of a name; `max_length` bounds each text, `max_items` their number."""
    members: "tuple[Member, ...]" = ()
    """What an object of a request holds; nothing else."""


@dataclass(frozen=True, slots=True)
class Default:
    """What a column gets when nothing was sent: a literal in wire form, or `now`."""

    literal: object = None
    now: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """One member of an object on the wire."""

    name: Name
    wire: str
    """Name on the wire, in the API's casing."""
    type: ValueType
    required: bool
    """Request: must be sent. Response: always there; a field that is not is left out where it is null."""
    nullable: bool
    default: Default | None = None
    column: str | None = None
    """Logical column that it is read from or written to."""
    description: str = ""
    refers: str | None = None
    """Request: the logical table of rows that it names by their key."""
