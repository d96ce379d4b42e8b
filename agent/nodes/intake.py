"""Reads what came in; refuses early what could not be delivered."""

from langgraph.types import Overwrite

from agent.catalogue import tools_for
from agent.context import Context
from agent.delivering import ready
from agent.intake import read_request
from agent.nodes.step import Tell, step
from agent.routes import is_turn
from agent.state import Data, State


@step("intake")
def intake(state: State, context: Context, tell: Tell) -> Data:
    """The request, normalised; everything that an earlier run of the thread left is cleared."""
    request = read_request(state)
    if request.task_type is not None:
        tools_for(request.task_type)
    if not is_turn(state):
        # A turn may only ask: its directory is looked at once it is known to change something.
        ready(context.settings.out)
    return {
        "request": request.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        "passages": [],
        "draft": {},
        "plan": {},
        "turn": None,
        "artifacts": Overwrite({}),
        "evidence": [],
        "trees": Overwrite([]),
        "notices": Overwrite([f"Knowledge document left out: {item}" for item in context.left_out]),
        "redo": [],
        "spend": {},
        "failure": None,
        "outcome": None,
    }
