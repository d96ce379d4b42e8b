"""Where tables stand: cells of a grid, related ones close together."""

import math
from collections.abc import Iterator, Mapping, Sequence

Cell = tuple[int, int]
"""Row and column."""

_WIDENING = 1.2
"""Tables are taller than wide, so the grid has more columns than rows."""


def place(names: Sequence[str], neighbours: Mapping[str, Mapping[str, int]]) -> dict[str, Cell]:
    """A cell of its own for each name; deterministic.

    `neighbours` counts the relations between two names, in both directions. The table with the most
    relations starts in the middle; each next one is that with the most relations to placed tables, and
    takes the free cell beside placed tables that is nearest to those. Tables without relations fill what
    is left.
    """
    columns = max(1, math.ceil(math.sqrt(len(names) * _WIDENING)))
    rows = math.ceil(len(names) / columns)
    free = {(row, column) for row in range(rows) for column in range(columns)}
    middle = ((rows - 1) / 2, (columns - 1) / 2)
    # Only cells beside placed tables are looked at: looking at all of them would make big plans slow.
    edge = {min(free, key=lambda cell: (_span(cell, middle), cell))} if free else set()
    placed: dict[str, Cell] = {}
    for name in _in_order(names, neighbours):
        near = [(placed[other], count) for other, count in neighbours[name].items() if other in placed]
        cell = _nearest(edge, near, middle)
        placed[name] = cell
        free.discard(cell)
        edge.discard(cell)
        edge |= free & _beside(cell)
    for name, cell in zip([name for name in names if name not in placed], sorted(free), strict=False):
        placed[name] = cell
    return placed


def _in_order(names: Sequence[str], neighbours: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """Names with relations: the most related first, then always the one with the most relations to earlier ones."""
    order = {name: position for position, name in enumerate(names)}
    degree = {name: sum(neighbours.get(name, {}).values()) for name in names}
    pull = {name: 0 for name in names if degree[name]}
    while pull:
        name = max(pull, key=lambda item: (pull[item], degree[item], -order[item]))
        del pull[name]
        yield name
        for other, count in neighbours[name].items():
            if other in pull:
                pull[other] += count


def _nearest(cells: set[Cell], near: list[tuple[Cell, int]], middle: tuple[float, float]) -> Cell:
    return min(cells, key=lambda cell: (_distance(cell, near), _span(cell, middle), cell))


def _beside(cell: Cell) -> set[Cell]:
    row, column = cell
    return {(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)}


def _distance(cell: Cell, near: list[tuple[Cell, int]]) -> float:
    return sum(count * _span(cell, other) for other, count in near)


def _span(cell: Cell, other: tuple[float, float]) -> float:
    return abs(cell[0] - other[0]) + abs(cell[1] - other[1])
