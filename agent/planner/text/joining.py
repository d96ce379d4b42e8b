"""Settles which things of a long text refer to which, by all that is seen of the two."""

from collections.abc import Iterable
from itertools import combinations

from agent.planner.sketch import RelationshipSketch, Sketch
from agent.planner.text.definition import Definition
from agent.planner.text.endpoints.place import several
from agent.planner.text.evidence import Item, likelihoods
from agent.planner.text.evidence.pairs import Pair, both_ways, gather_pairs
from agent.planner.text.linking import Linker
from agent.planner.text.reading import Reading
from tools.blueprint.model import Cardinality

LIKELY, KEPT, SURE, NEVER, APART, ACCOUNT = 0.5, 0.3, 0.9, 0.1, 0.5, 0.8
"""From here on two things hang together; or stay joined as rules say; in a brief text, of which rules say nothing, or
otherwise than rules say in a short one; below which they do not in a brief one, or though it is usual; from which on
rows refer to the account though no rule says so."""


def settle_joins(reading: Reading, sketch: Sketch, definitions: Iterable[Definition], linker: Linker) -> None:
    """Adds references that are likely, and takes away those that are not; what a pattern needs comes later."""
    names = list(sketch.entities)
    found = gather_pairs(reading, sketch, definitions, names)
    places = {name: reading.places_of(name) for name in names}
    pairs = list(combinations(names, 2))
    forth = [Item.of_pair(found[one, other], places[one], places[other]) for one, other in pairs]
    back = [Item.of_pair(found[other, one], places[other], places[one]) for one, other in pairs]
    many = [Item.of_pair(both_ways(found, *pair), places[min(pair)], places[max(pair)]) for pair in pairs]
    likely = zip(
        likelihoods("references", forth, reading),
        likelihoods("references", back, reading),
        likelihoods("many_to_many", many, reading),
        strict=True,
    )
    nested = _nested(sketch)
    for (one, other), choices in zip(pairs, likely, strict=True):
        if any(nested.get(pair) for pair in ((one, other), (other, one))):
            # What is made below one row of another refers to it: `POST /turbines/{id}/inspections`.
            child, parent = (one, other) if nested.get((one, other)) else (other, one)
            _refer(child, parent, sketch, linker)
            continue
        there = [item for item in sketch.relationships if {item.source, item.target} == {one, other}]
        if any(item.keyed for item in there):
            continue
        best, way = max(zip(choices, ("forth", "back", "many"), strict=True))
        if best < APART and not reading.brief:
            sketch.apart.add(frozenset({one, other}))
        if reading.brief and (best >= NEVER if there else sketch.auth.account in {one, other}):
            # Whose rows they are is read elsewhere.
            continue
        if best < (KEPT if there else SURE if reading.brief else LIKELY):
            if (one, other) in nested or (other, one) in nested:
                continue
            sketch.relationships = [item for item in sketch.relationships if item not in there]
        elif not there or (
            best >= (SURE if reading.short else LIKELY) and not any(_way(item, one) == way for item in there)
        ):
            sketch.relationships = [item for item in sketch.relationships if item not in there]
            if way == "many":
                linker.join_many(one, other)
            else:
                linker.join_one(*((one, other) if way == "forth" else (other, one)))
            if not there:
                _mark(one, other, best, sketch)


def settle_account_joins(sketch: Sketch) -> None:
    """Takes away references to the account that are not next to sure: whoever works with rows need not have them."""
    account = sketch.auth.account
    doubtful = [
        item
        for item in sketch.relationships
        if item.target == account and _single(item) and (item.likely or 1.0) < ACCOUNT
    ]
    sketch.relationships = [item for item in sketch.relationships if item not in doubtful]
    sketch.apart |= {frozenset({item.source, item.target}) for item in doubtful}


def _single(item: RelationshipSketch) -> bool:
    return item.cardinality is not Cardinality.MANY_TO_MANY


def _mark(one: str, other: str, likely: float, sketch: Sketch) -> None:
    for item in sketch.relationships:
        if {item.source, item.target} == {one, other}:
            item.likely = likely


def _nested(sketch: Sketch) -> dict[Pair, bool]:
    """Things that stand below one row of another in a path: child and parent, and whether any is made there."""
    found: dict[Pair, bool] = {}
    for endpoint in sketch.endpoints:
        parts = endpoint.parts if endpoint.method == "POST" or several(endpoint.path) else ()
        for parent, key, child in zip(parts, parts[1:], parts[2:], strict=False):
            if key.startswith("{") and parent != child and {parent, child} <= set(sketch.entities):
                made = endpoint.method == "POST" and parts[-1] == child
                found[child, parent] = found.get((child, parent), False) or made
    return found


def _refer(child: str, parent: str, sketch: Sketch, linker: Linker) -> None:
    """Nothing but references from the child to the parent joins the two."""
    both = {child, parent}
    wrong = [
        item for item in sketch.relationships if {item.source, item.target} == both and _way(item, child) != "forth"
    ]
    sketch.relationships = [item for item in sketch.relationships if item not in wrong]
    linker.join_one(child, parent)


def _way(item: RelationshipSketch, one: str) -> str:
    if item.cardinality is Cardinality.MANY_TO_MANY:
        return "many"
    forth = (item.source == one) != (item.cardinality is Cardinality.ONE_TO_MANY)
    return "forth" if forth else "back"
