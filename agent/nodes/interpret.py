"""Understands a turn of a chat: what the person wants of the backend that the thread holds."""

from agent import progress
from agent.chat.existing_rows import settled
from agent.chat.modelled import completed, leaves_something
from agent.chat.versions import read_versions
from agent.context import Context
from agent.nodes.step import Tell, step
from agent.outcome import Spend
from agent.state import Data, State
from agent.task import Request
from tools.blueprint.document import from_data


@step("interpret")
def interpret(state: State, context: Context, tell: Tell) -> Data:
    """The turn as plain data; a finished Blueprint is a turn by itself."""

    def spent(total: Spend) -> None:
        tell(progress.spend(total))

    request = Request.model_validate(state["request"])
    if request.blueprint is not None:
        return {"turn": {"kind": "replaced"}}
    versions = read_versions(state)
    current = versions[-1]
    answers = state.get("answers") or {}
    turn = context.turns(request.text, from_data(current.blueprint), current.stack, answers)
    if context.model is None or not leaves_something(turn):
        return {"turn": settled(turn, current, answers).model_dump(mode="json")}
    turn, made = completed(context.model, context, request.text, versions, turn, spent)
    data = settled(turn, current, answers).model_dump(mode="json")
    return {"turn": data, "notices": list(made.notices), "spend": made.spend.model_dump()}
