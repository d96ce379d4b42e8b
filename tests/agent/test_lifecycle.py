"""The agent as an orchestrator uses it."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from agent import create_backend_engineer_agent
from agent.config import AgentConfig
from agent.lifecycle import BackendEngineerAgent
from agent.status import AgentStatus
from agent.task import TaskResult, TaskStatus
from tools.errors import AgentError, BadInput

pytestmark = pytest.mark.usefixtures("shared_cache")
EVENTS = ("initialized", "shutdown", "taskAssigned", "taskProgress", "taskCompleted", "error", "heartbeat")


def task(id: str = "t1", type: str = "design_database", **more: Any) -> dict[str, Any]:
    payload = {"entities": [{"name": "User", "attributes": ["id", "email"]}]}
    return {"id": id, "type": type, "payload": payload, **more}


def recorded(agent: BackendEngineerAgent) -> list[tuple[str, dict[str, Any]]]:
    heard: list[tuple[str, dict[str, Any]]] = []
    for name in EVENTS:
        agent.on(name, lambda data, name=name: heard.append((name, data)))  # type: ignore[misc, arg-type]
    return heard


def make(**config: Any) -> BackendEngineerAgent:
    return create_backend_engineer_agent({"validation": "static", **config})


async def test_a_task_is_done_and_told() -> None:
    agent = make()
    heard = recorded(agent)
    await agent.initialize()
    result = await agent.assign_task(task())
    await agent.shutdown()
    assert result.status is TaskStatus.COMPLETED, result.error
    assert isinstance(result.result, dict)
    assert result.result["output"]["tables"]
    assert result.result["output"]["createdAt"]
    assert result.result["confidence"] > 0
    assert all(artifact["content"] for artifact in result.result["artifacts"])
    names = [name for name, _ in heard if name != "heartbeat"]
    assert [name for name in names if name != "taskProgress"] == [
        "initialized", "taskAssigned", "taskCompleted", "shutdown",
    ]  # fmt: skip
    assert "taskProgress" in names


async def test_results_are_camel_case_on_the_wire() -> None:
    agent = make()
    await agent.initialize()
    wire = (await agent.assign_task(task())).model_dump(mode="json")
    await agent.shutdown()
    assert {"taskId", "status", "executionTime", "completedAt"} <= set(wire)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (task(type="fly"), "unsupported"),
        (task(type="setup_message_queue"), "unsupported"),
        (task() | {"payload": {"entities": 7}}, None),
    ],
)
async def test_a_task_that_cannot_be_done_ends_failed_with_one_terminal_event(
    given: dict[str, Any], code: str | None
) -> None:
    agent = make()
    heard = recorded(agent)
    await agent.initialize()
    result = await agent.assign_task(given)
    await agent.shutdown()
    assert result.status is TaskStatus.FAILED
    assert result.error is not None
    assert code in (None, result.error.code)
    assert result.error.hint
    assert [name for name, _ in heard if name in ("taskCompleted", "error")] == ["error"]


async def test_the_files_of_a_task_lie_in_a_folder_of_its_id(tmp_path: Path) -> None:
    agent = make(outputDirectory=str(tmp_path))
    await agent.initialize()
    await agent.assign_task(task("plain-id"))
    await agent.assign_task(task("../../evil"))
    await agent.shutdown()
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 2
    assert "plain-id" in names
    assert all("." not in name for name in names)


async def test_a_task_in_the_past_times_out() -> None:
    agent = make()
    await agent.initialize()
    result = await agent.assign_task(task(deadline="2020-01-01T00:00:00Z"))
    await agent.shutdown()
    assert result.status is TaskStatus.TIMED_OUT
    assert result.result is None


async def test_a_task_that_takes_too_long_times_out() -> None:
    agent = make()
    await agent.initialize()
    result = await agent.assign_task(task(timeout=1))
    await agent.shutdown()
    assert result.status is TaskStatus.TIMED_OUT


async def test_a_scheduled_task_waits_and_can_be_cancelled_while_it_waits() -> None:
    agent = make()
    await agent.initialize()
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    work = asyncio.create_task(agent.assign_task(task(scheduledAt=later)))
    await asyncio.sleep(0)
    assert agent.get_metadata().status is AgentStatus.BUSY
    assert await agent.cancel_task("t1")
    assert (await work).status is TaskStatus.CANCELLED
    assert not await agent.cancel_task("t1")
    await agent.shutdown()


async def test_only_so_many_tasks_run_at_once_and_the_urgent_ones_go_first() -> None:
    agent = make(maxConcurrentTasks=1)
    order: list[str] = []
    agent.on("taskCompleted", lambda data: order.append(str(data["taskId"])))
    agent.on("error", lambda data: order.append(str(data["taskId"])))
    await agent.initialize()
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    first = asyncio.create_task(agent.assign_task(task("first", scheduledAt=later)))
    await asyncio.sleep(0)
    waiting = [
        asyncio.create_task(agent.assign_task(task(name, type="fly", priority=priority)))
        for name, priority in (("low", 1), ("critical", 4), ("high", 3))
    ]
    await asyncio.sleep(0)
    assert agent.get_metadata().current_tasks == ("critical", "first", "high", "low")
    await agent.cancel_task("first")
    await asyncio.gather(first, *waiting)
    await agent.shutdown()
    assert order == ["first", "critical", "high", "low"]


async def test_a_waiting_task_can_be_cancelled() -> None:
    agent = make(maxConcurrentTasks=1)
    await agent.initialize()
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    first = asyncio.create_task(agent.assign_task(task("first", scheduledAt=later)))
    second = asyncio.create_task(agent.assign_task(task("second")))
    await asyncio.sleep(0)
    await agent.cancel_task("second")
    assert (await second).status is TaskStatus.CANCELLED
    await agent.cancel_task("first")
    await first
    await agent.shutdown()


async def test_whoever_gives_up_waiting_leaves_nothing_running() -> None:
    agent = make()
    heard = recorded(agent)
    await agent.initialize()
    work = asyncio.create_task(agent.assign_task(task()))
    await asyncio.sleep(0.05)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert agent.get_metadata().current_tasks == ()
    assert [name for name, _ in heard if name in ("taskCompleted", "error")] == ["error"]
    await agent.shutdown()


async def test_shutdown_stops_all_tasks() -> None:
    agent = make()
    await agent.initialize()
    work = asyncio.create_task(agent.assign_task(task()))
    await asyncio.sleep(0)
    await agent.shutdown()
    assert (await work).status is TaskStatus.CANCELLED
    assert agent.get_metadata().status is AgentStatus.TERMINATED
    with pytest.raises(AgentError, match="not running"):
        await agent.assign_task(task())


async def test_passing_trouble_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    agent = make(retryPolicy={"maxRetries": 2, "baseDelay": 0})
    tries: list[int] = []
    real = agent._worker._execute

    def flaky(*arguments: Any) -> TaskResult:
        tries.append(1)
        if len(tries) < 3:
            raise OSError("disk")
        return real(*arguments)

    monkeypatch.setattr(agent._worker, "_execute", flaky)
    await agent.initialize()
    result = await agent.assign_task(task())
    await agent.shutdown()
    assert (result.status, result.metadata["attempts"]) == (TaskStatus.COMPLETED, 3)


async def test_a_bug_ends_the_task_and_not_the_agent(monkeypatch: pytest.MonkeyPatch) -> None:
    agent = make()

    def broken(*arguments: Any) -> TaskResult:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(agent._worker, "_execute", broken)
    await agent.initialize()
    result = await agent.assign_task(task())
    assert result.error is not None
    assert (result.status, result.error.code) == (TaskStatus.FAILED, "internal-error")
    assert "secret" not in result.error.message
    assert agent.get_metadata().status is AgentStatus.IDLE
    await agent.shutdown()


async def test_a_listener_that_fails_harms_nobody() -> None:
    agent = make()

    def bad(data: dict[str, Any]) -> None:
        raise RuntimeError

    agent.on("taskAssigned", bad)
    await agent.initialize()
    assert (await agent.assign_task(task())).status is TaskStatus.COMPLETED
    await agent.shutdown()


async def test_messages() -> None:
    agent = make()
    await agent.initialize()
    assert (await agent.handle_message({"type": "ping"}))["type"] == "pong"
    status: Any = await agent.handle_message({"type": "status"})
    assert status["metadata"]["status"] == "idle"
    done: Any = await agent.handle_message({"type": "task", "task": task()})
    assert done["result"]["status"] == "completed"
    assert await agent.handle_message({"type": "cancel", "taskId": "none"}) == {"type": "cancelled", "found": False}
    with pytest.raises(BadInput):
        await agent.handle_message({"type": "dance"})
    await agent.shutdown()


async def test_the_same_id_twice_at_once_is_refused() -> None:
    agent = make()
    await agent.initialize()
    work = asyncio.create_task(agent.assign_task(task()))
    await asyncio.sleep(0)
    with pytest.raises(BadInput, match="t1"):
        await agent.assign_task(task())
    assert (await work).status is TaskStatus.COMPLETED
    await agent.shutdown()


async def test_heartbeats_are_told() -> None:
    agent = make(healthCheckInterval=10)
    beats = asyncio.Event()
    agent.on("heartbeat", lambda data: beats.set())
    await agent.initialize()
    await asyncio.wait_for(beats.wait(), 30)
    assert agent.get_metadata().last_heartbeat is not None
    await agent.shutdown()


def test_what_the_agent_can_do() -> None:
    agent = make()
    assert agent.can_handle_task(task())
    assert agent.can_handle_task(task(requirements=["design_api"]))
    assert not agent.can_handle_task(task(requirements=["fly"]))
    assert not agent.can_handle_task(task(type="setup_message_queue"))
    assert not agent.can_handle_task({"id": 1})
    assert {item.name for item in agent.get_metadata().capabilities} == {
        "design_api", "implement_api", "design_database", "implement_database", "generate_backend_code",
    }  # fmt: skip


def test_the_defaults_are_those_of_the_contract() -> None:
    config = create_backend_engineer_agent().get_config()
    assert (config.max_concurrent_tasks, config.health_check_interval, config.timeout) == (3, 30000, 300000)
    assert config.retry_policy.model_dump() == {
        "maxRetries": 2, "baseDelay": 2000, "maxDelay": 10000, "backoffFactor": 2.0,
    }  # fmt: skip
    assert [config.retry_policy.delay_seconds(attempt) for attempt in (1, 2, 3, 4)] == [2, 4, 8, 10]


@pytest.mark.parametrize("config", [{"maxConcurrentTasks": 0}, {"colour": "red"}, {"validation": "moon"}])
def test_a_wrong_configuration_is_refused(config: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        create_backend_engineer_agent(config)


def test_a_configuration_object_is_taken_as_it_is() -> None:
    config = AgentConfig(name="Other")
    assert create_backend_engineer_agent(config).get_config() is config
