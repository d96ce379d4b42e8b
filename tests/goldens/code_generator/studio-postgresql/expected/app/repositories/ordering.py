"""What a caller may ask of a list: filters and an order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, false, literal, or_

AnySelect = Select[*tuple[Any, ...]]
Filters = Mapping[str, tuple[Any, Callable[[Any, Any], ColumnElement[bool]]]]
"""By parameter: the column, and how it is compared with the value."""
Sorts = Mapping[str, Any]
"""By name on the wire: the column."""


@dataclass(frozen=True)
class Listing:
    """Which rows are wanted, in which order, and how many."""

    filters: Mapping[str, Any]
    sort: Sequence[str]
    """Names on the wire; a leading `-` means descending."""
    limit: int
    cursor: str | None
    of: tuple[Any, ...]
    """What tells this list from others, beside filters and order."""


@dataclass(frozen=True)
class Key:
    """One expression of an order; nulls come last in either direction."""

    expression: Any
    descending: bool = False

    @property
    def nullable(self) -> bool:
        """Whether a row may have no value here."""
        return bool(getattr(self.expression, "nullable", False))

    def order(self) -> ColumnElement[Any]:
        """Return the ORDER BY element."""
        element: ColumnElement[Any] = self.expression.desc() if self.descending else self.expression.asc()
        return element.nulls_last() if self.nullable else element

    def equals(self, value: Any) -> ColumnElement[bool]:
        """Match rows with this value."""
        found: ColumnElement[bool] = self.expression.is_(None) if value is None else self.expression == value
        return found

    def follows(self, value: Any) -> ColumnElement[bool]:
        """Match rows that come after this value."""
        if value is None:
            return false()
        place = literal(value, self.expression.type)
        later = self.expression < place if self.descending else self.expression > place
        return or_(later, self.expression.is_(None)) if self.nullable else later


def filtered(statement: AnySelect, filters: Filters, values: Mapping[str, Any]) -> AnySelect:
    """Add the conditions of the filters that were sent."""
    for name, (column, compare) in filters.items():
        if name in values:
            statement = statement.where(compare(column, values[name]))
    return statement


def ordered(sorts: Sorts, listing: Listing, default: Sequence[Key], last: Any) -> list[Key]:
    """Return the keys that were asked for, else the default; the row's own key always decides ties."""
    asked = [Key(sorts[name.removeprefix("-")], name.startswith("-")) for name in listing.sort]
    return [*(asked or default), Key(last)]
