"""Settles transfers: the balance, whose it is, and the entries of both sides."""

from typing import Any

from agent.planner.notes import Notes
from agent.planner.patterns.making import keeper, owned, unlocked
from agent.planner.sketch import AttributeSketch, Own, PatternSketch, Sketch
from tools.blueprint.names import snake

_COUNTED = frozenset({"coins", "points", "credits", "tokens", "miles", "credit"})
_MONEY = {"type": "decimal", "precision": 18, "scale": 2}


def settle_transfer(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made` with the one entry."""
    entity, unit = sketch.entities[pattern.entity], pattern.facets["unit"]
    there = next(
        (name for name in ("balance", unit, f"{unit}_balance", "amount") if name in entity.attributes), "balance"
    )
    counted = unit in _COUNTED and entity.attributes.get(there, AttributeSketch(there)).facets.get("type") != "decimal"
    number: dict[str, Any] = {"type": "int64"} if counted else dict(_MONEY)
    entity.attributes.pop(there, None)
    facets = {**number, "minimum": 0, "default": 0, "required": True, "managed": True}
    entity.attributes[there] = AttributeSketch(there, facets, typed=True)
    owned(sketch, entity.name, snake(str(sketch.auth.account)), Own.ROWS)
    unlocked(sketch, entity.name, notes)
    entry = {"transfer": f"{entity.name}.{there}", "name": pattern.name}
    if pattern.facets["entries"] and entity.name == str(sketch.auth.account):
        # Whose an entry is says who made it, and of both sides one is somebody else's.
        notes.leave(f"{pattern.said} (a record of what accounts move: give the balance an entity of its own)")
    elif pattern.facets["entries"]:
        name = f"{entity.name}Entry"
        made = keeper(sketch, name, entity.name, notes, f"both sides of each transfer between two of {entity.name}")
        made.attributes = {"amount": AttributeSketch("amount", {**number, "required": True}, typed=True)}
        owned(sketch, name, snake(str(sketch.auth.account)), Own.PRIVATE)
        entry["entries"] = name
    pattern.made.append(entry)
    notes.assume(f"{entity.name}.{there} begins at 0, is never below it, and is changed by `{pattern.name}` alone.")
    notes.warn(f"Nothing puts anything into a {entity.name} but other rows of it: how it gets there is not said.")


def complete_transfer(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """What is taken is below zero in its entry, whatever an amount usually is."""
    for entry in pattern.made:
        if "entries" in entry:
            sketch.entities[entry["entries"]].attributes["amount"].facets.pop("minimum", None)
