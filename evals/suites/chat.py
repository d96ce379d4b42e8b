"""Chat: whether turns about a backend are understood, by the reader that is at hand."""

from dataclasses import asdict

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ModelOutput
from inspect_ai.solver import Generate, Solver, TaskState, solver

from agent.chat.modelled import completed, leaves_something
from agent.chat.turns.turn import UnclearTurn
from agent.chat.versions import Version
from agent.task import TaskType
from evals.model import SPEND, at_hand, context
from evals.scorers.cost import cost
from evals.scorers.turns import CASE, TURN, edits, taken
from evals.turns import TurnCase, blueprint_text, read_turns
from tools.blueprint.document import load, to_data
from tools.errors import AgentError
from tools.packs import registry

_STACK = asdict(registry.stacks()[0])


@solver
def reader_of_turns() -> Solver:
    """Reads the turn; an error of the agent is a turn that was not understood."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        case = TurnCase.model_validate(state.metadata[CASE])
        try:
            turn = context().turns(case.text, load(blueprint_text(case.blueprint)), _STACK, {})
            model = at_hand()
            if model is not None and leaves_something(turn):
                turn, made = completed(model, context(), case.text, [_version(case)], turn, lambda spend: None)
                state.store.set(SPEND, made.spend.model_dump(mode="json"))
        except AgentError as error:
            turn = UnclearTurn(said=case.text[:500], reason=str(error))
        state.store.set(TURN, turn.model_dump(mode="json"))
        state.output = ModelOutput.from_content(model="turns", content=turn.kind)
        return state

    return solve


@task
def chat() -> Task:
    """Turns that the grammar was checked with."""
    return _over("chat", "chat.yaml", "chat_more_a.yaml", "chat_more_b.yaml", "chat_more_c.yaml")


@task
def chat_held_back() -> Task:
    """Turns by another author, which it was never tuned with."""
    return _over("chat_held_back", "chat_held_back.yaml")


def _over(name: str, *files: str) -> Task:
    samples = [
        Sample(id=case.id, input=case.text, metadata={CASE: case.model_dump(mode="json")})
        for file in files
        for case in read_turns(file)
    ]
    dataset = MemoryDataset(samples, name=name)
    return Task(dataset=dataset, solver=reader_of_turns(), scorer=[taken(), edits(), cost()])


def _version(case: TurnCase) -> Version:
    """The backend of a case as a thread would hold it."""
    return Version(
        number=1,
        said="",
        blueprint=to_data(load(blueprint_text(case.blueprint))),
        stack=_STACK,
        task_type=TaskType.GENERATE_BACKEND_CODE.value,
        tools=(),
        migrations=(),
        files={},
    )
