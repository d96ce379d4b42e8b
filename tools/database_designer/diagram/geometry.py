"""Shapes of a laid-out diagram; all lengths are in pixels, y grows downwards."""

from dataclasses import dataclass

from tools.blueprint.plan.table import Table
from tools.database_designer.diagram.relations import Relation

CHARACTER = 7.25
"""Width of a character of the 12-pixel monospace face, rounded up."""
HEADER = 26
ROW = 18
PADDING = 10
TYPE_GAP = 2
"""Characters between a column's name and its type."""


@dataclass(frozen=True, slots=True)
class Box:
    """A table's rectangle; `lines` are its columns as (name, kind, marks)."""

    table: Table
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[str, str, str], ...]

    def row_middle(self, position: int) -> float:
        """The y of a column's line."""
        return self.y + HEADER + position * ROW + ROW / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A relation's way from the row that holds the key to the table that it names; only right angles.

    The sides say where the way leaves and arrives: 1 at the right edge of the box, -1 at the left one.
    """

    relation: Relation
    points: tuple[tuple[float, float], ...]
    source_side: int
    target_side: int


@dataclass(frozen=True, slots=True)
class Diagram:
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: float
    height: float
