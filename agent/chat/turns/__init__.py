"""Reads turns of a chat without a model: a documented grammar (docs/chat.md), tied to the Blueprint at hand."""

from agent.chat.turns.turn import Address, CommandTurn, EditTurn, StackTurn, Turn, UnclearTurn
from agent.chat.turns.understand import understand

__all__ = ["Address", "CommandTurn", "EditTurn", "StackTurn", "Turn", "UnclearTurn", "understand"]
