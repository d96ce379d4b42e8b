"""Renaming: all that mentions a part follows."""

import re

from tools.blueprint.edit.addresses import existing, names_of, pattern_name, taken
from tools.blueprint.edit.coupled import coupled, fixed
from tools.blueprint.edit.mentions import respelled
from tools.blueprint.edit.model import Edit, PartKind
from tools.blueprint.edit.naming import Names, Way
from tools.blueprint.model import Blueprint
from tools.blueprint.model.patterns import Bulk, History
from tools.blueprint.text import line
from tools.errors import BadInput

_PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*")
_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")

Renames = dict[tuple[PartKind, str], str | None]


def renamed(blueprint: Blueprint, edit: Edit) -> Blueprint:
    """The Blueprint in which a part has another name. Raises BadInput for one that is not there, or a taken name."""
    kind, name, to = edit.part, edit.name, edit.to or ""
    if kind in (PartKind.PERMISSION, PartKind.RESOURCE, PartKind.SETTING):
        raise BadInput(
            f"A {kind.value} has no name of its own.",
            hint="Rename the entity, or set and remove the part.",
            code="no-name",
            path="part",
        )
    name = existing(blueprint, kind, name)
    _check_shape(kind, to)
    if kind is PartKind.PATTERN:
        return _pattern(blueprint, name, to)
    if to == name.rpartition(".")[2]:
        return blueprint
    made, _ = respelled(blueprint, _RENAMES.get(kind, _plain)(Names(blueprint), kind, name, to))
    return made


def _check_shape(kind: PartKind, name: str) -> None:
    """A name is looked at before it gets into expressions and paths."""
    large = kind in (PartKind.ENTITY, PartKind.VIEW)
    if not (_PASCAL if large else _SNAKE).fullmatch(name):
        raise BadInput(
            f"`{line(name)}` is no name for a part of this kind ({kind.value}).",
            hint="Names are PascalCase for entities and views (`OrderLine`) and snake_case for all else (`due_on`).",
            code="wrong-value",
            path="to",
        )


def _plain(names: Names, kind: PartKind, name: str, to: str) -> Renames:
    if to in names_of(names.blueprint, kind):
        raise taken(kind, to)
    return {(kind, name): to}


def _entity(names: Names, kind: PartKind, name: str, to: str) -> Renames:
    """An entity, and the view that is shown in place of its standard one."""
    if to in names.entities or to in names.views:
        raise taken(kind, to)
    found: Renames = {(kind, name): to}
    if name in names.views and names.views[name].entity == name:
        found[PartKind.VIEW, name] = to
    return found


def _view(names: Names, kind: PartKind, name: str, to: str) -> Renames:
    if to in names.entities or to in names.views:
        raise taken(kind, to)
    return {(kind, name): to}


def _attribute(names: Names, kind: PartKind, name: str, to: str) -> Renames:
    """An attribute, with those that are called like it because a pattern wants it so."""
    entity, _, own = name.rpartition(".")
    if "." in entity:
        if f"{entity}.{to}" in names_of(names.blueprint, kind):
            raise taken(kind, f"{entity}.{to}")
        return {(kind, name): to}
    found: Renames = {}
    for place in coupled(names, entity, own):
        pattern = fixed(names, *place)
        if pattern is not None:
            raise BadInput(
                f"The pattern `{pattern}` knows {'.'.join(place)} by this name.",
                hint="Keep the name, or remove the pattern first.",
                code="name-fixed",
                path="name",
            )
        _check_free(names, kind, place[0], to)
        found[kind, ".".join(place)] = to
    return found


def _relationship(names: Names, kind: PartKind, name: str, to: str) -> Renames:
    source, _, own = name.partition(".")
    _check_free(names, kind, source, to)
    found = names.relationship(source, own)
    if found is not None and Way(found, True).holds:
        _check_free(names, kind, source, f"{to}_{names.key(found.target)}")
    return {(kind, name): to}


def _check_free(names: Names, kind: PartKind, entity: str, name: str) -> None:
    if name in names.columns(entity) or name in names.ways(entity):
        raise taken(kind, f"{entity}.{name}")


def _pattern(blueprint: Blueprint, name: str, to: str) -> Blueprint:
    """Its name is what the operation is called that it makes: nothing else mentions it."""
    patterns = []
    for pattern in blueprint.patterns:
        made = pattern
        if pattern_name(pattern) == name:
            if isinstance(pattern, Bulk | History):
                raise BadInput(
                    f"`{name}` has no name of its own.", hint="Set its fields instead.", code="no-name", path="part"
                )
            made = pattern.model_copy(update={"name": to})
        patterns.append(made)
    addresses = [pattern_name(pattern) for pattern in patterns]
    doubled = next((address for address in addresses if addresses.count(address) > 1), None)
    if doubled is not None and name not in addresses:
        raise taken(PartKind.PATTERN, doubled)
    return blueprint.model_copy(update={"patterns": tuple(patterns)})


_RENAMES = {
    PartKind.ENTITY: _entity,
    PartKind.VIEW: _view,
    PartKind.ATTRIBUTE: _attribute,
    PartKind.RELATIONSHIP: _relationship,
}
