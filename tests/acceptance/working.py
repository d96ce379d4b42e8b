"""Tasks given to a real agent, and what it told on the way."""

import asyncio
import copy
import itertools
import json
from typing import Any, NamedTuple

from agent import create_backend_engineer_agent
from agent.task import TaskResult

TERMINAL = ("taskCompleted", "error")
_MADE: dict[str, "Work"] = {}


class Work(NamedTuple):
    """A task's result, as it travels, and the terminal events that were told."""

    result: TaskResult
    told: dict[str, Any]
    terminal: tuple[str, ...]

    @property
    def output(self) -> dict[str, Any]:
        assert self.result.status == "completed", self.result.error
        return dict(self.told["output"])

    @property
    def files(self) -> dict[str, str]:
        return {item["path"]: item["content"] for item in self.told["artifacts"]}


def work(type_: str, payload: object, **more: object) -> Work:
    """The ending of a task; one that was worked on before is not worked on again."""
    task = {"id": "t-1", "type": type_, "payload": payload, **more}
    key = json.dumps(task, sort_keys=True)
    if key not in _MADE:
        _MADE[key] = asyncio.run(_work(copy.deepcopy(task)))
    return _MADE[key]


async def _work(task: dict[str, Any]) -> Work:
    agent = create_backend_engineer_agent({"validation": "static"})
    heard: list[tuple[str, str]] = []
    for name in TERMINAL:
        agent.on(name, lambda data, name=name: heard.append((name, data["taskId"])))  # type: ignore[misc, arg-type]
    await agent.initialize()
    try:
        result = await agent.assign_task(task)
    finally:
        await agent.shutdown()
    assert {id_ for _, id_ in heard} == {task["id"]}
    wire = json.loads(json.dumps(result.model_dump(mode="json")))
    return Work(result, wire["result"] or {}, tuple(name for name, _ in heard))


def nodes(value: object, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The place of every value inside, outermost first."""
    inner: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [at, *itertools.chain.from_iterable(nodes(item, (*at, key)) for key, item in inner)]


def replaced(value: Any, at: tuple[str | int, ...], by: object) -> Any:
    """A copy with another value at that place."""
    if not at:
        return by
    made = copy.deepcopy(value)
    holder = made
    for key in at[:-1]:
        holder = holder[key]
    holder[at[-1]] = by
    return made
