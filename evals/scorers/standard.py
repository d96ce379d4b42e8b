"""Standard operations, and deletion that only marks."""

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from evals.pattern_cases import PatternCase
from evals.pattern_facts import PatternFacts
from evals.solver import pattern_outcome


def wrong(case: PatternCase, facts: PatternFacts) -> list[str]:
    """What differs, of what the case states."""
    found = [
        f"{entity}: {facts.actions.get(entity, '')}, not {wanted}"
        for entity, wanted in case.actions.items()
        if set(facts.actions.get(entity, "").split()) != set(wanted.split())
    ]
    return [
        *found,
        *(f"{entity} is not soft-deleted" for entity in case.soft_delete if entity not in facts.soft_delete),
    ]


@scorer(metrics={"*": [mean()]})
def standard() -> Scorer:
    """1 when every entity has the standard operations that the text asks for, else 0."""

    async def score(state: TaskState, target: Target) -> Score:
        case, facts = pattern_outcome(state)
        if not case.actions and not case.soft_delete:
            return Score.unscored(reason="the case expects nothing of standard operations")
        found = wrong(case, facts)
        return Score(value={"accuracy": 0.0 if found else 1.0}, explanation="; ".join(found) or "right")

    return score
