"""What entities that the request names usually have, where the draft does not have them."""

from agent.planner.archetypes import archetype
from tools.blueprint.model import Blueprint
from tools.blueprint.names import pascal, singular, words

MAX_SHOWN = 6


def usual(said: str, blueprint: Blueprint) -> tuple[str, ...]:
    """`Review: rating int32, text text` for each archetype that is named and is not in the Blueprint, in the order of
    the words."""
    have = {entity.name for entity in blueprint.entities}
    found: dict[str, str] = {}
    spoken = [singular(word) for word in words(said)]
    for place, word in enumerate(spoken):
        for name in (pascal("_".join(spoken[place : place + 2])), pascal(word)):
            kind = archetype(name)
            if kind is not None and name not in have and len(found) < MAX_SHOWN:
                attributes = ", ".join(f"{item.name} {item.type.value}" for item in kind.fitting(have))
                found.setdefault(name, f"{name}: {attributes}")
    return tuple(found.values())
