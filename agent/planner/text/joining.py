"""Settles which things of a long text refer to which, by all that is seen of the two."""

from collections.abc import Iterable
from itertools import combinations

from agent.planner.sketch import RelationshipSketch, Sketch
from agent.planner.text.definition import Definition
from agent.planner.text.evidence import likelihood
from agent.planner.text.evidence.pairs import both_ways, gather_pairs
from agent.planner.text.linking import Linker
from agent.planner.text.reading import Reading
from tools.blueprint.model import Cardinality

LIKELY = 0.5


def settle_joins(reading: Reading, sketch: Sketch, definitions: Iterable[Definition], linker: Linker) -> None:
    """Adds references that are likely, and takes away those that are not; what a pattern needs comes later."""
    names = list(sketch.entities)
    found = gather_pairs(reading, sketch, definitions, names)
    for one, other in combinations(names, 2):
        there = [item for item in sketch.relationships if {item.source, item.target} == {one, other}]
        choices = (
            (likelihood(found[one, other], "references"), "forth"),
            (likelihood(found[other, one], "references"), "back"),
            (likelihood(both_ways(found, one, other), "many_to_many"), "many"),
        )
        best, way = max(choices)
        if best < LIKELY:
            sketch.relationships = [item for item in sketch.relationships if item not in there]
        elif not there or not any(_way(item, one) == way for item in there):
            sketch.relationships = [item for item in sketch.relationships if item not in there]
            if way == "many":
                linker.join_many(one, other)
            else:
                linker.join_one(*((one, other) if way == "forth" else (other, one)))


def _way(item: RelationshipSketch, one: str) -> str:
    if item.cardinality is Cardinality.MANY_TO_MANY:
        return "many"
    forth = (item.source == one) != (item.cardinality is Cardinality.ONE_TO_MANY)
    return "forth" if forth else "back"
