"""Checks over lists that several answers gave; the standard library alone."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

from .matching import MISSING, shown
from .values import pointed


def list_faults(check: dict[str, Any], items: list[Any]) -> list[str]:
    """``distinct`` by a pointer, ``sorted`` by keys, ``only`` and ``order`` of the values at ``at``."""
    found = []
    at = check.get("at", "")
    values = [pointed(item, at) for item in items]
    if check.get("distinct"):
        doubled = sorted({shown(value) for value in values if values.count(value) > 1})
        if doubled:
            found.append(f"came twice: {', '.join(doubled)}")
    if "sorted" in check:
        found += _sorted_faults(check["sorted"], items)
    if "same" in check:
        wanted = check["same"]
        missing = [shown(value) for value in wanted if value not in values]
        more = [shown(value) for value in values if value not in wanted]
        found += [f"lost: {', '.join(missing)}"] if missing else []
        found += [f"not asked for: {', '.join(more)}"] if more else []
    absent = [shown(value) for value in check.get("holds", []) if value not in values]
    found += [f"lost: {', '.join(absent)}"] if absent else []
    if "order" in check and values != check["order"]:
        found.append(f"order {shown(values)} instead of {shown(check['order'])}")
    return found


def _sorted_faults(keys: list[dict[str, Any]], items: list[Any]) -> list[str]:
    for earlier, later in pairwise(items):
        for key in keys:
            sign = _compared(pointed(earlier, key["at"]), pointed(later, key["at"]), key)
            if sign > 0:
                pair = f"{shown(pointed(earlier, key['at']))} before {shown(pointed(later, key['at']))}"
                return [f"not in order by {key['at']}{' descending' if key.get('descending') else ''}: {pair}"]
            if sign < 0:
                break
    return []


def _compared(left: Any, right: Any, key: dict[str, Any]) -> int:
    """Below, at or above 0 as left comes before, with or after right; nulls come last in either direction."""
    empty = (left is None or left is MISSING, right is None or right is MISSING)
    if any(empty):
        return int(empty[0]) - int(empty[1])
    if key.get("decimal"):
        left, right = Decimal(left), Decimal(right)
    sign = int(left > right) - int(left < right)
    return -sign if key.get("descending") else sign
