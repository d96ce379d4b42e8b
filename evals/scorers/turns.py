"""Turns: whether a turn is taken for what it is, and its edits are those that a careful engineer would make."""

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState
from pydantic import TypeAdapter

from agent.chat.turns.turn import CommandTurn, EditTurn, StackTurn, Turn
from evals.edits import Fact, facts, unlike
from evals.turns import TurnCase

CASE, TURN = "case", "turn"
"""Keys of the case in a sample's metadata, and of the turn in its store."""
_TURN: TypeAdapter[Turn] = TypeAdapter(Turn)


@scorer(metrics={"*": [mean()]})
def taken() -> Scorer:
    """1 where it is edits, a command, another stack or nothing, as it should be; and the right command or stack."""

    async def score(state: TaskState, target: Target) -> Score:
        case, turn = _read(state)
        found = mistaken(case, turn)
        return Score(value={"accuracy": float(not found)}, explanation=found or "right")

    return score


@scorer(metrics={"*": [mean()]})
def edits() -> Scorer:
    """Precision, recall and F1 of the facts that the edits state; of turns that want some."""

    async def score(state: TaskState, target: Target) -> Score:
        case, turn = _read(state)
        if not case.wants.edits:
            return Score.unscored(reason="the turn wants no edits")
        wanted, got = facts(case.wants.edits), facts(turn.edits) if isinstance(turn, EditTurn) else []
        missing, false = unlike(wanted, got, case.may)
        right = len(wanted) - len(missing)
        precision = right / (right + len(false)) if right + len(false) else 0.0
        recall = right / len(wanted)
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        told = [*(f"missing: {_line(fact)}" for fact in missing), *(f"false: {_line(fact)}" for fact in false)]
        return Score(
            value={"precision": precision, "recall": recall, "f1": f1}, explanation="; ".join(told) or "all found"
        )

    return score


def mistaken(case: TurnCase, turn: Turn) -> str:
    """What the turn was taken for that it is not; empty where it is right."""
    wants = case.wants
    if turn.kind != wants.kind:
        return f"{turn.kind}, not {wants.kind}"
    if isinstance(turn, CommandTurn) and (turn.command != wants.command or (wants.shown and turn.shown != wants.shown)):
        return f"{turn.command} {turn.shown or ''}".strip()
    if isinstance(turn, StackTurn) and turn.stack.model_dump(exclude_none=True) != wants.stack:
        return f"stack {turn.stack.model_dump(exclude_none=True)}"
    return ""


def _read(state: TaskState) -> tuple[TurnCase, Turn]:
    return TurnCase.model_validate(state.metadata[CASE]), _TURN.validate_python(state.store.get(TURN))


def _line(fact: Fact) -> str:
    return " ".join(part for part in fact if part)
