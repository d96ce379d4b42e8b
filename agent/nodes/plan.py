"""Makes the Blueprint and chooses the stack."""

from agent.context import Context
from agent.drafting import draft_plan
from agent.nodes.step import Tell, step
from agent.state import Data, State
from agent.task import Request


@step("plan")
def plan(state: State, context: Context, tell: Tell) -> Data:
    """Blueprint, stack and tool calls, with what was assumed, asked and left out."""
    request = Request.model_validate(state["request"])
    return draft_plan(request, context, state.get("answers", {}), state.get("passages", []))
