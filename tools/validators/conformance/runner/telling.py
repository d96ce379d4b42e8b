"""Which events a call is told by; the standard library alone."""

import time
from collections.abc import Callable
from typing import Any

from .matching import faults, shown

QUIET_SECONDS = 1.8
"""Longer than a backend waits before it looks for events again."""
PERIOD_SECONDS = 0.1
PATIENCE_SECONDS = 60
"""How long an event may take, where the receiver refused it before."""

Told = Callable[[], list[dict[str, Any]]]
"""All that the receiver has got so far."""


def quiet(told: Told) -> int:
    """Waits until nothing more comes; how many there are."""
    count, since = len(told()), time.monotonic()
    while time.monotonic() - since < QUIET_SECONDS:
        time.sleep(PERIOD_SECONDS)
        if len(told()) != count:
            count, since = len(told()), time.monotonic()
    return count


def heard(told: Told, wanted: str) -> Any:
    """What the first event of a type says, once it comes; None where it does not."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        for item in told():
            if item["event"].get("type") == wanted:
                return item["event"].get("data")
        if time.monotonic() > deadline:
            return None
        time.sleep(PERIOD_SECONDS)


def awaited(told: Told, before: int, wanted: list[dict[str, Any]], others: list[str]) -> list[str]:
    """What is wrong with the events that came after the first ones: these, each once, beside any of other types."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(_own(told()[before:], others)) < len(wanted) and time.monotonic() < deadline:
        time.sleep(PERIOD_SECONDS)
    quiet(told)
    everything = told()
    came = _own(everything[before:], others)
    ids = [item["event"].get("id") for item in everything]
    found = [f"two events have the id {shown(item)}" for item in sorted(map(str, ids)) if ids.count(item) > 1][:1]
    for matcher in wanted:
        match = next((item for item in came if not faults(matcher, item)), None)
        if match is not None:
            came.remove(match)
        elif came:
            found += faults(matcher, came.pop(0))
        else:
            found.append("the event did not come")
    return found + [f"nobody asked for the event {shown(item)}" for item in came]


def _own(events: list[dict[str, Any]], others: list[str]) -> list[dict[str, Any]]:
    return [item for item in events if item["event"].get("type") not in others]
