"""Lays a diagram out: tables in a grid, relations in the gutters between them, never across a table.

Rows and columns of the grid have gutters on both sides. A relation leaves its row sideways, runs in the
gutter beside it, crosses in a corridor between two rows of the grid where it must, and arrives sideways.
Every relation has a track of its own wherever two would run over one another.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Table
from tools.database_designer.diagram.geometry import (
    CHARACTER,
    HEADER,
    PADDING,
    ROW,
    TYPE_GAP,
    Box,
    Diagram,
    Line,
)
from tools.database_designer.diagram.placement import Cell, place
from tools.database_designer.diagram.relations import Relation, marks, relations
from tools.database_designer.diagram.tracks import Tracks

MARGIN = 24
GUTTER = 52
CORRIDOR = 28
TRACK = 8
PORT = 9
"""Distance of the places where relations arrive."""
SHIFT = 3
"""Tables of every second grid column stand lower, so that ways from both sides of a gutter never meet."""


@dataclass(frozen=True, slots=True)
class _Route:
    """The gutters and the corridor of one relation, and its tracks in them."""

    relation: Relation
    leaving: int
    arriving: int
    corridor: int | None
    source_side: int
    target_side: int
    first_track: int
    second_track: int
    corridor_track: int


def layout(plan: RenderPlan) -> Diagram:
    """The diagram of a plan; the same plan gives the same picture."""
    found = relations(plan)
    cells = place([table.name.snake for table in plan.tables], _neighbours(found))
    gutters, corridors = Tracks(), Tracks()
    routes = [_route(relation, cells, gutters, corridors) for relation in found]
    arrivals = Counter((route.relation.target.name.snake, route.target_side) for route in routes)
    sizes = {table.name.snake: _size(table, arrivals) for table in plan.tables}
    columns = 1 + max((column for _, column in cells.values()), default=0)
    rows = 1 + max((row for row, _ in cells.values()), default=0)
    widths = [_most(sizes[name][0] for name, cell in cells.items() if cell[1] == number) for number in range(columns)]
    heights = [_most(sizes[name][1] for name, cell in cells.items() if cell[0] == number) for number in range(rows)]
    lefts = _starts(widths, [GUTTER + TRACK * gutters.count(number) for number in range(columns + 1)])
    tops = _starts(
        [height + SHIFT for height in heights],
        [CORRIDOR + TRACK * corridors.count(number) for number in range(rows + 1)],
    )
    boxes = {table.name.snake: _box(table, cells, sizes, lefts, tops) for table in plan.tables}
    gutter_starts = [left - GUTTER - TRACK * gutters.count(number) for number, left in enumerate(lefts)]
    corridor_starts = [top - CORRIDOR - TRACK * corridors.count(number) for number, top in enumerate(tops)]
    lines = _lines(routes, boxes, gutter_starts, corridor_starts)
    return Diagram(tuple(boxes.values()), lines, lefts[-1] + MARGIN, tops[-1] + MARGIN)


def _neighbours(found: Iterable[Relation]) -> dict[str, dict[str, int]]:
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    for relation in found:
        one, other = relation.source.name.snake, relation.target.name.snake
        if one != other:
            counted[one][other] = counted[one].get(other, 0) + 1
            counted[other][one] = counted[other].get(one, 0) + 1
    return counted


def _route(relation: Relation, cells: dict[str, Cell], gutters: Tracks, corridors: Tracks) -> _Route:
    row, column = cells[relation.source.name.snake]
    target_row, target_column = cells[relation.target.name.snake]
    source_side = 1 if target_column >= column else -1
    target_side = -1 if target_column > column else 1
    leaving = column + (source_side > 0)
    arriving = target_column + (target_side > 0)
    # Places along a gutter: rows of the grid are odd, corridors even.
    start, end = 2 * row + 1, 2 * target_row + 1
    if leaving == arriving:
        track = gutters.take(leaving, start, end)
        return _Route(relation, leaving, arriving, None, source_side, target_side, track, track, 0)
    corridor = max(row, target_row) if row != target_row else row
    first = gutters.take(leaving, start, 2 * corridor)
    second = gutters.take(arriving, 2 * corridor, end)
    across = corridors.take(corridor, leaving, arriving)
    return _Route(relation, leaving, arriving, corridor, source_side, target_side, first, second, across)


def _size(table: Table, arrivals: Counter[tuple[str, int]]) -> tuple[float, float]:
    names = max(len(column.physical) for column in table.columns)
    kinds = max(len(_kind(column.type.kind, column.nullable)) for column in table.columns)
    most_marks = max(len(" ".join(marks(table, column))) for column in table.columns)
    characters = max(len(table.physical) + 2, names + kinds + most_marks + 2 * TYPE_GAP)
    ports = max(arrivals[table.name.snake, side] for side in (-1, 1))
    taken = sum(column.reference is not None for column in table.columns)
    height = max(HEADER + ROW * len(table.columns) + 6, PORT * (ports + taken + 2))
    return characters * CHARACTER + 2 * PADDING, height


def _kind(kind: str, nullable: bool) -> str:
    return f"{kind}?" if nullable else kind


def _most(values: Iterable[float]) -> float:
    return max(values, default=0)


def _starts(extents: list[float], gaps: list[int]) -> list[float]:
    """Where each extent begins when the gaps lie around them; the last entry is the end of the last gap."""
    found: list[float] = []
    position = float(MARGIN)
    for extent, gap in zip([*extents, 0.0], gaps, strict=True):
        position += gap
        found.append(position)
        position += extent
    return found


def _box(
    table: Table,
    cells: dict[str, Cell],
    sizes: dict[str, tuple[float, float]],
    lefts: list[float],
    tops: list[float],
) -> Box:
    row, column = cells[table.name.snake]
    width, height = sizes[table.name.snake]
    lines = tuple(
        (item.physical, _kind(item.type.kind, item.nullable), " ".join(marks(table, item))) for item in table.columns
    )
    return Box(table, lefts[column], tops[row] + SHIFT * (column % 2), width, height, lines)


def _lines(
    routes: list[_Route], boxes: dict[str, Box], gutter_starts: list[float], corridor_starts: list[float]
) -> tuple[Line, ...]:
    used: dict[tuple[str, int], int] = defaultdict(int)
    found: list[Line] = []
    for route in routes:
        relation = route.relation
        source, target = boxes[relation.source.name.snake], boxes[relation.target.name.snake]
        position = [column.name.snake for column in source.table.columns].index(relation.column.name.snake)
        start = (_edge(source, route.source_side), source.row_middle(position))
        end = (_edge(target, route.target_side), _port(target, route.target_side, used))
        first_x = _track(gutter_starts[route.leaving], GUTTER, route.first_track)
        second_x = _track(gutter_starts[route.arriving], GUTTER, route.second_track)
        points = [start, (first_x, start[1])]
        if route.corridor is not None:
            across = _track(corridor_starts[route.corridor], CORRIDOR, route.corridor_track)
            points += [(first_x, across), (second_x, across)]
        points += [(second_x, end[1]), end]
        found.append(Line(relation, tuple(points), route.source_side, route.target_side))
    return tuple(found)


def _edge(box: Box, side: int) -> float:
    return box.x + box.width if side > 0 else box.x


def _track(start: float, gap: int, number: int) -> float:
    return start + gap / 2 + TRACK * number


def _port(box: Box, side: int, used: dict[tuple[str, int], int]) -> float:
    """The next free place on a side of the box, clear of the rows from which ways leave."""
    key = box.table.name.snake, side
    leaving = [
        box.row_middle(position) for position, column in enumerate(box.table.columns) if column.reference is not None
    ]
    while True:
        used[key] += 1
        place_y = box.y + PORT * used[key]
        if all(abs(place_y - taken) > PORT / 3 for taken in leaving):
            return place_y
