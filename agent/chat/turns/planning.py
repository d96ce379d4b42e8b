"""Asks the planner what a clause makes among the entities that are there: only what is new is taken."""

from collections.abc import Sequence
from typing import Any

from agent.chat.turns.scene import Scene
from agent.planner.draft import Draft
from agent.planner.naming import attribute_name
from agent.planner.notes import Notes
from agent.planner.text.attributes import Item
from agent.planner.text.facets import settle
from agent.task import Request, TaskType
from tools.blueprint.model import Attribute
from tools.blueprint.names import plural_snake

_BOUNDS = {"above": "minimum", "below": "maximum", "most": "maximum"}
_PASSED = frozenset({"type", "values", "minimum", "maximum", "min_length", "max_length", "default"})
_TYPED = ("type", "min_length", "max_length", "minimum", "maximum", "precision", "scale", "values", "items",
          "max_items", "pattern", "default", "personal", "sensitive")  # fmt: skip


def planned(clause: str, scene: Scene, doors: str | None = None) -> Draft:
    """The draft of a clause beside what is there already. Raises BadInput where it describes nothing.

    `doors`: who signs in, in words; as it is now unless given.
    """
    things = ", ".join(plural_snake(name).replace("_", " ") for name in scene.entities)
    if doors is None:
        doors = (
            f"{plural_snake(scene.account).replace('_', ' ')} log in with JWT" if scene.account else "No authentication"
        )
    about = [f"An API with {things}" if things else "", doors, clause.rstrip(". ")]
    return scene.planner(Request(text=". ".join(part for part in about if part) + "."))


def typed(entity: str, items: Sequence[Item], scene: Scene) -> list[tuple[Item, dict[str, Any]]]:
    """Each item with the facets that its words and its name give it; among them its `name` and its type."""
    fields = [{"name": _safe(item), **_passed(item)} for item in items]
    payload: Any = {"entities": [{"name": entity, "attributes": fields}]}
    draft = scene.planner(Request(task_type=TaskType.DESIGN_DATABASE, payload=payload))
    known: dict[str, Attribute] = {
        found.name: found for made in draft.blueprint.entities if made.name == entity for found in made.attributes
    }
    return [
        (item, _facets(item, field["name"], known.get(field["name"])))
        for item, field in zip(items, fields, strict=True)
    ]


def _safe(item: Item) -> str:
    return attribute_name(item.words, Notes())


def _passed(item: Item) -> dict[str, Any]:
    facets = {_BOUNDS.get(name, name): value for name, value in item.facets.items()}
    said = {name: value for name, value in facets.items() if name in _PASSED}
    if "values" in said:
        said = {"values": list(said["values"])}
    return {name: float(value) if name in _BOUNDS.values() else value for name, value in said.items()}


def _facets(item: Item, name: str, found: Attribute | None) -> dict[str, Any]:
    facets: dict[str, Any] = {"type": "string", "max_length": 255}
    if found is not None:
        usual = found.model_dump(exclude_defaults=True)
        facets = {key: value for key, value in usual.items() if key in _TYPED} | {"type": found.type.value}
    said = dict(item.facets)
    if {"above", "minimum"} & said.keys():
        facets.pop("minimum", None)
    if {"below", "most", "maximum"} & said.keys():
        facets.pop("maximum", None)
    if "most" in said and facets["type"] in {"string", "text"}:
        facets.pop("max_length", None)
    facets |= {key: value for key, value in said.items() if key != "type" or found is None}
    return settle(facets) | {"name": name}
