"""Settles which things refer to others of their kind, by all that is said of them."""

from agent.planner.sketch import Sketch
from agent.planner.text.evidence.selves import chosen_name, gather_selves
from agent.planner.text.evidence.weigh import Item, likelihoods
from agent.planner.text.linking import Linker
from agent.planner.text.reading import Reading
from tools.blueprint.model import Cardinality

MODEL = "selves"
LIKELY = 0.75
_SEVERAL = frozenset({"related", "following"})


def settle_selves(reading: Reading, sketch: Sketch, linker: Linker) -> None:
    """Adds references of things to their like; those of rules stay."""
    found = gather_selves(reading, sketch)
    items = [Item.of_name(one.evidence, tuple(sorted(one.places))) for one in found.values()]
    for (entity, one), likely in zip(found.items(), likelihoods(MODEL, items, reading), strict=True):
        if (
            likely < LIKELY
            or one.evidence.signs["rules it out"]
            or any(item.source == item.target == entity for item in sketch.relationships)
        ):
            continue
        name = chosen_name(one.names.elements())
        if name in _SEVERAL:
            linker.join_many(entity, entity)
        else:
            linker.relate(entity, entity, "parent" if name == "reply" else name, Cardinality.MANY_TO_ONE)
