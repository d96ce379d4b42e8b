"""The embedded planner: rules instead of a model, no network, the same draft for the same request."""

from agent.planner.draft import Draft, Question
from agent.planner.plan import plan
from agent.planner.rulebook import RulebookPort

__all__ = ["Draft", "Question", "RulebookPort", "plan"]
