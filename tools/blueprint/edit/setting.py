"""Setting parts: one is added, or those of its fields change that the value names."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import JsonValue, ValidationError

from tools.blueprint.edit.addresses import found_pattern, names_of, pattern_name, taken, unknown
from tools.blueprint.edit.model import Edit, PartKind
from tools.blueprint.edit.permissions import with_permission
from tools.blueprint.edit.problems import first_problem
from tools.blueprint.edit.settings import with_setting
from tools.blueprint.edit.values import Data, data_of, laid_over, mapping
from tools.blueprint.model import (
    Attribute,
    Blueprint,
    Entity,
    Event,
    Operation,
    Port,
    Relationship,
    Resource,
    Role,
    View,
)
from tools.blueprint.model.base import Part
from tools.blueprint.model.patterns import PATTERNS
from tools.errors import BadInput

_NAMED: dict[PartKind, tuple[str, type[Part], str]] = {
    PartKind.ENTITY: ("entities", Entity, "name"),
    PartKind.OPERATION: ("operations", Operation, "name"),
    PartKind.VIEW: ("views", View, "name"),
    PartKind.EVENT: ("events", Event, "name"),
    PartKind.PORT: ("ports", Port, "name"),
    PartKind.ROLE: ("roles", Role, "name"),
    PartKind.RESOURCE: ("resources", Resource, "entity"),
}
"""Parts that one field tells apart: where they are listed, what they are, and that field."""


def changed(blueprint: Blueprint, edit: Edit) -> Blueprint:
    """The Blueprint with the part as the edit says. Raises BadInput for a value that is none."""
    if edit.part is PartKind.SETTING:
        return with_setting(blueprint, edit.name, edit.value)
    value = mapping(edit.value)
    match edit.part:
        case PartKind.PERMISSION:
            return with_permission(blueprint, edit.name, value)
        case PartKind.PATTERN:
            return _pattern(blueprint, edit.name, value)
        case PartKind.ATTRIBUTE:
            return _attribute(blueprint, edit.name, value)
        case PartKind.RELATIONSHIP:
            source, _, name = edit.name.partition(".")
            return _part(blueprint, "relationships", Relationship, {"name": name, "from": source}, value)
    field, model, key = _NAMED[edit.part]
    return _part(blueprint, field, model, {key: edit.name}, value)


def _part(blueprint: Blueprint, field: str, model: type[Part], who: Data, value: dict[str, JsonValue]) -> Blueprint:
    """Sets the part of a list that is told apart by these fields."""
    parts = _set_among(getattr(blueprint, field), model, who, value, "value")
    return blueprint.model_copy(update={field: parts})


def _attribute(blueprint: Blueprint, name: str, value: dict[str, JsonValue]) -> Blueprint:
    """Sets an attribute of an entity, or of the links of a relationship."""
    owner, _, own = name.rpartition(".")
    kind, field = (PartKind.RELATIONSHIP, "relationships") if "." in owner else (PartKind.ENTITY, "entities")
    known = names_of(blueprint, kind)
    if owner not in known:
        raise unknown(kind, owner, known)
    holders, at = list(getattr(blueprint, field)), known.index(owner)
    attributes = _set_among(holders[at].attributes, Attribute, {"name": own}, value, "value")
    holders[at] = holders[at].model_copy(update={"attributes": attributes})
    return blueprint.model_copy(update={field: tuple(holders)})


def _pattern(blueprint: Blueprint, name: str, value: dict[str, JsonValue]) -> Blueprint:
    """Sets the pattern that is called so, or adds one of this kind, place and name."""
    kind, *words = name.split()
    if kind not in PATTERNS or not 1 <= len(words) <= 2:
        raise BadInput(
            f"`{name}` is no pattern.",
            hint=f"Write kind, place and name, as `transition Order.status ship`; kinds: {', '.join(PATTERNS)}.",
            code="unknown-part",
            path="name",
        )
    patterns, model, who = list(blueprint.patterns), PATTERNS[kind], {kind: words[0]}
    found = found_pattern(blueprint, name)
    if found is not None:
        at = patterns.index(found)
        patterns[at] = _made(model, data_of(found), who, value, "value")
    else:
        named = {"name": words[1]} if len(words) == 2 and "name" in model.model_fields else {}
        patterns.append(_made(model, who | named, who, value, "value"))
    doubled = [pattern_name(pattern) for pattern in patterns]
    if len(set(doubled)) < len(doubled):
        raise taken(PartKind.PATTERN, next(item for item in doubled if doubled.count(item) > 1), "value.name")
    return blueprint.model_copy(update={"patterns": tuple(patterns)})


def _set_among(
    parts: Sequence[Part], model: type[Part], who: Data, value: dict[str, JsonValue], path: str
) -> tuple[Part, ...]:  # fmt: skip
    """The parts, of which one is set: where it stood, or as the last one."""
    made = list(parts)
    at = next((place for place, part in enumerate(made) if who.items() <= data_of(part).items()), len(made))
    made[at : at + 1] = [_made(model, data_of(made[at]) if at < len(made) else who, who, value, path)]
    return tuple(made)


def _made(model: type[Part], held: Data, who: Data, value: dict[str, JsonValue], path: str) -> Any:
    """The part with the fields of the value over those that it has. `who`: fields that no value changes."""
    for name, item in who.items():
        if value.get(name, item) != item:
            raise BadInput(
                f"{path}.{name}: it is called `{item}`.",
                hint="Rename it, or name the other part.",
                code="wrong-value",
                path=f"{path}.{name}",
            )
    data = laid_over(model, held, value)
    for field, beside in _LISTS.items():
        given = value.get(field)
        if field in model.model_fields and isinstance(given, list):
            data[field] = beside(held.get(field, ()), given, f"{path}.{field}")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise first_problem(error, path, who if path == "value" else ()) from error


def _attributes(held: Sequence[Data], given: list[JsonValue], path: str) -> Sequence[Any]:
    """Attributes by name: those named are set, all others stay."""
    parts: tuple[Part, ...] = tuple(Attribute.model_validate(item) for item in held)
    for number, item in enumerate(given):
        here = f"{path}[{number}]"
        fields = mapping(item, here)
        parts = _set_among(parts, Attribute, {"name": fields.get("name")}, fields, here)
    return [data_of(part) for part in parts]


def _beside(key: Callable[[Any], object]) -> Callable[[Sequence[Any], list[JsonValue], str], list[Any]]:
    """Those that have a key of their own stand beside those that are there; others take the place of the same one."""

    def laid(held: Sequence[Any], given: list[JsonValue], path: str) -> list[Any]:
        made = list(held)
        for item in given:
            same = [place for place, other in enumerate(made) if key(other) is not None and key(other) == key(item)]
            at = same[0] if same else len(made)
            made[at : at + 1] = [item]
        return made

    return laid


def _members(item: Any) -> object:
    """What is unique together, in any order."""
    return frozenset(map(str, item)) if isinstance(item, list | tuple) else None


def _indexed(item: Any) -> object:
    names = item.get("attributes") if isinstance(item, Mapping) else None
    return tuple(map(str, names)) if isinstance(names, list | tuple) else None


def _called(item: Any) -> object:
    return item.get("name") if isinstance(item, Mapping) else None


_LISTS: dict[str, Callable[[Sequence[Any], list[JsonValue], str], Sequence[Any]]] = {
    "attributes": _attributes,
    "uniques": _beside(_members),
    "checks": _beside(_called),
    "indexes": _beside(_indexed),
}
"""Lists of parts inside a part: what a value names is set, and nothing is removed. Null empties them."""
