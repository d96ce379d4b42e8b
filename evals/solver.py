"""The solver of the planning suites: the embedded planner, and the model that completes its draft where one is."""

from typing import TypeVar

from inspect_ai.model import ModelOutput
from inspect_ai.solver import Generate, Solver, TaskState, solver

from evals.cases import Case
from evals.facts import Facts
from evals.model import SPEND, planned
from evals.pattern_cases import PatternCase
from evals.pattern_facts import PatternFacts
from tools.blueprint.document import dump
from tools.errors import AgentError

CASE = "case"
"""Key of the case in a sample's metadata."""
_FACTS = "facts"


_F = TypeVar("_F", Facts, PatternFacts)


@solver
def planner_at_hand(facts: type[_F]) -> Solver:
    """Plans the sample's text; an error of the agent is an outcome, and scores nothing."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        try:
            draft, spend = planned(state.input_text)
        except AgentError as error:
            state.store.set(_FACTS, facts(error=str(error), code=error.code).model_dump(mode="json"))
            answer = str(error)
        else:
            state.store.set(_FACTS, facts.of(draft).model_dump(mode="json"))
            state.store.set(SPEND, spend.model_dump(mode="json"))
            answer = dump(draft.blueprint)
        state.output = ModelOutput.from_content(model="planner", content=answer)
        return state

    return solve


def outcome(state: TaskState) -> tuple[Case, Facts]:
    """The case of a sample and what the planner made of it."""
    return Case.model_validate(state.metadata[CASE]), Facts.model_validate(state.store.get(_FACTS))


def pattern_outcome(state: TaskState) -> tuple[PatternCase, PatternFacts]:
    """The same for the pattern suites."""
    return PatternCase.model_validate(state.metadata[CASE]), PatternFacts.model_validate(state.store.get(_FACTS))
