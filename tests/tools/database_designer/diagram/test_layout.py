"""Diagrams: nothing lies over anything else, whatever the plan."""

from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.tools.blueprint.strategies import blueprints
from tests.tools.database_designer.plans import EXAMPLES, example_plan, plan_of
from tools.blueprint.document import from_data
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.database_designer.diagram.geometry import Box, Diagram
from tools.database_designer.diagram.layout import layout
from tools.packs import registry

Segment = tuple[float, float, float, float]
"""x1 ≤ x2, y1 ≤ y2."""


def segments(points: tuple[tuple[float, float], ...]) -> list[Segment]:
    found = []
    for (x1, y1), (x2, y2) in pairwise(points):
        assert x1 == x2 or y1 == y2, "only right angles"
        found.append((min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
    return found


def overlaps(box: Box, other: Box) -> bool:
    return (
        box.x < other.x + other.width
        and other.x < box.x + box.width
        and box.y < other.y + other.height
        and other.y < box.y + box.height
    )


def crosses(segment: Segment, box: Box) -> bool:
    x1, y1, x2, y2 = segment
    return x2 > box.x and x1 < box.x + box.width and y2 > box.y and y1 < box.y + box.height


def runs_over(one: Segment, other: Segment) -> bool:
    """Whether two segments share more than a point."""
    if one[1] == one[3] == other[1] == other[3]:
        return min(one[2], other[2]) > max(one[0], other[0])
    if one[0] == one[2] == other[0] == other[2]:
        return min(one[3], other[3]) > max(one[1], other[1])
    return False


def check(diagram: Diagram) -> None:
    for box, other in combinations(diagram.boxes, 2):
        assert not overlaps(box, other), (box.table.physical, other.table.physical)
    ways = [(line, segment) for line in diagram.lines for segment in segments(line.points)]
    for line, segment in ways:
        for box in diagram.boxes:
            assert not crosses(segment, box), (line.relation.constraint, box.table.physical)
    for (line, segment), (other_line, other_segment) in combinations(ways, 2):
        if line is not other_line:
            assert not runs_over(segment, other_segment), (line.relation.constraint, other_line.relation.constraint)
    for box in diagram.boxes:
        assert box.x > 0
        assert box.y > 0
        assert box.x + box.width < diagram.width
        assert box.y + box.height < diagram.height
    for _, (x1, y1, x2, y2) in ways:
        assert x1 > 0
        assert y1 > 0
        assert x2 < diagram.width
        assert y2 < diagram.height


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(name: str) -> None:
    check(layout(example_plan(name, "postgresql")))


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(blueprints())
def test_random_plans(data: dict[str, Any]) -> None:
    check(layout(resolve(from_data(data), registry.stack("fastapi", "sqlite"))))


def mesh(count: int) -> RenderPlan:
    """Tables of different heights; each names its predecessor, the first one and one at a third of its number."""
    names = [f"Thing{number}" for number in range(count)]
    relationships = []
    for number, name in enumerate(names):
        for position, target in enumerate(dict.fromkeys((number - 1, 0, number // 3))):
            if target >= 0:
                relationships.append({"name": f"link_{position}", "from": name, "to": names[target]})
    entities = [
        {
            "name": name,
            "attributes": [{"name": f"value_{position}"} for position in range(1 + number % 7)],
        }
        for number, name in enumerate(names)
    ]
    return plan_of({"entities": entities, "relationships": relationships}, "postgresql")


@pytest.mark.parametrize("count", [1, 2, 3, 12, 60])
def test_from_one_table_to_sixty(count: int) -> None:
    plan = mesh(count)
    diagram = layout(plan)
    assert len(diagram.boxes) == count
    assert diagram == layout(plan)
    check(diagram)


def test_related_tables_stand_close_together() -> None:
    """A chain of tables folds into the grid: on average a relation is hardly longer than one cell."""
    names = [f"Thing{number}" for number in range(25)]
    links = [{"name": "next", "from": name, "to": names[number + 1]} for number, name in enumerate(names[:-1])]
    entities = [{"name": name, "attributes": [{"name": "value"}]} for name in names]
    diagram = layout(plan_of({"entities": entities, "relationships": links}, "postgresql"))
    boxes = {box.table.physical: box for box in diagram.boxes}
    steps = [
        abs(boxes[line.relation.source.physical].x - boxes[line.relation.target.physical].x)
        + abs(boxes[line.relation.source.physical].y - boxes[line.relation.target.physical].y)
        for line in diagram.lines
    ]
    assert sum(steps) / len(steps) < 0.35 * (diagram.width + diagram.height) / 2
