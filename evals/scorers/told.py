"""What found no place is told."""

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from evals.pattern_cases import PatternCase
from evals.pattern_facts import PatternFacts
from evals.solver import pattern_outcome


def missing(case: PatternCase, facts: PatternFacts) -> list[str]:
    """Pieces that must be told and are not."""
    return [piece for piece in case.unplaced if not any(piece in told for told in facts.unplaced)]


@scorer(metrics={"*": [mean()]})
def told() -> Scorer:
    """1 when every piece that no Blueprint holds is told as not understood, else 0."""

    async def score(state: TaskState, target: Target) -> Score:
        case, facts = pattern_outcome(state)
        if not case.unplaced:
            return Score.unscored(reason="the case leaves nothing unplaced")
        found = missing(case, facts)
        return Score(
            value={"accuracy": 0.0 if found else 1.0}, explanation=f"not told: {'; '.join(found)}" if found else "told"
        )

    return score
