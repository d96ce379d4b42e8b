"""Route: whether a request is taken for the task type that it asks for."""

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState


@scorer(metrics={"*": [mean()]})
def route() -> Scorer:
    """1 for the right task type, else 0."""

    async def score(state: TaskState, target: Target) -> Score:
        found = state.output.completion
        told = "right" if found == target.text else f"{found}, not {target.text}"
        return Score(value={"accuracy": float(found == target.text)}, explanation=told)

    return score
