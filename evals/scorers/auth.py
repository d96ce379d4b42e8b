"""Authentication: the scheme, and whose rows are accounts."""

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from evals.cases import Case
from evals.facts import Facts
from evals.solver import outcome


def compare(case: Case, facts: Facts) -> dict[str, tuple[str, str | None]]:
    """What is scored → expected and found."""
    if case.auth is None or case.instead:
        return {}
    pairs: dict[str, tuple[str, str | None]] = {"scheme": (case.auth.scheme, facts.scheme)}
    if case.auth.account is not None:
        pairs["account"] = (case.auth.account, facts.account)
    return pairs


@scorer(metrics={"*": [mean()]})
def auth() -> Scorer:
    """1 when scheme and account are as expected, else 0."""

    async def score(state: TaskState, target: Target) -> Score:
        case, facts = outcome(state)
        pairs = compare(case, facts)
        if not pairs:
            return Score.unscored(reason="the case expects nothing of authentication")
        wrong = [f"{what} is {got}, not {want}" for what, (want, got) in pairs.items() if got != want]
        return Score(value={"accuracy": 0.0 if wrong else 1.0}, explanation="; ".join(wrong) or "right")

    return score
