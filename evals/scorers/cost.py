"""Cost: what the language model took for a sample; unscored where none was asked."""

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from agent.outcome import Spend
from evals.model import SPEND


@scorer(metrics={"*": [mean()]})
def cost() -> Scorer:
    """Calls and tokens of a sample, and dollars where the prices are known."""

    async def score(state: TaskState, target: Target) -> Score:
        spend = Spend.model_validate(state.store.get(SPEND) or {})
        if not spend.calls:
            return Score.unscored(reason="no model was asked")
        money = {"dollars": spend.dollars} if spend.dollars is not None else {}
        about = "estimated" if spend.estimated else "as the server counted"
        return Score(value={"calls": spend.calls, "tokens": spend.tokens, **money}, explanation=about)

    return score
