"""Compares a JSON value with a matcher; the standard library alone.

A matcher is an object with any of: ``is`` (equal), ``type`` (JSON type; ``nullable`` lets null pass),
``pattern``, ``min``, ``max``, ``enum``, ``object`` (field → matcher; unknown fields are faults unless
``open``), ``each``, ``items`` (one for each, in order), ``length``, ``has`` and ``lacks`` (of a list), ``absent``
(there is no value), ``left_out`` (where it would be null, there is no value).
"""

import json
import re
from typing import Any

MISSING = object()
"""Stands for a value that is not there."""

SHOWN_CHARACTERS = 160


def shown(value: Any) -> str:
    """The value as JSON, cut to a readable length."""
    if value is MISSING:
        return "nothing"
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"


def equal(left: Any, right: Any) -> bool:
    """Equality of JSON values: true is not 1, but 1.0 is 1."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(equal(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(equal(a, b) for a, b in zip(left, right, strict=True))
    return bool(left == right)


def json_type(value: Any) -> str:
    """The name that JSON Schema gives the value's type."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    names = {int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return names[type(value)]


def faults(matcher: dict[str, Any], value: Any, where: str = "") -> list[str]:
    """What keeps the value from matching, each with its place as a JSON pointer."""
    place = where or "the value"
    if matcher.get("absent"):
        return [] if value is MISSING else [f"{place} is {shown(value)} but must not be there"]
    if matcher.get("left_out"):
        if value is None:
            return [f"{place} is null instead of left out"]
        value = None if value is MISSING else value
    if value is MISSING:
        return [f"{place} is missing"]
    if value is None and matcher.get("nullable"):
        return []
    found = _scalar_faults(matcher, value, place)
    if "object" in matcher:
        found += _object_faults(matcher, value, where)
    if isinstance(value, list):
        found += _list_faults(matcher, value, where)
    elif matcher.keys() & {"each", "items", "length", "has", "lacks"}:
        found.append(f"{place} is {shown(value)}, not a list")
    return found


def _scalar_faults(matcher: dict[str, Any], value: Any, place: str) -> list[str]:
    found = []
    if "is" in matcher and not equal(value, matcher["is"]):
        found.append(f"{place} is {shown(value)} instead of {shown(matcher['is'])}")
    if "type" in matcher:
        actual = json_type(value)
        if actual != matcher["type"] and not (actual == "integer" and matcher["type"] == "number"):
            return [*found, f"{place} is {shown(value)}, not of type {matcher['type']}"]
    if "pattern" in matcher and not (isinstance(value, str) and re.fullmatch(matcher["pattern"], value)):
        found.append(f"{place} is {shown(value)}, which does not match {matcher['pattern']}")
    if "enum" in matcher and not any(equal(value, allowed) for allowed in matcher["enum"]):
        found.append(f"{place} is {shown(value)}, not one of {shown(matcher['enum'])}")
    if "min" in matcher and not value >= matcher["min"]:
        found.append(f"{place} is {shown(value)}, below {matcher['min']}")
    if "max" in matcher and not value <= matcher["max"]:
        found.append(f"{place} is {shown(value)}, above {matcher['max']}")
    return found


def _object_faults(matcher: dict[str, Any], value: Any, where: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{where or 'the value'} is {shown(value)}, not an object"]
    found = []
    for name, inner in matcher["object"].items():
        found += faults(inner, value.get(name, MISSING), f"{where}/{name}")
    if not matcher.get("open"):
        unknown = sorted(value.keys() - matcher["object"].keys())
        found += [f"{where}/{name} is not declared" for name in unknown]
    return found


def _list_faults(matcher: dict[str, Any], value: list[Any], where: str) -> list[str]:
    place = where or "the list"
    found = []
    if "length" in matcher and len(value) != matcher["length"]:
        found.append(f"{place} has {len(value)} items instead of {matcher['length']}")
    if "items" in matcher and len(value) != len(matcher["items"]):
        found.append(f"{place} has {len(value)} items instead of {len(matcher['items'])}")
    for position, (inner, item) in enumerate(zip(matcher.get("items", ()), value, strict=False)):
        found += faults(inner, item, f"{where}/{position}")
    if "each" in matcher:
        for position, item in enumerate(value):
            found += faults(matcher["each"], item, f"{where}/{position}")
    if "has" in matcher and all(faults(matcher["has"], item) for item in value):
        found.append(f"{place} has no item like {shown(matcher['has'])}")
    if "lacks" in matcher and any(not faults(matcher["lacks"], item) for item in value):
        found.append(f"{place} has an item like {shown(matcher['lacks'])}, which it must not have")
    return found
