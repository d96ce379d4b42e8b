"""Relationships: which entity refers to which, and how many."""

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from evals.cases import Case, links
from evals.facts import Facts
from evals.overlap import Overlap, overlap
from evals.solver import outcome


def compare(case: Case, facts: Facts) -> Overlap:
    return overlap(links(case.relationships), links(facts.links), links(case.may.relationships))


@scorer(metrics={"*": [mean()]})
def relationships() -> Scorer:
    """Precision, recall and F1 of relationships with their direction and cardinality."""

    async def score(state: TaskState, target: Target) -> Score:
        case, facts = outcome(state)
        if case.instead:
            return Score.unscored(reason="the case has no entities")
        if facts.error:
            return Score(value={"precision": 0.0, "recall": 0.0, "f1": 0.0}, explanation=facts.error)
        result = compare(case, facts)
        return Score(value=result.value(), explanation=facts.error or result.explanation)

    return score
