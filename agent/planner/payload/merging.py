"""What a payload says twice: taken once and told, or refused where the two disagree."""

from collections.abc import Mapping
from typing import Any

from agent.planner.notes import Notes
from agent.planner.payload.values import prose
from agent.planner.sketch import AttributeSketch, EntitySketch, RelationshipSketch, Sketch
from tools.errors import Contradiction

_FLAGS = ("key", "key_attribute", "soft_delete", "optimistic_lock", "timestamps")


def merge_entity(there: EntitySketch, again: EntitySketch, path: str, notes: Notes) -> None:
    """Adds what a second declaration says. Raises Contradiction where it says otherwise."""
    notes.assume(f"{path} is {there.name} once more: it is one entity.")
    for attribute in again.attributes.values():
        add_attribute(there, attribute, f"{path} ({attribute.name})", notes)
    for name in _FLAGS:
        _agree(f"{there.name}: {name.replace('_', ' ')}", getattr(there, name), getattr(again, name))
        setattr(there, name, getattr(again, name) if getattr(there, name) is None else getattr(there, name))
    there.description = there.description or again.description
    there.listed = there.listed or again.listed


def add_attribute(entity: EntitySketch, attribute: AttributeSketch, path: str, notes: Notes) -> None:
    """Adds an attribute, or what is new about one that is there. Raises Contradiction where the two disagree."""
    there = entity.attributes.get(attribute.name)
    if there is not None:
        _same_values(f"{entity.name}.{attribute.name}", there.facets, attribute.facets)
        _agree(f"{entity.name}.{attribute.name}: optional", _optional(there), _optional(attribute))
        notes.assume(f"{path} is {entity.name}.{attribute.name} once more: it is one attribute.")
    entity.add(attribute)


def add_relationship(made: RelationshipSketch, path: str, sketch: Sketch, notes: Notes) -> None:
    """Adds a relationship, unless it is there. Raises Contradiction where the two disagree."""
    for there in sketch.relationships:
        if (there.source, there.target, there.name) == (made.source, made.target, made.name):
            where = f"{made.source} → {made.target}"
            _agree(f"{where}: type", there.cardinality.value, made.cardinality.value)
            _agree(f"{where}: required", there.required, made.required)
            _agree(f"{where}: on delete", there.on_delete, made.on_delete)
            notes.assume(f"{path} is {where} once more: it is one relationship.")
    sketch.relate(made)


def _optional(attribute: AttributeSketch) -> bool | None:
    return None if attribute.required is None else not attribute.required


def _same_values(where: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> None:
    for name in one:
        _agree(f"{where}: {name.replace('_', ' ')}", one[name], other.get(name))


def _agree(what: str, one: object, other: object) -> None:
    if one is not None and other is not None and one != other:
        raise Contradiction(*(f"{what} is {_shown(value)}" for value in (one, other)), hint="Say it once.")


def _shown(value: object) -> str:
    return prose(list(value) if isinstance(value, tuple) else value if isinstance(value, bool) else str(value), "")
