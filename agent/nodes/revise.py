"""Makes the next version's plan of a turn, and shows what it changes before anything is made."""

from collections.abc import Sequence

from agent import progress
from agent.chat import revising
from agent.chat.turns.turn import CommandTurn, EditTurn, StackTurn, UnclearTurn, read_turn
from agent.chat.versions import Version, read_versions
from agent.context import Context
from agent.delivering import refuse_others
from agent.nodes.step import Tell, step
from agent.state import Data, State
from agent.task import Request


@step("revise")
def revise(state: State, context: Context, tell: Tell) -> Data:
    """Plan and draft of the next version; the present one stays until the new one is proven."""
    versions = read_versions(state)
    try:
        plan, draft = _next(versions, Request.model_validate(state["request"]), state["turn"] or {})
    except revising.NoChange as error:
        return {"turn": UnclearTurn(said="", reason=error.message).model_dump(mode="json")}
    refuse_others(context.settings.out, versions)
    tell(progress.patch(plan["changes"]))
    return {"plan": plan, "draft": draft}


def _next(versions: Sequence[Version], request: Request, data: Data) -> tuple[Data, Data]:
    draft: Data = {"assumptions": [], "questions": [], "unplaced": [], "risks": [], "rules": []}
    if request.blueprint is not None:
        plan = revising.replaced(versions, request.blueprint, request.stack)
    else:
        turn = read_turn(data)
        if isinstance(turn, CommandTurn):
            turned = revising.undone if turn.command == "undo" else revising.redone
            plan = turned(versions, turn.count)
        elif isinstance(turn, UnclearTurn):
            raise TypeError("a turn that was not understood makes no version")
        else:
            edits = turn.edits if isinstance(turn, EditTurn) else ()
            plan = revising.edited(versions, edits, turn.stack)
            draft |= _told(turn)
    draft["risks"] = [*draft["risks"], *plan.pop("warned")]
    return plan, draft


def _told(turn: EditTurn | StackTurn) -> Data:
    data = turn.model_dump(mode="json")
    return {key: data[key] for key in ("assumptions", "questions", "unplaced", "risks") if key in data}
