"""Where two pieces of plain data differ."""

import json
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

ABSENT: Any = object()
"""What one of the two does not have."""

Leaf = tuple[str, Any, Any]
"""The path, and what stands there before and after."""


def differing(old: Any, new: Any, path: str = "") -> Iterator[Leaf]:
    """Each smallest difference; none where the data is the same."""
    if written(old) == written(new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*new, *old)):
            yield from differing(old.get(key, ABSENT), new.get(key, ABSENT), f"{path}.{key}" if path else key)
    elif _are_named(old) and _are_named(new):
        yield from _named(old, new, path)
    elif _are_parts(old) and _are_parts(new):
        yield from _placed(old, new, path)
    else:
        yield path, old, new


def written(value: Any) -> str:
    """The data as text, the same for the same data."""
    return "" if value is ABSENT else json.dumps(value, sort_keys=True)


def keyed(parts: Sequence[Any], names: Sequence[str]) -> dict[tuple[str, int], Any]:
    """Parts by their names; of those that are called alike each one counts."""
    found: dict[tuple[str, int], Any] = {}
    for part, name in zip(parts, names, strict=True):
        found[name, sum(key[0] == name for key in found)] = part
    return found


def moved(old: Sequence[Any], new: Sequence[Any]) -> Any | None:
    """The first of what both have that stands in another order."""
    before, after = [item for item in old if item in new], [item for item in new if item in old]
    return next((there for here, there in zip(before, after, strict=True) if here != there), None)


def _named(old: list[Any], new: list[Any], path: str) -> Iterator[Leaf]:
    before, after = (keyed(parts, [part["name"] for part in parts]) for parts in (old, new))
    for key in dict.fromkeys((*after, *before)):
        yield from differing(before.get(key, ABSENT), after.get(key, ABSENT), f"{path}.{key[0]}")
    if moved(list(before), list(after)) is not None:
        yield path, [name for name, _ in before], [name for name, _ in after]


def _placed(old: list[Any], new: list[Any], path: str) -> Iterator[Leaf]:
    """Parts without names, by their places in the new list; those taken out by the ones that they had."""
    matcher = SequenceMatcher(None, list(map(written, old)), list(map(written, new)), autojunk=False)
    for tag, start, end, there, until in matcher.get_opcodes():
        both = min(end - start, until - there) if tag != "equal" else 0
        for offset in range(both):
            yield from differing(old[start + offset], new[there + offset], f"{path}[{there + offset}]")
        if tag != "equal":
            yield from ((f"{path}[{place}]", old[place], ABSENT) for place in range(start + both, end))
            yield from ((f"{path}[{place}]", ABSENT, new[place]) for place in range(there + both, until))


def _are_parts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _are_named(value: Any) -> bool:
    return _are_parts(value) and all(isinstance(item.get("name"), str) for item in value)
