"""The agent as an orchestrator knows it: it is started, takes tasks, tells how they go, and is shut down."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from agent.catalogue import TOOLS
from agent.clock import SystemClock
from agent.config import AgentConfig, read_config
from agent.events import EventName, Events, Handler
from agent.model.injected import as_port
from agent.model.port import ModelPort
from agent.ports import Clock
from agent.queueing import PriorityGate
from agent.status import AgentCapability, AgentMetadata, AgentStatus
from agent.task import Task, TaskResult, TaskStatus, read_task, task_type
from agent.worker import Failure, Worker
from tools.errors import AgentError, BadInput, Cancelled
from tools.output import generator_version
from tools.validators.runtime.stopping import StopSwitch

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


class BackendEngineerAgent:
    """Takes tasks side by side, up to `max_concurrent_tasks`; the more urgent ones first, then the older ones."""

    def __init__(self, config: AgentConfig, worker: Worker, clock: Clock) -> None:
        self._config = config
        self._worker = worker
        self._clock = clock
        self._events = Events()
        self._gate = PriorityGate(config.max_concurrent_tasks)
        self._switches: dict[str, StopSwitch] = {}
        self._running: set[str] = set()
        self._completed = 0
        self._failed = 0
        self._status = AgentStatus.INACTIVE
        self._started = clock.monotonic()
        self._heartbeat: asyncio.Task[None] | None = None
        self._last_heartbeat: datetime | None = None

    def on(self, event: EventName, handler: Handler) -> Callable[[], None]:
        """Subscribes to an event; the answer unsubscribes."""
        return self._events.on(event, handler)

    async def initialize(self) -> None:
        """Makes the agent ready; may be called again after `shutdown`."""
        if self._status in (AgentStatus.IDLE, AgentStatus.BUSY):
            return
        self._started = self._clock.monotonic()
        self._status = AgentStatus.IDLE
        self._heartbeat = asyncio.create_task(self._beat())
        self._events.emit("initialized", {"agentId": self._config.id})

    async def shutdown(self) -> None:
        """Stops all tasks, waits until nothing of them runs, and ends."""
        for switch in list(self._switches.values()):
            switch.stop(Cancelled("The agent was shut down."))
        self._gate.wake()
        while self._switches:
            await asyncio.sleep(0.02)
        if self._heartbeat is not None:
            self._heartbeat.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._heartbeat
        if self._status is not AgentStatus.TERMINATED:
            self._status = AgentStatus.TERMINATED
            self._events.emit("shutdown", {"agentId": self._config.id})

    async def assign_task(self, task: Task | dict[str, Any]) -> TaskResult:
        """Works on a task to its end. Bad tasks end `failed`; raises only when the agent cannot take a task at all."""
        given = task if isinstance(task, Task) else read_task(task)
        if self._status not in (AgentStatus.IDLE, AgentStatus.BUSY):
            raise AgentError("The agent is not running.", code="not-running", hint="Call initialize() first.")
        if given.id in self._switches:
            raise BadInput(f"The task {given.id} is being worked on.", hint="Give each task its own id.", path="id")
        started = self._clock.monotonic()
        switch = self._switches[given.id] = StopSwitch()
        self._events.emit("taskAssigned", {"taskId": given.id, "type": given.type})
        try:
            result = await self._work(given, switch, started)
        except asyncio.CancelledError:
            switch.stop(Cancelled())
            self._conclude(self._worker.ended(given, Failure.of(Cancelled()), self._since(started)))
            raise
        finally:
            del self._switches[given.id]
            self._running.discard(given.id)
            self._status = AgentStatus.BUSY if self._running else AgentStatus.IDLE
        self._conclude(result)
        return result

    async def cancel_task(self, task_id: str) -> bool:
        """Stops a waiting or running task; whether there was one. Its `assign_task` answers `cancelled`."""
        switch = self._switches.get(task_id)
        if switch is None:
            return False
        switch.stop(Cancelled(f"The task {task_id} was cancelled."))
        self._gate.wake()
        return True

    async def handle_message(self, message: dict[str, Any]) -> dict[str, JsonValue]:
        """Answers `ping`, `status`, `task` (with `task`) and `cancel` (with `taskId`); BadInput for another type."""
        kind = message.get("type")
        if kind == "ping":
            return {"type": "pong", "agentId": self._config.id}
        if kind == "status":
            return {"type": "status", "metadata": self.get_metadata().model_dump(mode="json")}
        if kind == "cancel":
            return {"type": "cancelled", "found": await self.cancel_task(str(message.get("taskId", "")))}
        if kind == "task":
            result = await self.assign_task(read_task(message.get("task")))
            return {"type": "result", "result": result.model_dump(mode="json")}
        raise BadInput(
            f"A message of type {str(kind)[:40]!r} is not understood.",
            hint="Send one of: ping, status, task, cancel.",
            code="bad-message",
            path="type",
        )

    def get_metadata(self) -> AgentMetadata:
        """What the agent is and does right now."""
        return AgentMetadata(
            id=self._config.id,
            name=self._config.name,
            status=self._status,
            capabilities=tuple(
                AgentCapability(name=kind.value, version="1", description=f"Tools: {', '.join(tools)}.")
                for kind, tools in sorted(TOOLS.items())
            ),
            current_tasks=tuple(sorted(self._switches)),
            completed_tasks=self._completed,
            failed_tasks=self._failed,
            uptime=self._since(self._started),
            last_heartbeat=self._last_heartbeat,
            version=generator_version()[:12],
        )

    def can_handle_task(self, task: Task | dict[str, Any]) -> bool:
        """Whether the task's type works, and nothing is required that the agent cannot do."""
        try:
            given = task if isinstance(task, Task) else read_task(task)
            return task_type(given.type) in TOOLS and set(given.requirements) <= {kind.value for kind in TOOLS}
        except AgentError:
            return False

    def get_config(self) -> AgentConfig:
        return self._config

    async def _work(self, task: Task, switch: StopSwitch, started: float) -> TaskResult:
        async with self._gate.turn(int(task.priority), switch) as admitted:
            if not admitted:
                return self._worker.ended(task, Failure.stopped(switch), self._since(started))
            self._running.add(task.id)
            self._status = AgentStatus.BUSY
            return await self._worker.run(
                task, switch, lambda event: self._events.emit("taskProgress", {"taskId": task.id, **event})
            )

    def _conclude(self, result: TaskResult) -> None:
        """Exactly one terminal event for each task."""
        done = result.status is TaskStatus.COMPLETED
        self._completed += done
        self._failed += not done
        event: EventName = "taskCompleted" if done else "error"
        self._events.emit(event, {"taskId": result.task_id, "result": result.model_dump(mode="json")})

    def _since(self, started: float) -> int:
        return int((self._clock.monotonic() - started) * 1000)

    async def _beat(self) -> None:
        while True:
            self._last_heartbeat = self._clock.now()
            self._events.emit("heartbeat", {"agentId": self._config.id, "status": self._status.value})
            await asyncio.sleep(self._config.health_check_interval / 1000)


def create_backend_engineer_agent(
    config: AgentConfig | dict[str, JsonValue] | None = None,
    *,
    model: "ModelPort | BaseChatModel | None" = None,
    clock: Clock | None = None,
) -> BackendEngineerAgent:
    """The agent. `model` completes what the embedded planner drafts: a `ModelPort`, or a chat model of LangChain's.

    Raises BadInput for a configuration that is wrong.
    """
    chosen, time = read_config(config), clock or SystemClock()
    return BackendEngineerAgent(chosen, Worker(chosen, time, as_port(model)), time)
