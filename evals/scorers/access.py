"""Access: who may do what a pattern adds."""

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from evals.pattern_cases import PatternCase
from evals.pattern_facts import PatternFacts
from evals.solver import pattern_outcome


def wrong(case: PatternCase, facts: PatternFacts) -> list[str]:
    """What differs: whoever is named may, and nobody besides but admins."""
    found = {name: set(facts.access.get(name, ())) for name in case.access}
    return [
        f"{name}: {', '.join(sorted(found[name])) or 'nobody'} may, not {wanted}"
        for name, wanted in case.access.items()
        if not set(wanted.split()) <= found[name] or found[name] - {*wanted.split(), "admin"}
    ]


@scorer(metrics={"*": [mean()]})
def access() -> Scorer:
    """1 when each operation is for whom the text says, else 0."""

    async def score(state: TaskState, target: Target) -> Score:
        case, facts = pattern_outcome(state)
        if not case.access:
            return Score.unscored(reason="the case expects nothing of access")
        found = wrong(case, facts)
        return Score(value={"accuracy": 0.0 if found else 1.0}, explanation="; ".join(found) or "right")

    return score
