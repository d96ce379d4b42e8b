"""Settles orders: the position, and what the rows belong to."""

from agent.planner.access import owning
from agent.planner.notes import Notes
from agent.planner.patterns.making import free_name, managed_number, reference, unlocked
from agent.planner.sketch import PatternSketch, RelationshipSketch, Sketch
from tools.blueprint.model import Action, Cardinality, OnDelete
from tools.blueprint.names import plural_snake, snake


def settle_ordered(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """The position and the reference to what is said; the entry follows when all references are known."""
    entity = sketch.entities[pattern.entity]
    for name in ("position", "order", "sort_order", "order_index", "sequence"):
        entity.attributes.pop(name, None)
    managed_number(entity, "position", type="int32")
    unlocked(sketch, entity.name, notes)
    parent = pattern.facets.get("parent")
    if parent is not None and parent != sketch.auth.account and reference(sketch, entity.name, parent) is None:
        many = [item for item in sketch.relationships if {item.source, item.target} == {entity.name, parent}]
        for item in many:
            # What stands in the order of one thing belongs to that alone.
            sketch.relationships.remove(item)
        sketch.relate(RelationshipSketch(free_name(sketch, entity.name, snake(parent)), entity.name, parent))


def complete_ordered(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made` with the one entry; nothing where it is not known what the rows belong to."""
    entity, account = sketch.entities[pattern.entity], sketch.auth.account
    link = _within(pattern, sketch, notes)
    if link is None:
        notes.leave(f"{pattern.said} (it is not said what the {plural_snake(entity.name)} belong to)")
        return
    link.required, link.managed = True, False
    link.inverse = link.inverse or free_name(sketch, link.target, plural_snake(entity.name))
    own = link.name == entity.owner
    link.immutable = not own
    for item in sketch.relationships:
        if item is not link and item.source == entity.name and item.on_delete is OnDelete.CASCADE:
            item.on_delete = None
    link.on_delete = link.on_delete or (OnDelete.CASCADE if link.target != account else None)
    needed = (Action.LIST, Action.CREATE, Action.DELETE)
    if entity.name in sketch.actions:
        sketch.actions[entity.name] = [item for item in Action if item in (*sketch.actions[entity.name], *needed)]
    entry = {"ordered": f"{entity.name}.position", "name": pattern.name, "within": link.name}
    pattern.made.append(entry | ({"across": True} if pattern.facets["across"] and not own else {}))
    notes.assume(
        f"{entity.name}.position counts from 0 within its `{link.name}` and has no gaps; a new {entity.name} goes to "
        "the end."
    )


def _within(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> RelationshipSketch | None:
    """The reference to what is said; to the owner, or the only one there is, where nothing is."""
    entity, account = sketch.entities[pattern.entity], sketch.auth.account
    parent = pattern.facets.get("parent")
    if (parent is None and account is not None) or (parent is not None and parent == account):
        entity.owner = entity.owner or owning(entity, str(account), sketch, notes)
        return next(item for item in sketch.relationships if (item.source, item.name) == (entity.name, entity.owner))
    single = [item for item in sketch.relationships if item.source == entity.name and not item.managed]
    single = [item for item in single if item.cardinality is Cardinality.MANY_TO_ONE]
    if parent is not None:
        single = [item for item in single if item.target == parent]
    return single[0] if len(single) == 1 or (parent is not None and single) else None
