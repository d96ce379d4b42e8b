"""Reads patterns: what is done to rows beyond creating and changing them; one small module per kind."""

import re
from collections.abc import Callable

from agent.planner.sketch import PatternSketch, Sketch
from agent.planner.text.patterns.bulks import read_bulks
from agent.planner.text.patterns.claims import read_claims
from agent.planner.text.patterns.codes import read_codes
from agent.planner.text.patterns.counters import read_counters
from agent.planner.text.patterns.ensures import read_ensures
from agent.planner.text.patterns.feeds import read_feeds
from agent.planner.text.patterns.histories import read_histories
from agent.planner.text.patterns.orders import read_orders
from agent.planner.text.patterns.own_accounts import read_own_accounts
from agent.planner.text.patterns.place import place
from agent.planner.text.patterns.relateds import read_relateds
from agent.planner.text.patterns.sign_ups import read_sign_ups
from agent.planner.text.patterns.stocks import read_stocks
from agent.planner.text.patterns.toggles import read_toggles
from agent.planner.text.patterns.transfers import read_transfers
from agent.planner.text.patterns.transitions import read_transitions
from agent.planner.text.patterns.trashes import read_trashes
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.reading import Reading

__all__ = ["place_patterns", "read_patterns"]

_READERS: tuple[tuple[Callable[[Reading], list[Wish]], str], ...] = (
    (read_own_accounts, "password|mail|address"),
    (read_bulks, "at once|bulk|batch|mass|same time|together|one|single"),
    (read_feeds, "follow"),
    (
        read_toggles,
        "like|love|heart|favou?rite|mark|star|vote|endorse|clap|pin|follow|watch|save|join|subscribe|list|items",
    ),
    (read_counters, "count|track|measure|record|log|number|how often|how many times|tally"),
    (read_relateds, "related|similar|like|shar|same|common"),
    (read_histories, "history|version|revision"),
    (read_sign_ups, "sign|regist|onboard|call|request|endpoint|open"),
    (read_trashes, "delet|trash|bin|basket|remov"),
    (read_ensures, "or[- ](create|make|add|insert)|creat|made|make|add"),
    (read_orders, "order|rearrang|drag|position|sequence|sorted"),
    (read_codes, "once|redeem|use|one[- ]time|cash|accept"),
    (read_transfers, "transfer|send|move|pay|wire"),
    (read_stocks, "stock|inventory|left|remaining|below|negative|enough|available|on hand|off|from"),
    (read_claims, "reserve|claim|book|take|grab|occup|hold|borrow"),
    (read_transitions, ""),
)
"""Each takes the words that it has read out of the clauses, so that no other reader makes something else of them.

Beside it stand words without which a text holds nothing for it."""


def read_patterns(reading: Reading) -> list[Wish]:
    """What a text asks for; before its entities are known, of which the words of patterns are none."""
    readers = (read for read, hint in _READERS if re.search(hint, reading.text, re.IGNORECASE))
    return [wish for read in readers for wish in read(reading)]


def place_patterns(wishes: list[Wish], reading: Reading, sketch: Sketch) -> list[PatternSketch]:
    """Finds the entities that wishes are about, or makes them."""
    sketch.patterns += [pattern for wish in wishes if (pattern := place(wish, reading, sketch)) is not None]
    return sketch.patterns
