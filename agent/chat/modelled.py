"""Asks the language model about what the grammar did not understand of a turn; what it understood stays."""

from collections.abc import Sequence

from agent.chat.turns.turn import EditTurn, Turn, UnclearTurn
from agent.chat.versions import Version
from agent.context import Context
from agent.model.port import ModelPort
from agent.model_planner import Modelled
from agent.modelling import OnSpend, modelled
from agent.planner.draft import Draft
from agent.task import Request, StackWish, TaskType
from tools.blueprint.document import from_data
from tools.blueprint.edit import Edit, apply
from tools.blueprint.model import Blueprint
from tools.errors import AgentError

EARLIER = 3
"""Turns before this one that the model is shown."""


def leaves_something(turn: Turn) -> bool:
    """Whether there is something in the turn that the grammar has no place for."""
    return isinstance(turn, UnclearTurn) or (isinstance(turn, EditTurn) and bool(turn.unplaced))


def completed(
    model: ModelPort, context: Context, text: str, versions: Sequence[Version], turn: Turn, on_spend: OnSpend
) -> tuple[Turn, Modelled]:
    """The turn with the model's edits, and what came of asking it; the same turn where it made none."""
    current = versions[-1]
    edits = turn.edits if isinstance(turn, EditTurn) else ()
    wish = StackWish(framework=current.stack["framework"], datastore=current.stack["datastore"])
    draft = Draft(
        blueprint=_edited(current, edits),
        stack=wish,
        task_type=TaskType(current.task_type),
        unplaced=turn.unplaced if isinstance(turn, EditTurn) else (text,),
    )
    earlier = [f"The person said before: {version.said}" for version in versions[-EARLIER:]]
    made = modelled(model, context, Request(text=text), draft, earlier, on_spend)
    chosen = made.draft.stack if made.draft.stack != wish else StackWish()
    if not made.edits and chosen == StackWish():
        return turn, made
    base = turn if isinstance(turn, EditTurn) else EditTurn(edits=())
    completed = EditTurn(
        edits=(*base.edits, *made.edits),
        stack=chosen if chosen != StackWish() else base.stack,
        assumptions=(*base.assumptions, *made.draft.assumptions),
        questions=(*base.questions, *made.draft.questions),
        risks=(*base.risks, *made.draft.risks),
        unplaced=made.draft.unplaced,
    )
    return completed, made


def _edited(current: Version, edits: Sequence[Edit]) -> Blueprint:
    """The present Blueprint with what the grammar understood; without it, where it cannot be made."""
    blueprint = from_data(current.blueprint)
    try:
        return apply(blueprint, edits)
    except AgentError:
        # The turn will be told so when it is made; the model is asked about what there is.
        return blueprint
