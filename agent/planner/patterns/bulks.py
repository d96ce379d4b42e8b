"""Settles what is done to many rows at once: one entry for each entity, whatever its sentences are."""

from agent.planner.notes import Notes
from agent.planner.sketch import PatternSketch, Sketch


def settle_bulk(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made` with what no sentence before has asked for."""
    entity = pattern.entity
    if entity == sketch.auth.account:
        notes.leave(f"{pattern.said} (accounts are made one by one)")
        return
    others = [item for item in sketch.patterns if item.kind == "bulk" and item.entity == entity and item is not pattern]
    there = {kind for item in others for made in item.made for kind in made}
    kinds = {kind: verb for kind, verb in pattern.facets["kinds"].items() if kind not in there}
    if kinds:
        named = {kind: "import" if verb == "import" else f"{kind}_many" for kind, verb in kinds.items()}
        pattern.made.append({"bulk": entity, **named})
