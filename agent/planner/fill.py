"""Fills what the request leaves open about entities: attributes, their types, usual relationships."""

from copy import deepcopy

from agent.planner.account import people
from agent.planner.archetypes import Archetype, ArchetypeLink, archetype
from agent.planner.attribute_types import settle_type, sketched
from agent.planner.notes import Notes
from agent.planner.rulebook import RulebookPort
from agent.planner.sketch import AttributeSketch, EntitySketch, RelationshipSketch, Sketch
from agent.planner.text.words import CALLING_PEOPLE
from tools.blueprint.model import Cardinality
from tools.blueprint.names import plural_snake, snake

_TEXTS = frozenset({"string", "text", "email", "url"})
_NAMING = frozenset({"name", "title"})
_SCALES = ("score", "rating", "stars", "grade", "level", "value")
_OWN_ACCOUNT = frozenset({"first_name", "last_name", "name", "phone"})


def fill_attributes(sketch: Sketch, rulebook: RulebookPort, notes: Notes) -> None:
    """Gives bare entities the attributes of their archetype, and every attribute a type."""
    for entity in sketch.entities.values():
        _fill(entity, sketch, notes)
        _name(entity, sketch, rulebook, notes)
        _scale(entity, sketch, notes)
        given = [item for item in entity.attributes.values() if not item.facets.get("managed")]
        if not given and not entity.listed and _links(entity, sketch) < 2:
            entity.add(AttributeSketch("name", {"required": True}))
            notes.assume(f"{entity.name} has a `name`: the request lists nothing.")
        _require(entity, notes)
        for attribute in entity.attributes.values():
            settle_type(entity, attribute, sketch, rulebook, notes)


def fill_relationships(sketch: Sketch, notes: Notes) -> None:
    """Adds the usual relationships between entities that the request leaves side by side."""
    for name in list(sketch.entities):
        kind = archetype(name)
        if kind is None:
            continue
        for link in kind.links:
            _suggest(name, link, sketch, notes)


def _links(entity: EntitySketch, sketch: Sketch) -> int:
    return sum(
        item.source == entity.name and item.cardinality is not Cardinality.MANY_TO_MANY for item in sketch.relationships
    )


def _fill(entity: EntitySketch, sketch: Sketch, notes: Notes) -> None:
    kind = archetype(entity.name)
    if kind is None or entity.listed:
        return
    references = {item.name for item in sketch.relationships if item.source == entity.name}
    added = []
    for attribute in kind.fitting(sketch.entities):
        if (
            attribute.name in references
            or attribute.name in entity.attributes
            or _covered(attribute.name, entity, kind)
        ):
            continue
        made = sketched(attribute)
        facets = made.facets
        if entity.name == sketch.auth.account and attribute.name in _OWN_ACCOUNT:
            facets.pop("required", None)
        entity.add(AttributeSketch(attribute.name, facets, typed=True, optional=not facets.get("required", False)))
        added.append(attribute.name)
    if added:
        notes.assume(f"{entity.name} has {', '.join(added)}: what such an entity usually has.")


def _name(entity: EntitySketch, sketch: Sketch, rulebook: RulebookPort, notes: Notes) -> None:
    """What is told of a thing may hold nothing to know it by: `albums (released on, genre)` still have a title."""
    kind = archetype(entity.name)
    if kind is None or not entity.told or entity.key_attribute is not None:
        return
    usual = next((item for item in kind.fitting(sketch.entities) if item.name in _NAMING), None)
    if (
        usual is None
        or _period(entity)
        or any(_naming(item, entity, sketch, rulebook) for item in entity.attributes.values())
    ):
        return
    made = AttributeSketch(usual.name, sketched(usual).facets, typed=True)
    entity.attributes = {usual.name: made, **entity.attributes}
    notes.assume(f"{entity.name} has a `{usual.name}`: what the request lists holds nothing to know one by.")


def _period(entity: EntitySketch) -> bool:
    """What begins and ends is known by when: a session in a garage has no title."""
    return sum(name.endswith(("_at", "_time")) for name in entity.attributes) > 1


def _naming(attribute: AttributeSketch, entity: EntitySketch, sketch: Sketch, rulebook: RulebookPort) -> bool:
    """Whether an attribute tells one row from another: a text, or something unique."""
    probe = deepcopy(attribute)
    settle_type(entity, probe, sketch, rulebook, Notes())
    return probe.facets["type"] in _TEXTS or bool(probe.facets.get("unique"))


