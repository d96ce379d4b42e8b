"""Makes the Blueprint and chooses the stack."""

from agent import progress
from agent.context import Context
from agent.drafting import draft_plan
from agent.nodes.step import Tell, step
from agent.outcome import Spend
from agent.state import Data, State
from agent.task import Request


@step("plan")
def plan(state: State, context: Context, tell: Tell) -> Data:
    """Blueprint, stack and tool calls, with what was assumed, asked and left out."""

    def spent(total: Spend) -> None:
        tell(progress.spend(total))

    request = Request.model_validate(state["request"])
    return draft_plan(request, context, state.get("answers") or {}, state.get("passages", []), spent)
