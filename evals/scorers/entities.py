"""Entities: all that the text speaks of, and no others."""

from collections import Counter

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from evals.cases import Case
from evals.facts import Facts
from evals.overlap import Overlap, overlap
from evals.solver import outcome


def compare(case: Case, facts: Facts) -> Overlap:
    return overlap(Counter(case.entities), Counter(facts.entities), Counter(case.may.entities))


@scorer(metrics={"*": [mean()]})
def entities() -> Scorer:
    """Precision, recall and F1 of entity names."""

    async def score(state: TaskState, target: Target) -> Score:
        case, facts = outcome(state)
        result = compare(case, facts)
        return Score(value=result.value(), explanation=facts.error or result.explanation)

    return score
