"""Codegen: a request goes through the whole graph, and what comes out is started and proven, on each stack."""

import asyncio

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ModelOutput
from inspect_ai.solver import Generate, Solver, TaskState, solver

from agent.blobs import MemoryBlobs
from agent.context import Settings, default_context
from agent.graph import build
from agent.outcome import read_outcome
from agent.state import RunInput
from evals.codegen import read_builds
from evals.scorers.conformance import PROOF, conformance
from tools.validators.evidence import Level

STACK = "stack"
"""Key of the stack in a sample's metadata."""


@solver
def proven_backend(level: Level) -> Solver:
    """Runs the graph to its end; how it ends is kept with the counted evidence."""
    graph = build()

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        given = RunInput(text=state.input_text, stack=state.metadata[STACK])
        context = default_context(Settings(level=level), MemoryBlobs())
        ended = await asyncio.to_thread(graph.invoke, given, context=context)
        outcome = read_outcome(ended["outcome"])
        failed = [row.validator for row in outcome.evidence if row.status in {"failed", "skipped"}]
        state.store.set(PROOF, {"status": outcome.status, "passed": outcome.proof.passed, "failed": failed})
        state.output = ModelOutput.from_content(model="generators", content=outcome.status)
        return state

    return solve


@task
def codegen() -> Task:
    """One request for each stack, to live proof."""
    samples = [
        Sample(
            id=item.id,
            input=item.text,
            metadata={STACK: {"framework": item.framework, "datastore": item.datastore}},
        )
        for item in read_builds()
    ]
    return Task(dataset=MemoryDataset(samples, name="codegen"), solver=proven_backend("live"), scorer=conformance())
