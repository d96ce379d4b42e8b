"""Reads what is unique only together with something else: `the same host can't have two events with the same title`."""

import re

from pydantic import JsonValue

from agent.chat.turns.references import MEMBERS, entity_of, find
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from tools.blueprint.edit.model import PartKind
from tools.blueprint.names import words

_PER = re.compile(r"^(?P<what>\S.{0,120}?) must be unique per (?P<other>[\w -]{1,60})$", re.IGNORECASE)
_TWICE = re.compile(
    r"^(?:the same|one|an?|each|every) (?P<other>[\w-]+) (?:can ?not|can't|must not|may not|should not|shouldn't)"
    r"(?: be (?:able|allowed) to)? (?:use|give|have|take) (?:an?|the same|one) (?P<what>[\w-]+) twice$",
    re.IGNORECASE,
)


def read_uniques(said: str, scene: Scene) -> bool:
    """Whether the clause says which members of an entity are unique together."""
    match = _PER.match(said) or _TWICE.match(said)
    if match is None:
        return False
    pairs = []
    for item in find(match["what"], scene, MEMBERS):
        other = _beside(item.entity, match["other"], scene)
        if other is not None and item.name.count(".") == 1:
            pairs.append((item, other))
    pairs = [pair for pair in pairs if pair[0].entity == scene.last_entity] if len(pairs) > 1 else pairs
    if len(pairs) != 1:
        return False
    item, other = pairs[0]
    entity = next(found for found in scene.blueprint.entities if found.name == item.entity)
    both: list[JsonValue] = [other, item.member]
    if {other, item.member} in map(set, entity.uniques):
        scene.notes.assume(f"{item.entity} is so already.")
    else:
        scene.set(PartKind.ENTITY, item.entity, {"uniques": [both]})
    scene.name(Address(part=PartKind.ENTITY, name=item.entity))
    return True


def _beside(entity: str, said: str, scene: Scene) -> str | None:
    """The member of an entity that words name: by its own name, or by what it refers to."""
    named = next((item.member for item in find(said, scene, MEMBERS) if item.entity == entity), None)
    target = entity_of(said, scene)
    links = [item.name for item in scene.blueprint.relationships
             if item.source == entity and (item.target == target or words(item.name) == words(said))]  # fmt: skip
    return named or (links[0] if len(links) == 1 else None)
