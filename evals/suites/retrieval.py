"""Retrieval: from a question to the documents that answer it."""

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ModelOutput
from inspect_ai.solver import Generate, Solver, TaskState, solver

from evals.questions import read_questions
from evals.scorers.ranking import FOUND, QUESTION, ranking
from knowledge import Retriever, load

_DEPTH = 10


@solver
def shipped_documents() -> Solver:
    """Searches the shipped documents with the embedded embedding."""
    retriever = Retriever(load().documents)

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        found = [passage.document for passage in retriever.search(state.input_text, _DEPTH)]
        state.store.set(FOUND, found)
        state.output = ModelOutput.from_content(model="retriever", content=", ".join(found))
        return state

    return solve


@task
def retrieval() -> Task:
    """All questions; what is found for each, and at which place."""
    samples = [
        Sample(id=at, input=item.ask, target=list(item.want), metadata={QUESTION: item.model_dump(mode="json")})
        for at, item in enumerate(read_questions(), start=1)
    ]
    return Task(dataset=MemoryDataset(samples, name="retrieval"), solver=shipped_documents(), scorer=ranking())
