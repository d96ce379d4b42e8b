"""What rules itself out is refused, and both sides are named."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tools.errors import Contradiction

TaskPlanned = Callable[[str, object], Draft]


@pytest.mark.parametrize(
    ("payload", "sides"),
    [
        (
            {
                "entities": ["A", "B"],
                "relationships": [
                    {"from": "A", "to": "B", "required": True},
                    {"from": "B", "to": "A", "required": True},
                ],
            },
            ("A", "B"),
        ),
        (
            {
                "entities": ["A", "B", "C"],
                "relationships": [
                    {"from": "A", "to": "B", "required": True},
                    {"from": "B", "to": "C", "required": True},
                    {"from": "C", "to": "A", "required": True},
                ],
            },
            ("A", "C"),
        ),
        (
            {"entities": [{"name": "Book", "attributes": [{"name": "isbn", "primaryKey": True, "nullable": True}]}]},
            ("key", "optional"),
        ),
        (
            {"entities": [{"name": "Book", "attributes": [{"name": "n", "type": "int", "min": 5, "max": 1}]}]},
            ("5", "1"),
        ),
        (
            {"entities": [{"name": "B", "attributes": [{"name": "s", "values": ["a"], "default": "b"}]}]},
            ("one of", "default"),
        ),
        (
            {"entities": [{"name": "B", "attributes": [{"name": "s", "required": True, "nullable": True}]}]},
            ("required", "null"),
        ),
        ({"entities": ["Book"], "authentication": "JWT", "requirements": {"authentication": False}}, ("JWT", "no")),
        ({"entities": ["Book"], "authentication": False, "roles": ["admin"]}, ("admin", "false")),
        (
            {
                "entities": [
                    {"name": "B", "attributes": [{"name": "a", "type": "int"}]},
                    {"name": "B", "attributes": [{"name": "a", "type": "date"}]},
                ]
            },
            ("int32", "date"),
        ),
        (
            {"entities": ["A"], "relationships": [{"from": "A", "to": "A", "required": True, "onDelete": "set-null"}]},
            ("required", "null"),
        ),
    ],
)
def test_both_sides_are_named(task_planned: TaskPlanned, payload: object, sides: tuple[str, str]) -> None:
    with pytest.raises(Contradiction) as caught:
        task_planned("design_api", payload)
    first, second = caught.value.sides
    assert sides[0] in first
    assert sides[1] in second


def test_cursor_and_offset_contradict(task_planned: TaskPlanned) -> None:
    with pytest.raises(Contradiction):
        task_planned("design_api", {"entities": ["Book"], "description": "cursor pagination and offset pagination"})


def test_two_frameworks_contradict(task_planned: TaskPlanned) -> None:
    with pytest.raises(Contradiction):
        task_planned(
            "generate_backend_code", {"entities": ["Book"], "framework": "fastapi", "description": "Use Django."}
        )


def test_a_ring_that_nobody_asked_for_is_loosened(task_planned: TaskPlanned) -> None:
    payload = {
        "entities": ["Order", "Payment"],
        "relationships": [{"from": "Order", "to": "Payment", "required": True}],
    }
    assert task_planned("design_api", payload).blueprint
