"""What a Blueprint says, fact by fact, so that nothing that was found goes away unnoticed."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tools.blueprint.document import to_data
from tools.blueprint.edit.addresses import pattern_name
from tools.blueprint.model import Action, Blueprint

Fact = tuple[str, str]
"""A part (`attribute Book.isbn`) and what is said of it (`unique`); nothing: that it is there."""

_FOR_PEOPLE = frozenset({"description", "title", "summary", "message", "reason"})
_SETTINGS = ("api", "auth", "non_functionals")
_NAMED = {"operations": "operation", "views": "view", "events": "event", "ports": "port", "roles": "role"}
_STANDARD = (Action.LIST, Action.READ, Action.CREATE, Action.UPDATE, Action.DELETE)
_WITHIN = frozenset({"attribute", "relationship", "permission", "resource"})


def facts(blueprint: Blueprint) -> dict[Fact, str]:
    """All that is not as it would be unsaid, without texts that are for people only."""
    return dict(_facts(blueprint))


def lost(base: Blueprint, now: Blueprint) -> tuple[str, ...]:
    """What `base` says and `now` does not say any more, in words; parts of what is gone altogether are not listed."""
    before, after = facts(base), facts(now)
    gone = [fact for fact, value in before.items() if after.get(fact) != value]
    parts = {part for part, facet in gone if not facet}
    told = [_words(part, facet) for part, facet in gone if not _covered(part, facet, parts)]
    return (*told, *_opened_actions(base, now))


def added(base: Blueprint, now: Blueprint) -> tuple[str, ...]:
    """The parts that `now` has beyond those of `base`, and what it says beyond of those that were there."""
    before, after = facts(base), facts(now)
    more = [fact for fact, value in after.items() if before.get(fact) != value]
    parts = {part for part, facet in more if not facet}
    return tuple(_words(part, facet) for part, facet in more if not _covered(part, facet, parts))


def _facts(blueprint: Blueprint) -> Iterator[tuple[Fact, str]]:
    data = to_data(blueprint)
    for entity in data.get("entities", []):
        yield from _part(f"entity {entity['name']}", entity, {"name", "attributes"})
        yield from _attributes(entity["name"], entity)
    for link in data.get("relationships", []):
        place = f"{link['from']}.{link['name']}"
        yield from _part(f"relationship {place}", link, {"name", "from", "attributes"})
        yield from _attributes(place, link)
    for kind, word in _NAMED.items():
        for item in data.get(kind, []):
            yield from _part(f"{word} {item['name']}", item, {"name"})
    for pattern, item in zip(blueprint.patterns, data.get("patterns", []), strict=True):
        yield from _part(f"pattern {pattern_name(pattern)}", item, set())
    for resource in blueprint.resources:
        yield (f"resource {resource.entity}", ""), "true"
        yield from (((f"resource {resource.entity}", action.value), "true") for action in resource.actions)
    for permission in blueprint.permissions:
        for action in permission.actions:
            place = f"permission {permission.entity}.{action.value}"
            yield from (((place, name), "true") for name in permission.allow)
    yield ("setting name", blueprint.name), "true"
    for group in _SETTINGS:
        yield from _settings(group, data.get(group, {}))


def _part(part: str, data: Mapping[str, Any], apart: Iterable[str]) -> Iterator[tuple[Fact, str]]:
    yield (part, ""), "true"
    for facet, value in data.items():
        if facet in apart or facet in _FOR_PEOPLE:
            continue
        if isinstance(value, list) and facet != "steps":
            yield from (((part, f"{facet} {_json(item)}"), "true") for item in value)
        else:
            yield (part, facet), _json(value)


def _attributes(place: str, data: Mapping[str, Any]) -> Iterator[tuple[Fact, str]]:
    for attribute in data.get("attributes", []):
        yield from _part(f"attribute {place}.{attribute['name']}", attribute, {"name"})


def _settings(path: str, value: Any) -> Iterator[tuple[Fact, str]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _settings(f"{path}.{name}", item)
    else:
        yield (f"setting {path}", _json(value)), "true"


def _opened_actions(base: Blueprint, now: Blueprint) -> list[str]:
    """Standard operations that the base leaves out of its own entities: what is excluded is said by that alone."""
    before, after = _actions(base), _actions(now)
    known = [entity.name for entity in base.entities]
    return [
        f"that nobody may {action.value} a {name} by itself"
        for name in known
        for action in _STANDARD
        if action in after.get(name, ()) and action not in before.get(name, ())
    ]


def _actions(blueprint: Blueprint) -> dict[str, tuple[Action, ...]]:
    return {resource.entity: resource.actions for resource in blueprint.resources}


def _covered(part: str, facet: str, parts: set[str]) -> bool:
    kind, _, name = part.partition(" ")
    inside = kind in _WITHIN and f"entity {name.partition('.')[0]}" in parts
    return inside or (bool(facet) and part in parts)


def _words(part: str, facet: str) -> str:
    return f"{part}: {facet}" if facet else part


def _json(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
