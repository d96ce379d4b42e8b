"""Reads what sentences say of values that are known: `The title is required.`, `a seat is booked once per showtime`."""

from agent.planner.text.told.settle import read_told

__all__ = ["read_told"]
