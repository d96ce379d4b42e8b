"""Settles patterns: adds what each needs that the request does not declare; one small module per kind."""

from collections.abc import Callable

from agent.planner.notes import Notes
from agent.planner.patterns.transitions import settle_transitions
from agent.planner.sketch import PatternSketch, Sketch

__all__ = ["complete_patterns", "settle_patterns"]

_Settle = Callable[[PatternSketch, Sketch, Notes], None]
_SETTLERS: dict[str, _Settle] = {"transition": settle_transitions}
_COMPLETERS: dict[str, _Settle] = {}
"""Kinds that have to see all attributes."""
_FOR_ACCOUNTS = frozenset({"toggle", "feed", "claim", "transfer", "redeem"})


def settle_patterns(sketch: Sketch, notes: Notes) -> None:
    """Attributes and relationships of patterns; accounts must be settled, usual attributes not yet added."""
    for pattern in list(sketch.patterns):
        if pattern.kind in _FOR_ACCOUNTS and sketch.auth.account is None:
            notes.leave(f"{pattern.said} (it needs accounts)")
            sketch.patterns.remove(pattern)
        elif pattern.kind in _SETTLERS:
            _SETTLERS[pattern.kind](pattern, sketch, notes)


def complete_patterns(sketch: Sketch, notes: Notes) -> None:
    """What rests on all attributes and relationships of an entity."""
    for pattern in sketch.patterns:
        if pattern.kind in _COMPLETERS:
            _COMPLETERS[pattern.kind](pattern, sketch, notes)
