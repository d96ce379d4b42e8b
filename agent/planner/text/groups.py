"""Reads, in a list of attributes, which of them are unique together: `number unique per hotel`, `unique together`."""

import re
from dataclasses import dataclass

_OF = r"(?:an?\s+|the\s+|its\s+|each\s+|every\s+)?(?P<of>[a-z][\w -]{0,40})"
_WITHIN = re.compile(rf"^(?P<rest>.+?)\s+(?:is\s+)?unique\s+(?:per|within|inside|in|for)\s+{_OF}$", re.IGNORECASE)
_PER = re.compile(
    r"^(?:and\s+|which is\s+|is\s+)?(?:unique|(?:(?:only|at most|just)\s+)?one)\s+(?:per|within|for|by)\s+"
    r"(?P<parts>[a-z][\w -]*(?:\s*/\s*[a-z][\w -]*)*)$",
    re.IGNORECASE,
)
"""By itself in a list it is about the entity, not about what stands before it."""
_ONE = re.compile(
    rf"^(?:only\s+|at most\s+)?one\s+(?P<name>[a-z][\w -]{{0,40}}?)\s+(?:per|for)\s+{_OF}$", re.IGNORECASE
)
_TOGETHER = re.compile(
    r"^(?P<rest>.*?)\s*(?:\b(?:both|are|is|must be)\s+)*\bunique (?:together|in combination)$", re.IGNORECASE
)
_MOST = 3
"""Of a longer list nobody knows which are meant."""


@dataclass(frozen=True, slots=True)
class Group:
    """Attributes and entities, as they are called, that are unique together for an entity."""

    entity: str
    parts: tuple[str, ...]
    said: str


def grouped(text: str, entity: str, before: list[str]) -> tuple[str, Group | None]:
    """What is left of an item without such words, and what they mean; `before` are the names listed up to it."""
    per = _PER.match(text)
    if per is not None:
        return "", Group(entity, tuple(re.split(r"\s*/\s*", per["parts"])), text.replace(" / ", " and "))
    within = _WITHIN.match(text)
    if within is not None:
        return within["rest"], Group(entity, (within["rest"], within["of"]), text)
    one = _ONE.match(text)
    if one is not None and one["name"].lower() in map(str.lower, before):
        return "", Group(entity, (one["name"], one["of"]), text)
    together = _TOGETHER.match(text)
    if together is None:
        return text, None
    rest = together["rest"]
    parts = (*before[-1:], rest) if rest else tuple(before)
    return rest, Group(entity, parts if 2 <= len(parts) <= _MOST else (), f"{', '.join(parts)} unique together")
