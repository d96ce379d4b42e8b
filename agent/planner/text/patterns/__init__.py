"""Reads patterns: what is done to rows beyond creating and changing them; one small module per kind."""

from collections.abc import Callable

from agent.planner.sketch import PatternSketch, Sketch
from agent.planner.text.patterns.place import place
from agent.planner.text.patterns.transitions import read_transitions
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.reading import Reading

__all__ = ["place_patterns", "read_patterns"]

_READERS: tuple[Callable[[Reading], list[Wish]], ...] = (read_transitions,)
"""Each takes the words that it has read out of the clauses, so that no other reader makes something else of them."""


def read_patterns(reading: Reading) -> list[Wish]:
    """What a text asks for; before its entities are known, of which the words of patterns are none."""
    return [wish for read in _READERS for wish in read(reading)]


def place_patterns(wishes: list[Wish], reading: Reading, sketch: Sketch) -> list[PatternSketch]:
    """Finds the entities that wishes are about, or makes them."""
    sketch.patterns += [pattern for wish in wishes if (pattern := place(wish, reading, sketch)) is not None]
    return sketch.patterns
