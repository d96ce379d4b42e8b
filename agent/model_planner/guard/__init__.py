"""What a model may take away or open: only what the person's own words ask for, and each such change is told."""

from agent.model_planner.guard.judge import UNASKED, Ground, edited, lines_of
from agent.model_planner.guard.quotes import Words, words_of

__all__ = ["UNASKED", "Ground", "Words", "edited", "lines_of", "words_of"]
