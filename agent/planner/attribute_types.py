"""Settles the type of an attribute: what the request says goes before what its name usually means."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from agent.planner.archetypes import archetype, known
from agent.planner.notes import Notes
from agent.planner.rulebook import RulebookPort
from agent.planner.sketch import AttributeSketch, EntitySketch, Sketch
from agent.planner.text.facets import settle
from agent.planner.text.things import COUNTED
from agent.planner.text.tokens import plural_word
from agent.planner.text.words import ATTRIBUTE_WORDS
from tools.blueprint.model import Attribute, AttributeType
from tools.blueprint.names import singular

_NUMBERS = frozenset({"int32", "int64", "decimal", "float"})
_FRACTIONS = frozenset({"decimal", "float"})
_TEXTS = frozenset({"string", "text", "email", "url", "binary"})
_BOUNDS = ("minimum", "maximum", "above", "below")
_LENGTHS = ("min_length", "max_length", "pattern")


def settle_type(
    entity: EntitySketch, attribute: AttributeSketch, sketch: Sketch, rulebook: RulebookPort, notes: Notes
) -> None:
    """The type that the request says, or that its bounds imply, or that the name suggests, or text."""
    facets = attribute.facets
    match = rulebook.attribute(attribute.name)
    if facets.get("type") == "int64" and match is not None and match.facets.get("type") == "text":
        # `description: long` is a long text, and no number.
        facets["type"] = "text"
    if match is not None and not _agrees(facets, str(match.facets.get("type"))):
        match = None
    enumerable = match is not None and match.facets.get("type") == "enum"
    usual = _usual(entity, attribute, sketch, enumerable)
    bounded = any(name in facets for name in _BOUNDS)
    if "type" not in facets and usual is not None:
        for name, value in usual.items():
            facets.setdefault(name, value)
    elif "type" not in facets and match is None and COUNTED.match(attribute.name.replace("_", " ")):
        facets.update(type="int32")
        facets.setdefault("minimum", 0)
    elif "type" not in facets and match is None and str(facets.get("default")).isdigit():
        facets["type"] = "int32"
    elif "type" not in facets and match is None and not bounded and _several(attribute.name):
        facets.update(type="array", items="string")
    if "type" not in facets and facets.get("default") in {"true", "false"}:
        facets["type"] = "bool"
    if match is not None and facets.get("type") in {None, match.facets.get("type")}:
        if "type" not in facets:
            notes.apply(match.rule)
        for name, value in match.facets.items():
            if name == "values" and "values" in facets:
                continue
            facets.setdefault(name, Decimal(str(value)) if name in {"minimum", "maximum"} else value)
    if "type" not in facets:
        facets["type"] = _number(facets) if bounded else "string"
        if not bounded:
            notes.assume(f"{entity.name}.{attribute.name} is text: neither the request nor its name says otherwise.")
    settle(facets)
    _complete(facets)
    if sketch.yielding and not _bears_default(facets):
        notes.leave(f"{entity.name}.{attribute.name}: {facets.pop('default')} as its default, which does not fit it.")


def _bears_default(facets: Mapping[str, Any]) -> bool:
    """Whether a text may be as long as the default that is told of it."""
    default = facets.get("default")
    if not isinstance(default, str) or facets["type"] not in _TEXTS:
        return True
    return int(facets.get("min_length", 0)) <= len(default) <= int(facets.get("max_length", len(default)))


def sketched(attribute: Attribute) -> AttributeSketch:
    """An attribute of an archetype, as a sketch."""
    facets = attribute.model_dump(exclude_defaults=True, exclude={"name"})
    return AttributeSketch(attribute.name, facets | {"type": attribute.type.value}, typed=True)


def _agrees(facets: Mapping[str, Any], suggested: str) -> bool:
    """Whether a suggested type can bear the bounds that the request states: `priority 1-5` is no list of words."""
    if any(name in facets for name in _BOUNDS):
        return suggested in (_NUMBERS if _number(facets) == "int32" else _FRACTIONS)
    return suggested in _TEXTS or not any(name in facets for name in _LENGTHS)


def _number(facets: Mapping[str, Any]) -> str:
    """A whole number, unless a bound has a fraction."""
    bounds = [Decimal(facets[name]) for name in _BOUNDS if name in facets]
    return "int32" if all(bound == bound.to_integral_value() for bound in bounds) else "decimal"


def _complete(facets: dict[str, Any]) -> None:
    """What a type needs beside its name."""
    if facets["type"] == "string":
        facets.setdefault("max_length", 255)
    elif facets["type"] == "text":
        facets.setdefault("max_length", 5000)
    elif facets["type"] == "bool" and "default" not in facets and not facets.get("required"):
        facets["default"] = False
    elif facets["type"] == "decimal":
        facets.setdefault("precision", 12)
        facets.setdefault("scale", 2)


def _usual(entity: EntitySketch, attribute: AttributeSketch, sketch: Sketch, enumerable: bool) -> dict[str, Any] | None:
    """Type and bounds of the archetype's attribute of that name."""
    kind = archetype(entity.name)
    found = (
        next((item for item in kind.fitting(sketch.entities) if item.name == attribute.name), None) if kind else None
    )
    if found is None or not _agrees(attribute.facets, found.type.value):
        return None
    if found.type is AttributeType.ENUM and not enumerable:
        return None
    if found.values and attribute.facets.get("default", found.values[0]) not in found.values:
        return None  # The request knows other values.
    left_out = {"required", "unique", "managed", "immutable"}
    return {name: value for name, value in sketched(found).facets.items() if name not in left_out}


def _several(name: str) -> bool:
    last = name.rsplit("_", 1)[-1]
    return plural_word(last) and (singular(last) in ATTRIBUTE_WORDS or known((singular(last),)))
