"""Works on one task in a thread of its own, within its time, with repetitions where they can help."""

import asyncio
import contextvars
import hashlib
import logging
import re
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from agent.config import AgentConfig
from agent.context import Context, Settings, default_context
from agent.model.port import ModelPort
from agent.outcome import Failed, NeedsInput, Outcome
from agent.ports import BlobStore, Clock
from agent.progress import ProgressEvent
from agent.results import result_of
from agent.runs import execute
from agent.state import RunInput
from agent.task import Task, TaskError, TaskResult, TaskStatus
from tools.errors import AgentError, Cancelled, DeadlineExceeded
from tools.validators.runtime.stopping import StopSwitch

Progress = Callable[[dict[str, Any]], None]

_log = logging.getLogger(__name__)
_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
# What may have passed when it is tried again: the machine's own troubles.
_PASSING = (OSError, sqlite3.OperationalError)
_LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Failure:
    """How a task ended that did not complete."""

    status: TaskStatus
    error: TaskError

    @classmethod
    def of(cls, error: Exception) -> "Failure":
        """The failure of an exception; what is not ours is told by its kind alone, and logged in full."""
        if isinstance(error, AgentError):
            status = {Cancelled.code: TaskStatus.CANCELLED, DeadlineExceeded.code: TaskStatus.TIMED_OUT}
            told = TaskError(code=error.code, message=error.message, hint=error.hint)
            return cls(status.get(error.code, TaskStatus.FAILED), told)
        passing = isinstance(error, _PASSING)
        hint = "Try again." if passing else "This is a fault of the agent; its log tells more."
        told = TaskError(
            code="machine-trouble" if passing else "internal-error",
            message=f"The work broke off: {type(error).__name__}.",
            hint=hint,
            retryable=passing,
        )
        return cls(TaskStatus.FAILED, told)

    @classmethod
    def stopped(cls, switch: StopSwitch) -> "Failure":
        """The failure of work whose switch was stopped."""
        try:
            switch.check()
        except AgentError as error:
            return cls.of(error)
        return cls.of(Cancelled())


class Worker:
    """Runs tasks; knows the configuration and what the ports are made of."""

    def __init__(self, config: AgentConfig, clock: Clock, model: ModelPort | None) -> None:
        self._config = config
        self._clock = clock
        self._model = model
        self._threads = ThreadPoolExecutor(config.max_concurrent_tasks, thread_name_prefix="task")

    async def run(self, task: Task, switch: StopSwitch, progress: Progress) -> TaskResult:
        """The task's result. Never raises for what happens in the task; the work is over when this returns."""
        started = self._clock.monotonic()
        loop = asyncio.get_running_loop()
        limit = self._limit_seconds(task)
        late = DeadlineExceeded("The task", max(0.0, limit))
        alarm = loop.call_later(max(0.0, limit), switch.stop, late)
        try:
            if limit <= 0:
                switch.stop(late)
            await self._until_scheduled(task, switch)
            return await self._attempts(task, switch, progress, started)
        except AgentError as error:
            return self.ended(task, Failure.of(error), self._since(started))
        finally:
            alarm.cancel()

    def ended(self, task: Task, failure: Failure, milliseconds: int) -> TaskResult:
        """The result of a task that has none."""
        return TaskResult(
            task_id=task.id,
            status=failure.status,
            error=failure.error,
            execution_time=milliseconds,
            completed_at=self._clock.now(),
        )

    async def _attempts(self, task: Task, switch: StopSwitch, progress: Progress, started: float) -> TaskResult:
        policy = self._config.retry_policy
        most = max(0, min(policy.max_retries, task.max_retries - task.retry_count))
        attempt = 1
        while True:
            ending = await self._attempt(task, switch, progress)
            if isinstance(ending, TaskResult):
                meta = {**ending.metadata, "attempts": attempt}
                return ending.model_copy(update={"execution_time": self._since(started), "metadata": meta})
            if not ending.error.retryable or attempt > most:
                return self.ended(task, ending, self._since(started))
            await self._wait(policy.delay_seconds(attempt), switch)
            attempt += 1

    async def _attempt(self, task: Task, switch: StopSwitch, progress: Progress) -> TaskResult | Failure:
        loop = asyncio.get_running_loop()

        def listen(event: ProgressEvent) -> None:
            loop.call_soon_threadsafe(progress, dict(event))

        work = contextvars.copy_context().run
        future = loop.run_in_executor(self._threads, work, self._execute, task, switch, listen)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            # The thread cannot be left behind: it is told to stop, and waited for.
            switch.stop(Cancelled())
            await asyncio.wait([future])
            raise
        except AgentError as error:
            return Failure.of(error)
        except Exception as error:
            _log.exception("The task %s broke off.", task.id)
            return Failure.of(error)

    def _execute(self, task: Task, switch: StopSwitch, listen: Callable[[ProgressEvent], None]) -> TaskResult:
        settings = Settings(level=self._config.validation, out=self._place(task), knowledge=self._config.knowledge)
        results: list[dict[str, JsonValue]] = []

        def keep(outcome: Outcome, blobs: BlobStore) -> None:
            results.append(result_of(outcome, blobs, self._clock.now().isoformat()))

        def context(blobs: BlobStore) -> Context:
            return default_context(settings, blobs, self._model)

        given = RunInput(task=task.model_dump(mode="json"))
        outcome = execute(given, context, settings, switch=switch, listen=listen, keep=keep)
        return self._result(task, outcome, results[0])

    def _result(self, task: Task, outcome: Outcome, result: dict[str, JsonValue]) -> TaskResult:
        status, error = TaskStatus.COMPLETED, None
        if isinstance(outcome, Failed):
            status = TaskStatus.FAILED
            told = {key: outcome.error[key] for key in ("code", "message", "hint")}
            error = TaskError(**told)
        elif isinstance(outcome, NeedsInput):
            status = TaskStatus.NEEDS_INPUT
        return TaskResult(
            task_id=task.id,
            status=status,
            result=result,
            error=error,
            execution_time=0,
            completed_at=self._clock.now(),
            metadata={"proof": outcome.proof.model_dump(mode="json")},
        )

    def _place(self, task: Task) -> str | None:
        if self._config.output_directory is None:
            return None
        plain = _PLAIN_ID.fullmatch(task.id)
        name = task.id if plain else hashlib.sha256(task.id.encode()).hexdigest()[:24]
        return str(Path(self._config.output_directory) / name)

    def _limit_seconds(self, task: Task) -> float:
        """Seconds that are left for the task; what has no zone is UTC."""
        limit = (task.timeout or self._config.timeout) / 1000
        if task.deadline is None:
            return limit
        return min(limit, (_in_utc(task.deadline) - self._clock.now()).total_seconds())

    async def _until_scheduled(self, task: Task, switch: StopSwitch) -> None:
        if task.scheduled_at is not None:
            wait = (_in_utc(task.scheduled_at) - self._clock.now()).total_seconds()
            await self._wait(wait, switch)
        switch.check()

    async def _wait(self, seconds: float, switch: StopSwitch) -> None:
        """Waits, and raises as soon as the switch is stopped."""
        end = self._clock.monotonic() + seconds
        while (left := end - self._clock.monotonic()) > 0:
            switch.check()
            await asyncio.sleep(min(left, _LOOK_SECONDS))

    def _since(self, started: float) -> int:
        return int((self._clock.monotonic() - started) * 1000)


def _in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
