"""Settles what is used up: the number that is left, what is kept of each taking, and how more of it comes in."""

from typing import Any

from agent.planner.notes import Notes
from agent.planner.patterns.access import named_roles
from agent.planner.patterns.making import free_name, keeper, unlocked
from agent.planner.sketch import AttributeSketch, EntitySketch, Own, PatternSketch, RelationshipSketch, Sketch
from tools.blueprint.names import pascal

_NAMES = ("stock", "quantity_on_hand", "inventory", "quantity", "quantity_in_stock", "units", "copies", "available")
_QUANTITY = {"type": "int32", "minimum": 1, "maximum": 1_000_000, "required": True}


def settle_stock(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made` with the one entry."""
    entity = sketch.entities[pattern.entity]
    name = _level(entity, pattern.facets)
    there = entity.attributes.pop(name, None)
    facets = {"type": "int32", "minimum": 0, "default": 0, "required": True, "immutable": True}
    if there is not None and there.facets.get("type") in {"int32", "int64"}:
        facets = facets | {key: value for key, value in there.facets.items() if key in {"type", "description"}}
    entity.attributes[name] = AttributeSketch(name, facets, typed=True)
    unlocked(sketch, entity.name, notes)
    entry: dict[str, Any] = {"stock": f"{entity.name}.{name}", "name": pattern.name}
    entry["restock"] = pattern.facets["restock"] or "restock"
    if pattern.facets["record"]:
        entry["record"] = _record(pattern, entity, sketch, notes)
    allow, only = named_roles(pattern, sketch)
    pattern.made.append(entry | {"allow": allow, "only": only})
    notes.assume(
        f"{entity.name}.{name} is given when a {entity.name} is made; then only `{pattern.name}` takes from it, and "
        f"only `{entry['restock']}` (who may change a {entity.name}) adds to it."
    )


def _level(entity: EntitySketch, facets: dict[str, Any]) -> str:
    said = [facets.get("level"), facets.get("said"), f"{facets.get('said')}_left"]
    numbers = [name for name in entity.attributes if name.endswith(("_left", "_remaining", "_available", "_on_hand"))]
    for name in (*said, *numbers, *_NAMES):
        if name and name in entity.attributes:
            return str(name)
    return str(facets.get("level") or (f"{facets['said']}_left" if facets.get("said") else "") or "stock")


def _record(pattern: PatternSketch, entity: EntitySketch, sketch: Sketch, notes: Notes) -> str:
    name = pascal(pattern.facets["record"])
    record = keeper(sketch, name, entity.name, notes, f"who took how many of a {entity.name}")
    record.attributes = {"quantity": AttributeSketch("quantity", dict(_QUANTITY), typed=True)}
    account = sketch.auth.account
    if account is not None:
        links = (item for item in sketch.relationships if (item.source, item.target) == (name, account))
        link = next(links, None)
        if link is None:
            link = RelationshipSketch(free_name(sketch, name, account.lower()), name, account, required=True)
            sketch.relate(link)
        link.required = True
        record.owner, record.own = link.name, Own.PRIVATE
    return name
