"""Taking parts out: what only lists one goes with it, and what needs one is named and stays."""

from tools.blueprint.edit.addresses import MOST_NAMED, existing, pattern_name
from tools.blueprint.edit.coupled import coupled
from tools.blueprint.edit.mentions import respelled
from tools.blueprint.edit.model import Edit, PartKind
from tools.blueprint.edit.naming import Names
from tools.blueprint.edit.permissions import without_permission
from tools.blueprint.edit.settings import without_setting
from tools.blueprint.edit.spelling import Changed
from tools.blueprint.model import Blueprint, Operation, every_step
from tools.blueprint.model.patterns import kind_of
from tools.errors import BadInput

Gone = set[tuple[PartKind, str]]

_SUBJECTS = ("find", "list", "aggregate", "create", "upsert", "account", "each")
"""Fields of steps that name the entity whose rows they are about."""


def removed(blueprint: Blueprint, edit: Edit) -> Blueprint:
    """The Blueprint without the part. Raises BadInput for one that is not there, or that something still needs."""
    kind, name = edit.part, edit.name
    if kind is PartKind.PERMISSION:
        return without_permission(blueprint, name)
    if kind is PartKind.SETTING:
        return without_setting(blueprint, name)
    name = existing(blueprint, kind, name)
    if kind is PartKind.RESOURCE:
        left = tuple(item for item in blueprint.resources if item.entity != name)
        return blueprint.model_copy(update={"resources": left})
    changed: Changed = dict.fromkeys(_with(Names(blueprint), kind, name))
    made, uses = respelled(blueprint, changed)
    if uses:
        told = list(dict.fromkeys(f"{place} ({gone.kind.value} {gone.name})" for place, gone in uses))
        more = f" and {len(told) - MOST_NAMED} more" if len(told) > MOST_NAMED else ""
        raise BadInput(
            f"The {kind.value} `{name}` is still used: {', '.join(told[:MOST_NAMED])}{more}.",
            hint="Change or remove that first.",
            code="still-used",
            path="name",
        )
    return made


def _with(names: Names, kind: PartKind, name: str) -> Gone:
    """The part, and the parts that are of it or on it."""
    match kind:
        case PartKind.ENTITY:
            return _with_entity(names, name)
        case PartKind.RELATIONSHIP:
            return _with_relationship(names, name)
        case PartKind.ATTRIBUTE if name.count(".") == 1:
            places = [".".join(place) for place in coupled(names, *name.split("."))]
            found: Gone = {(kind, place) for place in places}
            return found | {item for place in places for item in _patterns(names, place)}
    return {(kind, name)}


def _with_entity(names: Names, name: str) -> Gone:
    blueprint, entity = names.blueprint, names.entities[name]
    found: Gone = {(PartKind.ENTITY, name)}
    found |= {(PartKind.ATTRIBUTE, f"{name}.{item.name}") for item in entity.attributes}
    for item in blueprint.relationships:
        if name in (item.source, item.target):
            found |= _with_relationship(names, f"{item.source}.{item.name}")
    found |= {(PartKind.VIEW, view.name) for view in blueprint.views if view.entity == name}
    found |= {(PartKind.OPERATION, item.name) for item in blueprint.operations if _serves(item, name)}
    return found | _patterns(names, name)


def _with_relationship(names: Names, name: str) -> Gone:
    source, _, own = name.partition(".")
    found: Gone = {(PartKind.RELATIONSHIP, name)}
    relationship = names.relationship(source, own)
    if relationship is not None:
        found |= {(PartKind.ATTRIBUTE, f"{name}.{item.name}") for item in relationship.attributes}
    for end in (name, *_backwards(names, name)):
        found |= _patterns(names, end)
    return found


def _backwards(names: Names, name: str) -> list[str]:
    """The relationship as its target calls it: `User.favorites`."""
    source, _, own = name.partition(".")
    found = names.relationship(source, own)
    if found is None:
        return []
    ways = names.ways(found.target).items()
    return [f"{found.target}.{called}" for called, way in ways if way.relationship == found and not way.forward]


def _patterns(names: Names, place: str) -> Gone:
    """Patterns that are about an entity, or about an attribute or a relationship of one."""
    found: Gone = set()
    for pattern in names.blueprint.patterns:
        main: str = getattr(pattern, kind_of(pattern) or "")
        if place in (main, main.partition(".")[0]):
            found.add((PartKind.PATTERN, pattern_name(pattern)))
    return found


def _serves(operation: Operation, entity: str) -> bool:
    """Whether it belongs to the entity, or is about no rows but those of it."""
    about = {getattr(step, field, None) for step in every_step(operation.steps) for field in _SUBJECTS} - {None}
    return operation.group == entity or about == {entity}
