"""What settling adds to the sketch: names that are free, references to accounts, entities that keep things."""

from itertools import chain
from typing import Any

from agent.planner.notes import Notes
from agent.planner.sketch import AttributeSketch, EntitySketch, Own, RelationshipSketch, Sketch
from tools.blueprint.model import Action, Cardinality, OnDelete
from tools.blueprint.names import numbered, snake


def free_name(sketch: Sketch, entity: str, name: str) -> str:
    """The name, or one beside it that nothing of the entity has."""
    taken = set(sketch.entities[entity].attributes) | {
        item.name for item in sketch.relationships if item.source == entity
    }
    taken |= {item.inverse for item in sketch.relationships if item.target == entity and item.inverse}
    return next(item for item in chain((name[:48],), numbered(name[:45])) if item not in taken)


def reference(sketch: Sketch, entity: str, target: str) -> RelationshipSketch | None:
    """A to-one relationship that the entity's rows hold."""
    kinds = {Cardinality.MANY_TO_ONE, Cardinality.ONE_TO_ONE}
    found = (item for item in sketch.relationships if (item.source, item.target) == (entity, target))
    return next((item for item in found if item.cardinality in kinds and not item.managed), None)


def owned(sketch: Sketch, entity: str, name: str, own: Own) -> str:
    """The reference to the account that a row belongs to; made where there is none."""
    account = str(sketch.auth.account)
    there = reference(sketch, entity, account)
    back = reference(sketch, account, entity)
    if there is None and back is not None:
        # `each customer has a wallet`: it is the wallet that refers to the customer.
        sketch.relationships.remove(back)
    if there is None:
        there = RelationshipSketch(free_name(sketch, entity, name), entity, account, required=True)
        sketch.relate(there)
    there.required = True
    found = sketch.entities[entity]
    found.owner = found.owner or there.name
    found.own = max(found.own or own, own)
    return there.name


def managed_number(entity: EntitySketch, name: str, **facets: Any) -> None:
    """A number that the pattern alone changes."""
    entity.attributes.pop(name, None)
    made = {"type": "int64", "minimum": 0, "default": 0, "required": True, "managed": True} | facets
    entity.attributes[name] = AttributeSketch(name, made, typed=True)


def keeper(sketch: Sketch, name: str, entity: str, notes: Notes, why: str) -> EntitySketch:
    """An entity that only the backend fills, and that refers to the row; callers read it."""
    found = sketch.entity(name)
    found.listed = True
    link = reference(sketch, name, entity)
    if link is None:
        link = RelationshipSketch(snake(entity), name, entity, required=True, on_delete=OnDelete.CASCADE)
        sketch.relate(link)
    link.required = True
    sketch.actions[name] = [Action.LIST, Action.READ]
    notes.assume(f"{name} keeps {why}; nobody writes it but the backend.")
    return found


def unlocked(sketch: Sketch, entity: str, notes: Notes) -> None:
    """Numbers that many change at once are changed in the store itself; a version would let one of them through."""
    found = sketch.entities[entity]
    if found.optimistic_lock or (found.optimistic_lock is None and sketch.api.optimistic_lock):
        notes.leave(f"{entity}: no version is asked for (If-Match), because many may count at once.")
    found.optimistic_lock = False
