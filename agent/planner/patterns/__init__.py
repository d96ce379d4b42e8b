"""Settles patterns: adds what each needs that the request does not declare; one small module per kind."""

from collections.abc import Callable

from agent.planner.notes import Notes
from agent.planner.patterns.bulks import settle_bulk
from agent.planner.patterns.claims import settle_claim
from agent.planner.patterns.codes import settle_redeem
from agent.planner.patterns.counters import settle_counter
from agent.planner.patterns.ensures import complete_ensure
from agent.planner.patterns.feeds import settle_feed
from agent.planner.patterns.histories import complete_history
from agent.planner.patterns.orders import complete_ordered, settle_ordered
from agent.planner.patterns.own_accounts import settle_confirm, settle_reset
from agent.planner.patterns.relateds import settle_related
from agent.planner.patterns.sign_ups import complete_sign_up
from agent.planner.patterns.stocks import settle_stock
from agent.planner.patterns.toggles import settle_toggle
from agent.planner.patterns.transfers import complete_transfer, settle_transfer
from agent.planner.patterns.transitions import complete_transitions, settle_transitions
from agent.planner.patterns.trashes import settle_trash
from agent.planner.sketch import PatternSketch, Sketch

__all__ = ["complete_patterns", "settle_patterns"]

_Settle = Callable[[PatternSketch, Sketch, Notes], None]
_SETTLERS: dict[str, _Settle] = {
    "transition": settle_transitions,
    "toggle": settle_toggle,
    "feed": settle_feed,
    "counter": settle_counter,
    "claim": settle_claim,
    "stock": settle_stock,
    "transfer": settle_transfer,
    "redeem": settle_redeem,
    "related": settle_related,
    "ordered": settle_ordered,
    "trash": settle_trash,
    "bulk": settle_bulk,
    "reset": settle_reset,
    "confirm": settle_confirm,
}
"""In the order in which they are settled: a feed rests on who follows whom."""
_COMPLETERS: dict[str, _Settle] = {
    "transition": complete_transitions,
    "history": complete_history,
    "transfer": complete_transfer,
    "ensure": complete_ensure,
    "ordered": complete_ordered,
    "sign_up": complete_sign_up,
}
"""Kinds that have to see all attributes."""
_FOR_ACCOUNTS = frozenset({"toggle", "feed", "claim", "transfer", "redeem", "sign_up", "reset", "confirm"})


def settle_patterns(sketch: Sketch, notes: Notes) -> None:
    """Attributes and relationships of patterns; accounts must be settled, usual attributes not yet added."""
    order = list(_SETTLERS)
    for pattern in sorted(sketch.patterns, key=lambda item: order.index(item.kind) if item.kind in order else 0):
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
