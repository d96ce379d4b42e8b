"""Settles counters: the number, and the entity that keeps each one."""

from agent.planner.notes import Notes
from agent.planner.patterns.access import named_roles
from agent.planner.patterns.making import keeper, managed_number, unlocked
from agent.planner.sketch import PatternSketch, Sketch
from tools.blueprint.names import pascal, plural


def settle_counter(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made` with the one entry."""
    entity, event = sketch.entities[pattern.entity], pattern.name
    name = next((item for item in (f"{event}_count", plural(event)) if item in entity.attributes), plural(event))
    managed_number(entity, name)
    unlocked(sketch, entity.name, notes)
    entry = {"counter": f"{entity.name}.{name}", "name": event}
    if pattern.facets["record"]:
        record = pascal(event) if pascal(event) in sketch.entities else f"{entity.name}{pascal(event)}"
        keeper(sketch, record, entity.name, notes, f"each {event} of a {entity.name}, with its time")
        entry["record"] = record
    allow, only = named_roles(pattern, sketch)
    pattern.made.append(entry | {"allow": allow, "only": only})
    notes.assume(f"{entity.name}.{name} counts from 0, and is changed by `{event}` alone.")
