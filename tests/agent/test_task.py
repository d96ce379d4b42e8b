"""Tasks and requests."""

import pytest

from agent.task import (
    ALIASES,
    TaskPriority,
    TaskResult,
    TaskStatus,
    TaskType,
    read_task,
    request_of_task,
    request_of_text,
    task_type,
)
from tools.errors import BadInput, Unsupported


def test_camel_case_and_snake_case_are_both_read() -> None:
    camel = read_task({"id": "1", "type": "design_api", "maxRetries": 5, "createdAt": "2026-01-01T00:00:00Z"})
    snake = read_task({"id": "1", "type": "design_api", "max_retries": 5, "created_at": "2026-01-01T00:00:00Z"})
    assert camel == snake
    assert camel.max_retries == 5
    assert camel.priority is TaskPriority.MEDIUM
    assert "maxRetries" in camel.model_dump(mode="json")


def test_a_result_travels_in_camel_case() -> None:
    result = TaskResult(
        task_id="1", status=TaskStatus.COMPLETED, execution_time=12, completed_at="2026-01-01T00:00:00Z"
    )
    assert {"taskId", "status", "executionTime", "completedAt"} <= set(result.model_dump(mode="json"))


def test_unknown_keys_are_kept_and_reported() -> None:
    task = read_task({"id": "1", "type": "design_api", "colour": "red", "a": 1})
    assert task.unknown_keys == ("a", "colour")
    assert request_of_task(task).unknown == ("task.a", "task.colour")


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"type": "design_api"}, "id"),
        ({"id": "1"}, "type"),
        ({"id": "1", "type": "design_api", "payload": []}, "payload"),
        ({"id": "1", "type": "design_api", "priority": 9}, "priority"),
        ({"id": "1", "type": "design_api", "timeout": 0}, "timeout"),
        ({"id": "1", "type": "design_api", "requirements": [1]}, "requirements[0]"),
        ({"id": "1", "type": "design_api", "createdAt": "yesterday"}, "createdAt"),
    ],
)
def test_a_wrong_task_is_refused_with_the_path(data: object, path: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_task(data)
    assert caught.value.path == path
    assert caught.value.hint


@pytest.mark.parametrize("data", [None, [], "task", 1])
def test_what_is_no_object_is_no_task(data: object) -> None:
    with pytest.raises(BadInput):
        read_task(data)


@pytest.mark.parametrize("name", [*ALIASES, *(item.value for item in TaskType), "Design-API", " design api "])
def test_task_types_and_their_aliases(name: str) -> None:
    assert isinstance(task_type(name), TaskType)


def test_an_unknown_task_type_lists_what_there_is() -> None:
    with pytest.raises(Unsupported) as caught:
        task_type("make_coffee")
    assert len(caught.value.supported) == len(TaskType)


def test_a_blueprint_in_a_payload_stays_with_what_stands_beside_it() -> None:
    payload = {"blueprint": {"name": "notes"}, "framework": "fastapi"}
    request = request_of_task(read_task({"id": "1", "type": "design_api", "payload": payload}))
    assert (request.blueprint, request.payload) == (None, payload)


def test_a_text_is_a_request_without_a_task_type() -> None:
    request = request_of_text("books")
    assert (request.text, request.task_type) == ("books", None)


@pytest.mark.parametrize("status", [TaskStatus.COMPLETED, TaskStatus.TIMED_OUT, TaskStatus.CANCELLED])
def test_terminal_states(status: TaskStatus) -> None:
    assert status.terminal
    assert not TaskStatus.RUNNING.terminal
