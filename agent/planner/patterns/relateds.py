"""Settles rows that share something with a row: the many-to-many relationship that is shared."""

from agent.planner.notes import Notes
from agent.planner.patterns.making import free_name
from agent.planner.sketch import PatternSketch, RelationshipSketch, Sketch
from tools.blueprint.model import Cardinality
from tools.blueprint.names import plural_snake


def settle_related(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made` with the one entry."""
    entity, other = pattern.entity, str(pattern.facets["shared"])
    many = [item for item in sketch.relationships if item.cardinality is Cardinality.MANY_TO_MANY]
    link = next((item for item in many if {item.source, item.target} == {entity, other}), None)
    if link is None:
        single = [item for item in sketch.relationships if {item.source, item.target} == {entity, other}]
        for item in single:
            # What rows share, several of them have.
            sketch.relationships.remove(item)
        link = RelationshipSketch(plural_snake(other), entity, other, Cardinality.MANY_TO_MANY)
        sketch.relate(link)
        notes.assume(
            f"{entity} has several {plural_snake(other).replace('_', ' ')}, and they several of it: they share them."
        )
    forward = link.source == entity
    if link.inverse is None:
        link.inverse = free_name(sketch, link.target, plural_snake(link.source))
    name = link.name if forward else link.inverse
    pattern.made.append({"related": f"{entity}.{name}", "name": pattern.name})
