"""Hostile: whether a text is refused or planned as a careful reader would, and nothing else comes of it."""

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ModelOutput
from inspect_ai.solver import Generate, Solver, TaskState, solver

from agent.planner import plan
from agent.task import request_of_text
from evals.hostile import read_hostile
from evals.scorers.outcome import CASE, PLANNED, clean, outcome
from knowledge import Rulebook
from tools.errors import AgentError


@solver
def embedded_planner_of_hostile() -> Solver:
    """Plans the text; an error of the agent is a refusal, any other breaks the sample."""
    rulebook = Rulebook.shipped()

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        try:
            draft = plan(request_of_text(state.input_text), rulebook)
        except AgentError as error:
            state.store.set(PLANNED, None)
            answer = str(error)
        else:
            entities = sorted(entity.name for entity in draft.blueprint.entities)
            told = [*draft.risks, *draft.unplaced]
            state.store.set(PLANNED, {"entities": entities, "told": told})
            answer = ", ".join(entities)
        state.output = ModelOutput.from_content(model="embedded-planner", content=answer)
        return state

    return solve


@task
def hostile() -> Task:
    """All cases."""
    samples = [
        Sample(id=item.id, input=item.text, metadata={CASE: item.model_dump(mode="json")}) for item in read_hostile()
    ]
    return Task(
        dataset=MemoryDataset(samples, name="hostile"),
        solver=embedded_planner_of_hostile(),
        scorer=[outcome(), clean()],
    )
