"""The embedded reader of turns as a port: a documented grammar, no network."""

from collections.abc import Mapping

from agent.chat.turns.turn import Turn
from agent.ports import Planner, TurnReader
from tools.blueprint.model import Blueprint


def embedded_turns(planner: Planner) -> TurnReader:
    """The reader; `planner` is asked what a sentence about new things means."""
    from agent.chat.turns import understand

    def read(text: str, blueprint: Blueprint, stack: Mapping[str, str], answers: Mapping[str, str]) -> Turn:
        return understand(text, blueprint, stack, planner, answers)

    return read
