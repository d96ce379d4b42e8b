"""Settles histories: the entity of the versions, once all attributes of the document are known."""

from copy import deepcopy
from typing import Any

from agent.planner.notes import Notes
from agent.planner.patterns.making import keeper
from agent.planner.sketch import AttributeSketch, PatternSketch, Sketch
from tools.errors import Contradiction

_KEPT = frozenset(
    ["type", "min_length", "max_length", "pattern", "minimum", "maximum", "precision", "scale", "values", "items"]
) | {"max_items"}


def complete_history(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made` with the one entry. Contradiction where the document never changes."""
    entity = sketch.entities[pattern.entity]
    kept = [item for item in entity.attributes.values() if not _fixed(item)]
    if not kept:
        raise Contradiction(pattern.said, f"nothing of {entity.name} can be changed")
    name = f"{entity.name}Version"
    versions = keeper(sketch, name, entity.name, notes, f"what a {entity.name} was before each change")
    versions.soft_delete, versions.optimistic_lock = False, False
    # Who sees the row sees its versions, under the path of the row.
    sketch.actions[name] = []
    for item in kept:
        facets: dict[str, Any] = {key: deepcopy(value) for key, value in item.facets.items() if key in _KEPT}
        needed = item.facets.get("default") is not None or (bool(item.required) and not item.optional)
        facets |= {"required": True} if needed else {}
        versions.attributes[item.name] = AttributeSketch(item.name, facets, typed=True, optional=not needed)
    restore = "restore" if pattern.facets["restore"] else None
    pattern.made.append({"history": entity.name, "versions": name, "restore": restore})


def _fixed(item: AttributeSketch) -> bool:
    """What no change changes, and what no two rows may share."""
    return any(item.facets.get(name) for name in ("managed", "immutable", "unique"))
