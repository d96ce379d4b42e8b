"""Routing: from a request to the one of the ten task types that it asks for."""

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ModelOutput
from inspect_ai.solver import Generate, Solver, TaskState, solver

from agent.planner.text.task_type import read_task_type
from evals.routes import read_routes
from evals.scorers.route import route


@solver
def embedded_router() -> Solver:
    """Reads the task type of the sample's text."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        state.output = ModelOutput.from_content(model="embedded-router", content=read_task_type(state.input_text).value)
        return state

    return solve


@task
def routing() -> Task:
    """Requests that the reader of task types was tuned with."""
    return _over("routing")


@task
def routing_held_back() -> Task:
    """Requests that it was never tuned with."""
    return _over("routing_held_back")


def _over(name: str) -> Task:
    samples = [Sample(id=item.id, input=item.text, target=item.task.value) for item in read_routes(name)]
    return Task(dataset=MemoryDataset(samples, name=name), solver=embedded_router(), scorer=route())
