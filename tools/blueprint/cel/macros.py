"""What can be asked of related rows: `row.comments.count()`, `row.readers.exists(r, r.id == viewer.id)`."""

from dataclasses import dataclass

from tools.blueprint.cel import types as t
from tools.blueprint.plan.values import ValueType


@dataclass(frozen=True, slots=True)
class Macro:
    """A method of the rows that a relationship leads to."""

    name: str
    takes_value: bool
    """Whether it computes with a value of each row; a condition may follow, or stand alone where there is none."""
    example: str
    meaning: str


MACROS: tuple[Macro, ...] = (
    Macro("exists", False, "row.comments.exists(c, c.draft)", "Whether there is such a row; any, without arguments."),
    Macro("count", False, "row.comments.count()", "How many there are, or how many meet the condition."),
    Macro("sum", True, "row.lines.sum(l, l.amount)", "The sum of a value over them; 0 over no rows."),
    Macro("min", True, "row.bids.min(b, b.amount)", "The least value; null over no rows."),
    Macro("max", True, "row.bids.max(b, b.amount, b.open)", "The greatest, of those that meet the condition."),
)


def result(name: str, value: ValueType | None) -> ValueType | None:
    """The type that a macro gives for a value of this type; None where it cannot compute with it."""
    if name in ("exists", "count"):
        return t.BOOL if name == "exists" else t.INT
    family = t.family(value)
    if name in ("min", "max"):
        return value if family in t.ORDERED else None
    if family not in ("int", "decimal"):
        return None
    return t.INT if family == "int" else ValueType("decimal", precision=38, scale=(value.scale or 0) if value else 0)
