"""Writes a turn down in lines, as `turns.yaml` holds them."""

import json

from agent.chat.turns import CommandTurn, EditTurn, StackTurn, Turn
from tools.blueprint.edit.model import Edit


def told(turn: Turn) -> list[str]:
    """One line for each edit, question, technology; and for whatever else the turn is."""
    match turn:
        case EditTurn():
            lines = [_edit(edit) for edit in turn.edits] or ["nothing changes"]
            lines += [f"stack {name} {value}" for name, value in turn.stack.model_dump().items() if value]
            lines += [f"ask {question.id}: {question.default}" for question in turn.questions]
            lines += ["risk"] * bool(turn.risks) + ["unplaced"] * bool(turn.unplaced)
            return lines
        case StackTurn():
            return [f"stack {name} {value}" for name, value in turn.stack.model_dump().items() if value]
        case CommandTurn():
            about = f" about {turn.about.part} {turn.about.name}" if turn.about is not None else ""
            count = f" {turn.count}" if turn.count > 1 else ""
            return [f"{turn.command}{count}{f' {turn.shown}' if turn.shown else ''}{about}"]
    return ["unclear"]


def _edit(edit: Edit) -> str:
    value = f" {json.dumps(edit.value)}" if edit.op == "set" else f" to {edit.to}" if edit.to else ""
    return f"{edit.op} {edit.part} {edit.name}{value}"
