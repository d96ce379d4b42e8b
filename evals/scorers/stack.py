"""Stack: the technologies and the pagination that the text names."""

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from evals.cases import Case, Stack
from evals.facts import Facts
from evals.solver import outcome


def compare(case: Case, facts: Facts) -> dict[str, tuple[str, str | None]]:
    """What is scored → expected and found."""
    named = case.stack or Stack()
    pairs = {
        "framework": (named.framework, facts.framework),
        "datastore": (named.datastore, facts.datastore),
        "pagination": (case.pagination, facts.pagination),
    }
    return {what: (want, got) for what, (want, got) in pairs.items() if want is not None}


@scorer(metrics={"*": [mean()]})
def stack() -> Scorer:
    """1 when all that is named are as expected, else 0."""

    async def score(state: TaskState, target: Target) -> Score:
        case, facts = outcome(state)
        pairs = compare(case, facts)
        if not pairs:
            return Score.unscored(reason="the text names no stack")
        wrong = [f"{what} is {got}, not {want}" for what, (want, got) in pairs.items() if got != want]
        return Score(value={"accuracy": 0.0 if wrong else 1.0}, explanation="; ".join(wrong) or "right")

    return score
