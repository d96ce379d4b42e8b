"""Attributes that patterns know by their name: two that are called alike, and those that are always called so."""

from tools.blueprint.edit.addresses import pattern_name
from tools.blueprint.edit.naming import Names
from tools.blueprint.model.patterns import Confirm, Counter, History, Pattern, Reset, Stock, Transfer

Place = tuple[str, str]
"""An entity and its attribute."""


def coupled(names: Names, entity: str, attribute: str) -> tuple[Place, ...]:
    """The attribute, and all that must be called like it: what a version keeps, where a code was sent."""
    found = [(entity, attribute)]
    for place in found:
        found += [other for other in _beside(names, *place) if other not in found]
    return tuple(found)


def _beside(names: Names, entity: str, attribute: str) -> list[Place]:
    found = []
    for pattern in names.blueprint.patterns:
        ends: tuple[str | None, ...] = ()
        if isinstance(pattern, History):
            ends = (pattern.history, pattern.versions)
        elif isinstance(pattern, Confirm) and pattern.address == attribute:
            ends = (names.account, pattern.confirm.partition(".")[0])
        if entity in ends:
            found += [(end, attribute) for end in ends if end and names.attribute(end, attribute) is not None]
    return found


def fixed(names: Names, entity: str, attribute: str) -> str | None:
    """The pattern that finds the attribute by this very name."""
    for pattern in names.blueprint.patterns:
        kept = [other for other, _ in kept_of(pattern, "", None)]
        if entity in kept and attribute == fixed_attribute(pattern):
            return pattern_name(pattern)
    return None


def fixed_attribute(pattern: Pattern) -> str | None:
    """What the attribute is always called of what the pattern keeps."""
    return "quantity" if isinstance(pattern, Stock) else "amount" if isinstance(pattern, Transfer) else None


def kept_of(pattern: Pattern, entity: str, account: str | None) -> list[tuple[str, str | None]]:
    """Entities that keep what happens to the rows of another one, which they refer to; `entity`: of its place."""
    match pattern:
        case Counter(record=str(name)) | Stock(record=str(name)) | Transfer(entries=str(name)) | History(versions=name):
            return [(name, entity)]
        case Reset() | Confirm():
            return [(entity, account)]
    return []
