"""Asks the language model about what the grammar did not understand of a turn; what it understood stays."""

from collections.abc import Sequence

from agent.chat.turns.turn import EditTurn, Turn, UnclearTurn
from agent.chat.versions import Version
from agent.context import Context
from agent.model.port import ModelPort
from agent.model_planner import Modelled
from agent.model_planner.guard.technologies import named
from agent.modelling import OnSpend, modelled
from agent.planner.draft import Draft, Question
from agent.task import Request, StackWish, TaskType
from tools.blueprint.document import from_data
from tools.blueprint.edit import Edit, apply
from tools.blueprint.model import Blueprint
from tools.errors import AgentError
from tools.packs import registry

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
    made = modelled(model, context, Request(text=text, stack=_kept(wish, text)), draft, earlier, on_spend)
    chosen = made.draft.stack if made.draft.stack != wish else StackWish()
    if not made.edits and chosen == StackWish():
        return _asking(turn, made.draft.questions), made
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


def _asking(turn: Turn, questions: Sequence[Question]) -> Turn:
    """The turn that the model only had questions about: beside what is made of it, or as the answer to it."""
    if not questions:
        return turn
    if isinstance(turn, EditTurn) and (turn.edits or turn.stack != StackWish()):
        return turn.model_copy(update={"questions": (*turn.questions, *questions)})
    asked = " ".join(f"{question.text} (Likely: {question.default})" for question in questions)
    return UnclearTurn(said="", reason=f"Nothing was changed. {asked} Say it once more, with the answer.")


def _kept(stack: StackWish, text: str) -> StackWish:
    """What of the present stack was chosen before and stays: all, unless the turn's words name another."""
    there = {"framework": stack.framework, "datastore": stack.datastore}
    kept = {
        kind: name
        for kind, name in there.items()
        if not any(named(text, kind, other) for other in registry.ids(f"{kind}s") if other != name)
    }
    return StackWish(**kept)


def _edited(current: Version, edits: Sequence[Edit]) -> Blueprint:
    """The present Blueprint with what the grammar understood; without it, where it cannot be made."""
    blueprint = from_data(current.blueprint)
    try:
        return apply(blueprint, edits)
    except AgentError:
        # The turn will be told so when it is made; the model is asked about what there is.
        return blueprint
