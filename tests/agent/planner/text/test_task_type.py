"""Routing of texts."""

import pytest

from agent.planner.text.task_type import read_task_type
from agent.task import TaskType


@pytest.mark.parametrize(
    ("text", "task_type"),
    [
        ("Build a library API: books and authors", TaskType.GENERATE_BACKEND_CODE),
        ("Design an API for a library", TaskType.DESIGN_API),
        ("Design a database for a hospital", TaskType.DESIGN_DATABASE),
        ("Design the schema of a shop", TaskType.DESIGN_DATABASE),
        ("Create migrations for users and posts", TaskType.IMPLEMENT_DATABASE),
        ("Split the shop into microservices: design the microservices", TaskType.DESIGN_MICROSERVICES),
        ("Set up authentication with JWT", TaskType.SETUP_AUTHENTICATION),
        ("Set up a message queue for orders", TaskType.SETUP_MESSAGE_QUEUE),
        ("Optimize the performance of slow queries", TaskType.OPTIMIZE_PERFORMANCE),
        ("Harden the security of my app", TaskType.IMPLEMENT_SECURITY),
        ("Books API with a database on SQLite", TaskType.GENERATE_BACKEND_CODE),
    ],
)
def test_routing(text: str, task_type: TaskType) -> None:
    assert read_task_type(text) is task_type
