"""What the planner by tool calls needs from outside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agent.task import StackWish
from tools.blueprint.model import Blueprint


@dataclass(frozen=True, slots=True)
class Ports:
    """Functions that the composition root gives."""

    check: Callable[[Blueprint, StackWish], None]
    """Raises AgentError where the Blueprint cannot be built on the stack."""
    search: Callable[[str], Sequence[str]]
    """Excerpts of documents for a question, best first."""
    inspect: Callable[[str, Blueprint, StackWish], Sequence[str]]
    """What static checks find in what a generator tool makes; raises AgentError."""
