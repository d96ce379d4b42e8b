"""Ranking: whether a document that answers is among those that were found, and how far up."""

import math
from collections.abc import Sequence

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from evals.questions import Question

QUESTION = "question"
"""Key of the question in a sample's metadata."""
FOUND = "found"
"""Key of the ids that were found, in the store."""
REACH = 5


def recall(wanted: Sequence[str], found: Sequence[str]) -> float:
    """1 when one that answers is among the first five."""
    return float(bool(set(wanted) & set(found[:REACH])))


def gain(wanted: Sequence[str], found: Sequence[str]) -> float:
    """nDCG over all that were found: what stands further down counts less (Järvelin and Kekäläinen, 2002)."""
    got = sum(1 / math.log2(place + 2) for place, name in enumerate(found) if name in wanted)
    best = sum(1 / math.log2(place + 2) for place in range(min(len(wanted), len(found) or 1)))
    return got / best


@scorer(metrics={"*": [mean()]})
def ranking() -> Scorer:
    """recall@5 and nDCG@10."""

    async def score(state: TaskState, target: Target) -> Score:
        question = Question.model_validate(state.metadata[QUESTION])
        found = list(state.store.get(FOUND))
        right = recall(question.want, found)
        told = f"found: {', '.join(found[:REACH])}"
        return Score(
            value={"recall_at_5": right, "ndcg_at_10": gain(question.want, found)},
            explanation=told if right else f"none of {', '.join(question.want)}; {told}",
        )

    return score
