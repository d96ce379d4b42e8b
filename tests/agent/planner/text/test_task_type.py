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
        (
            "Kennel software. Dogs have a name and a breed, owners an email. Owners log in, staff are admins. Mails "
            "go out through a queue, lists are cached, and the usual security headers are set.",
            TaskType.GENERATE_BACKEND_CODE,
        ),
        (
            "Every Monday at nine the booking page of our ferry takes forty seconds, and nobody knows what it waits "
            "for. The schema and the login are fine. Find out and do something about it.",
            TaskType.OPTIMIZE_PERFORMANCE,
        ),
        (
            "Nurses share one password at the moment. Each should come in with the badge account of the hospital, and "
            "only the head nurse may see the rota of other wards.",
            TaskType.SETUP_AUTHENTICATION,
        ),
    ],
)
def test_routing(text: str, task_type: TaskType) -> None:
    assert read_task_type(text) is task_type
