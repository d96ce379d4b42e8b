"""Where relationships lead in expressions: `row.author.name`, `row.comments.count()`."""

from dataclasses import dataclass
from typing import Protocol

from tools.blueprint.plan.expr import Call, Expr, LinkRows, Related
from tools.blueprint.plan.values import ValueType


class RowLike(Protocol):
    """A row that an expression may name."""

    def value(self, member: str) -> Expr:
        """A column; KeyError where the row has none of that name."""

    def way(self, relationship: str, alias: str) -> "Way | None":
        """Where a relationship leads from the row; its rows are called `alias`."""


@dataclass(frozen=True, slots=True)
class Way:
    """From a row to the rows that a relationship leads to."""

    many: bool
    """Whether it may lead to more than one."""
    row: RowLike
    table: str
    alias: str
    on: Expr
    link: LinkRows | None
    living: Expr | None
    """That such a row exists for callers: it is not marked as deleted."""

    def related(self, function: str, type: ValueType, value: Expr | None = None, where: Expr | None = None) -> Related:
        """A value over the rows there."""
        conditions = [part for part in (self.living, where) if part is not None]
        joined = conditions[0] if len(conditions) == 1 else None
        if len(conditions) == 2:
            joined = both(*conditions)
        return Related(function, self.table, self.alias, self.on, self.link, joined, value, type)


def along(ways: tuple[Way, ...], value: Expr) -> Expr:
    """A value of the row at the end of references."""
    for way in reversed(ways):
        kind = value.type
        assert kind is not None
        if kind.kind == "bool" and isinstance(value, Related) and value.function == "exists":
            value = way.related("exists", kind, where=value)
        else:
            value = way.related("one", kind, value=value)
    return value


def both(left: Expr, right: Expr) -> Expr:
    """That both conditions hold."""
    parts = [
        part
        for side in (left, right)
        for part in (side.args if isinstance(side, Call) and side.function == "and" else (side,))
    ]
    return Call("and", tuple(parts), ValueType("bool"))
