"""How likely it is that a noun of a text is a thing that the backend keeps: evidence, weighed."""

from agent.planner.text.evidence.gather import Evidence, gather
from agent.planner.text.evidence.weigh import Item, likelihoods

__all__ = ["Evidence", "Item", "gather", "likelihoods"]
