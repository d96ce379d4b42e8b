"""Settles what one caller at most holds: the reference to whoever holds it."""

from agent.planner.notes import Notes
from agent.planner.patterns.access import named_roles
from agent.planner.patterns.making import free_name
from agent.planner.sketch import PatternSketch, RelationshipSketch, Sketch


def settle_claim(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made` with the one entry."""
    account, entity = str(sketch.auth.account), pattern.entity
    link = RelationshipSketch(free_name(sketch, entity, "holder"), entity, account, required=False, managed=True)
    sketch.relate(link)
    entry = {"claim": f"{entity}.{link.name}", "name": pattern.name}
    if pattern.facets["release"]:
        entry["release"] = pattern.facets["release"]
    allow, only = named_roles(pattern, sketch)
    pattern.made.append(entry | {"allow": allow, "only": only})
    notes.assume(f"{entity}.{link.name} is the {account} that holds it, or nobody; it is set by that alone.")
    if not pattern.facets["release"]:
        notes.warn(f"Nobody can give a {entity} back: the request does not say so.")