def _scale(entity: EntitySketch, sketch: Sketch, notes: Notes) -> None:
    """Bounds that the request states of the entity are those of the one number on a scale that it has."""
    if entity.scale is None:
        return
    least, most = entity.scale
    name = next((name for name in _SCALES if name in entity.attributes), None)
    if name is None:
        notes.leave(f"{entity.name}: from {least} to {most}.")
    else:
        entity.attributes[name].facets.update(minimum=least, maximum=most)


def _covered(name: str, entity: EntitySketch, kind: Archetype) -> bool:
    """Something of the same sense is said already: `due_date` stands for `due_on`."""
    stem = name.rsplit("_", 1)[0] if name.endswith(("_on", "_at")) else name
    others = [said for said in entity.attributes if said not in {item.name for item in kind.attributes}]
    return any(said.startswith(stem) or stem.startswith(said) for said in others)


def _require(entity: EntitySketch, notes: Notes) -> None:
    """Where nothing is said, names, and the first attribute of an entity without one, are required."""
    silent = [item for item in entity.attributes.values() if item.required is None]
    if not silent:
        return
    must = [item for item in silent if item.name in _NAMING or item.facets.get("unique")]
    if not must and not any(item.required for item in entity.attributes.values()):
        must = silent[:1]
    for item in must:
        item.facets["required"] = True
    for item in silent:
        if item not in must:
            item.optional = "default" not in item.facets
            if not item.optional:
                item.facets["required"] = True
    given = [item.name for item in entity.attributes.values() if item.facets.get("required")]
    if given and len(given) < len(entity.attributes):
        notes.assume(f"{entity.name}: {', '.join(given)} must be given, the other attributes may be missing.")


def _suggest(source: str, link: ArchetypeLink, sketch: Sketch, notes: Notes) -> None:
    target = _target(source, link, sketch)
    if target is None:
        return
    others = {*link.to, target}
    said = [item for item in sketch.relationships if item.said and not item.managed]
    there = [item for item in said if any({source, other} == {item.source, item.target} for other in others - {source})]
    if link.owner and target == sketch.auth.account:
        there = [item for item in there if item.name != "assignee"]
    if there:
        for item in there:
            if (
                link.required
                and item.required is None
                and item.source == source
                and item.cardinality is Cardinality.MANY_TO_ONE
            ):
                item.required = True
            if link.owner and item.source == source and item.target == sketch.auth.account:
                sketch.entities[source].owner = sketch.entities[source].owner or item.name
        return
    if frozenset({source, target}) in sketch.apart:
        return
    if any(name in sketch.entities for name in link.unless) or (not link.owner and _through(source, target, sketch)):
        return
    if link.name is None and sketch.linked(source, target) and not link.owner:
        return
    name = plural_snake(target) if link.many else link.name or snake(target)
    sketch.entities[source].attributes.pop(name, None)
    kind = Cardinality.MANY_TO_MANY if link.many else Cardinality.ONE_TO_ONE if link.one else Cardinality.MANY_TO_ONE
    required = link.required and not link.many
    made = RelationshipSketch(name, source, target, kind, required=required, said=False)
    made.attributes = [sketched(attribute) for attribute in link.attributes]
    sketch.relate(made)
    how = (
        f"has several {plural_snake(target).replace('_', ' ')}"
        if link.many
        else f"has one {target}"
        if link.one
        else f"belongs to one {target}"
    )
    notes.assume(f"{source} {how}: what such an entity usually does.")
    if link.owner and target == sketch.auth.account:
        sketch.entities[source].owner = sketch.entities[source].owner or name


def _through(source: str, target: str, sketch: Sketch) -> bool:
    """A third entity joins the two already: a trip has a vehicle and a driver."""
    said = [item for item in sketch.relationships if item.said]
    return any({source, target} <= {item.target for item in said if item.source == name} for name in sketch.entities)


def _target(source: str, link: ArchetypeLink, sketch: Sketch) -> str | None:
    """The entity that a usual relationship means here; None where there is none."""
    named = [name for name in link.to if name in sketch.entities and name != source]
    if named:
        return named[0]
    if not link.people:
        return None
    account = sketch.auth.account
    if account is not None:
        alone = not any(item.source == source and item.said for item in sketch.relationships)
        wanted = link.required or (alone and not sketch.auth.account_assumed)
        return account if account != source and wanted else None
    others = [name for name in people(sketch) if name != source and name.lower() in CALLING_PEOPLE]
    return others[0] if link.required and others else None
