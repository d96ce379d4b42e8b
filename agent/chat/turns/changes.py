"""Changes what is there already: the difference between an attribute and what is said of it is the edit."""

from typing import Any

from pydantic import JsonValue

from agent.chat.turns.scene import Scene
from agent.planner.attribute_types import sketched
from agent.planner.build import attribute_of
from agent.planner.notes import Notes
from agent.planner.sketch import AttributeSketch
from agent.planner.text.facets import settle
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Attribute

Facets = dict[str, Any]
_OF_TYPE = (
    "min_length", "max_length", "pattern", "minimum", "maximum", "precision", "scale", "values", "items", "max_items",
    "default",
)  # fmt: skip
"""What belongs to a type and goes with it."""
_USUAL: dict[str, Facets] = {"string": {"max_length": 255}, "text": {"max_length": 5000}}
_ALIKE: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (frozenset({"int32", "int64", "decimal", "float"}), frozenset({"minimum", "maximum", "default"})),
    (frozenset({"string", "text"}), frozenset({"min_length", "pattern", "default"})),
)
"""Types that are alike, and what of one still holds of the other."""


def changed(attribute: Attribute, said: Facets, notes: Notes, entity: str) -> Attribute:
    """The attribute with what is said of it; what does not go with its type is told in the notes."""
    facets = sketched(attribute).facets
    said = dict(said)
    if "type" in said and said["type"] != attribute.type.value:
        kept = next((names for types, names in _ALIKE if {said["type"], attribute.type.value} <= types), frozenset())
        for name in _OF_TYPE:
            if name not in kept:
                facets.pop(name, None)
        facets = _USUAL.get(said["type"], {}) | facets
    optional = bool(said.pop("optional", False))
    facets |= said
    if optional:
        facets["required"] = False
    settle(facets)
    listed = {str(value).lower(): value for value in facets.get("values") or ()}
    if isinstance(facets.get("default"), str):
        facets["default"] = listed.get(facets["default"].lower(), facets["default"])
    made = attribute_of(AttributeSketch(attribute.name, facets, typed=True, optional=optional), entity, notes)
    return made.model_copy(update={"description": attribute.description})


def difference(old: Attribute, new: Attribute) -> dict[str, JsonValue]:
    """The fields that differ, as an edit sets them."""
    before, after = old.model_dump(mode="json"), new.model_dump(mode="json")
    return {name: value for name, value in after.items() if name != "name" and value != before[name]}


def change(name: str, said: Facets, scene: Scene) -> None:
    """Edits the attribute of `Book.title`; nothing where all of it holds already."""
    there = scene.attribute(name)
    if there is None:
        raise KeyError(name)
    made = changed(there, said, scene.notes, name.split(".")[0])
    value = difference(there, made)
    if not value:
        scene.notes.assume(f"{name} is so already.")
        return
    scene.set(PartKind.ATTRIBUTE, name, value)
    if value.get("sensitive") is False:
        scene.notes.warn(f"{name} is part of answers and logs from now on: you asked for it.")
