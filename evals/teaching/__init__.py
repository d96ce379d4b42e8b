"""Teaches what the planner has learnt: run by hand, when there is more to learn from."""
