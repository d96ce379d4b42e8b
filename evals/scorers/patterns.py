"""Patterns: all that the text asks for, and no others."""

from collections import Counter

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from evals.overlap import Overlap, overlap
from evals.pattern_cases import EITHER, PatternCase
from evals.pattern_facts import PatternFacts
from evals.solver import pattern_outcome


def compare(case: PatternCase, facts: PatternFacts) -> Overlap:
    """Of readings that are both right, the one that was found counts."""
    expected = []
    for wanted in case.patterns:
        readings = wanted.split(EITHER)
        expected.append(next((reading for reading in readings if reading in facts.patterns), readings[0]))
    # A draft that could not be made holds no pattern, and so none that is false; it is wrong all the same.
    found = facts.patterns or ((f"error: {facts.error}",) if facts.error else ())
    return overlap(Counter(expected), Counter(found))


@scorer(metrics={"*": [mean()]})
def patterns() -> Scorer:
    """Precision, recall and F1 of whole patterns: kind, place, name and states."""

    async def score(state: TaskState, target: Target) -> Score:
        case, facts = pattern_outcome(state)
        result = compare(case, facts)
        return Score(value=result.value(), explanation=facts.error or result.explanation)

    return score
