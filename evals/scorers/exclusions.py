"""Exclusions: standard operations that the text rules out."""

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from evals.cases import Case
from evals.facts import Facts
from evals.solver import outcome


def kept(case: Case, facts: Facts) -> list[str]:
    """Those that the Blueprint has all the same."""
    pairs = (line.split(" ") for line in case.without)
    return [f"{entity} {action}" for entity, action in pairs if action in facts.actions.get(entity, ())]


@scorer(metrics={"*": [mean()]})
def exclusions() -> Scorer:
    """Share of the excluded operations that are not there."""

    async def score(state: TaskState, target: Target) -> Score:
        case, facts = outcome(state)
        if not case.without:
            return Score.unscored(reason="the case rules nothing out")
        wrong = kept(case, facts)
        return Score(
            value={"accuracy": 0.0 if facts.error else 1 - len(wrong) / len(case.without)},
            explanation=facts.error or (f"there all the same: {', '.join(wrong)}" if wrong else "none is there"),
        )

    return score
