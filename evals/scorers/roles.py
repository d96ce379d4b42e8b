"""Roles that the text names."""

from collections import Counter

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from evals.cases import Case
from evals.facts import Facts
from evals.overlap import Overlap, overlap
from evals.solver import outcome


def compare(case: Case, facts: Facts) -> Overlap:
    """The role of whoever registers and that of the first account may come in addition."""
    expected = case.auth.roles if case.auth and case.auth.roles else ()
    return overlap(Counter(expected), Counter(facts.roles), Counter(facts.usual_roles))


@scorer(metrics={"*": [mean()]})
def roles() -> Scorer:
    """Precision, recall and F1 of role names."""

    async def score(state: TaskState, target: Target) -> Score:
        case, facts = outcome(state)
        if case.auth is None or not case.auth.roles:
            return Score.unscored(reason="the case expects nothing of roles")
        result = compare(case, facts)
        return Score(value=result.value(), explanation=facts.error or result.explanation)

    return score
