"""A small Blueprint that patterns stand on, and what they make of it."""

import copy
from typing import Any

import pytest
import yaml

from tools.blueprint.check import check
from tools.blueprint.document import from_data
from tools.blueprint.expand import expand
from tools.blueprint.model import Blueprint, Operation, View
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs.registry import stack

_GROUND = """
blueprint: 1
name: ground
entities:
  - name: User
    attributes: [{name: email, type: email, required: true, unique: true}]
  - name: Article
    owner: author
    attributes:
      - {name: title, type: string, max_length: 80, required: true}
      - {name: state, type: enum, values: [draft, shown, hidden], default: draft, required: true, managed: true}
      - {name: views, type: int64, default: 0, required: true, managed: true}
      - {name: shown_at, type: datetime, managed: true}
  - name: Tag
    attributes: [{name: label, type: string, max_length: 40, required: true, unique: true}]
relationships:
  - {name: author, from: Article, to: User, required: true, inverse: articles, on_delete: cascade}
  - {name: fans, from: Article, to: User, cardinality: many_to_many, inverse: liked}
  - {name: followers, from: User, to: User, cardinality: many_to_many, inverse: followed}
  - {name: tags, from: Article, to: Tag, cardinality: many_to_many, inverse: articles}
resources: [{entity: Article}, {entity: Tag}, {entity: User, actions: [list, read]}]
permissions:
  - {entity: Article, actions: [list, read], allow: [public]}
  - {entity: User, actions: [list, read], allow: [authenticated]}
auth: {scheme: jwt, account: User}
"""


def ground() -> dict[str, Any]:
    """Articles of authors, with fans and tags."""
    return copy.deepcopy(yaml.safe_load(_GROUND))


def entity(data: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in data["entities"] if item["name"] == name)
    return found


def attribute(data: dict[str, Any], place: str) -> dict[str, Any]:
    owner, name = place.split(".")
    found: dict[str, Any] = next(item for item in entity(data, owner)["attributes"] if item["name"] == name)
    return found


def relationship(data: dict[str, Any], place: str) -> dict[str, Any]:
    owner, name = place.split(".")
    found: dict[str, Any] = next(
        item for item in data["relationships"] if item["from"] == owner and item["name"] == name
    )
    return found


def expanded(data: dict[str, Any], *patterns: dict[str, Any]) -> Blueprint:
    """The Blueprint with the patterns written out; it passes all checks and becomes a plan for every datastore."""
    blueprint = from_data({**data, "patterns": list(patterns)})
    check(blueprint)
    found = expand(blueprint)
    for datastore in ("sqlite", "postgresql"):
        resolve(found, stack("fastapi", datastore))
    return found


def refused(data: dict[str, Any], said: str, *patterns: dict[str, Any]) -> None:
    """The last of the patterns does not fit, and the error says why, where and what to do."""
    with pytest.raises(BadInput, match=said) as raised:
        check(from_data({**data, "patterns": list(patterns)}))
    assert raised.value.path == f"patterns.{len(patterns) - 1}"
    assert raised.value.hint


def operation(blueprint: Blueprint, name: str) -> Operation:
    return next(item for item in blueprint.operations if item.name == name)


def names(blueprint: Blueprint) -> set[str]:
    return {item.name for item in blueprint.operations}


def route(found: Operation) -> str:
    return f"{found.method.value} {found.path}"


def view(blueprint: Blueprint, name: str) -> View:
    return next(item for item in blueprint.views if item.name == name)


def shown(blueprint: Blueprint, name: str) -> dict[str, str | None]:
    """What a view computes, by the name of the field."""
    return {item.name: item.value for item in view(blueprint, name).fields if item.value is not None}


def steps(found: Operation) -> list[dict[str, Any]]:
    """The steps as they would stand in a Blueprint."""
    return [step.model_dump(mode="json", by_alias=True, exclude_defaults=True) for step in found.steps]
