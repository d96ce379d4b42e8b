"""The draft as a model reads it: one line for each part, without what is at its default."""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from tools.blueprint.document import to_data
from tools.blueprint.model import Blueprint
from tools.blueprint.names import singular, words

_BY_NAME = ("operations", "views", "events", "ports", "roles")
_APART = ("entities", "permissions", "blueprint", "name", "title", "description")


def full(blueprint: Blueprint) -> str:
    """All of it."""
    data = to_data(blueprint)
    return "\n".join([*_entities(data, None), *_rest(data)])


def outlined(blueprint: Blueprint, phrases: Sequence[str]) -> str:
    """Whole entities only where a phrase names them; of the others, and of all other parts, the names."""
    data = to_data(blueprint)
    return "\n".join([*_entities(data, _touched(data, _said(phrases))), *_names(data)])


def around(blueprint: Blueprint, texts: Sequence[str]) -> str:
    """The entities that the texts name, and of the kinds of parts that they name those that are about these, whole;
    of all else the names."""
    said = _said(texts)
    data = to_data(blueprint)
    touched = _touched(data, said)
    whole: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for key, value in data.items():
        if not isinstance(value, list):
            whole |= {key: value} if key in said else {}
            continue
        about = [item for item in value if (_is_named(item, said) if key in _BY_NAME else _is_of(item, touched))]
        named = about if singular(key) in said else []
        whole |= {key: named} if named else {}
        rest[key] = [item for item in value if item not in named]
    return "\n".join([*_entities(data, touched), *_rest(whole), *_names(rest, whole)])


def _said(texts: Sequence[str]) -> set[str]:
    return {form for text in texts for word in words(text) for form in (word, singular(word))}


def _touched(data: dict[str, Any], said: set[str]) -> set[str]:
    """The entities whose names are said."""
    return {entity["name"] for entity in data.get("entities", []) if {*words(entity["name"])} <= said}


def _is_named(item: dict[str, Any], said: set[str]) -> bool:
    return {*words(item["name"])} <= said


def _is_of(item: dict[str, Any], entities: Collection[str]) -> bool:
    """Whether the part is about one of the entities: `Book`, or `Book.status`."""
    return any(isinstance(value, str) and value.partition(".")[0] in entities for value in item.values())


def _entities(data: dict[str, Any], touched: set[str] | None) -> Iterator[str]:
    if data.get("entities"):
        yield "entities:"
    for entity in data.get("entities", []):
        attributes = entity.get("attributes", [])
        if touched is not None and entity["name"] not in touched:
            yield f"- {entity['name']}: {', '.join(item['name'] for item in attributes)}"
            continue
        rest = {key: value for key, value in entity.items() if key not in ("name", "attributes", "description")}
        yield f"- {entity['name']}{f' {_flow(rest)}' if rest else ''}"
        yield from (f"  - {_named(item)}" for item in attributes)


def _rest(data: dict[str, Any]) -> Iterator[str]:
    for key, value in data.items():
        if key in _APART:
            continue
        if isinstance(value, list):
            yield f"{key}:"
            yield from (f"- {_named(item)}" for item in value)
        else:
            yield f"{key}: {_flow(value)}"
    yield from _permissions(data)


def _names(data: dict[str, Any], whole: Collection[str] = ()) -> Iterator[str]:
    """Of some kinds, others are shown `whole` before."""
    links = [f"{link['from']}.{link['name']} → {link['to']}" for link in data.get("relationships", [])]
    if links:
        yield f"{'other ' if 'relationships' in whole else ''}relationships: {', '.join(links)}"
    for key in _BY_NAME:
        if data.get(key):
            yield f"{'other ' if key in whole else ''}{key}: {', '.join(item['name'] for item in data[key])}"


def _permissions(data: dict[str, Any]) -> Iterator[str]:
    """Actions and who may, entity by entity."""
    if data.get("permissions"):
        yield "permissions:"
    for permission in data.get("permissions", []):
        yield f"- {permission['entity']} {', '.join(permission['actions'])}: {', '.join(permission['allow'])}"


def _named(item: dict[str, Any]) -> str:
    """The name, then the other fields."""
    rest = {key: value for key, value in item.items() if key not in ("name", "description")}
    name = item.get("name", "")
    return " ".join(part for part in (name, _flow(rest) if rest or not name else "") if part)


def _flow(value: Any) -> str:
    """Flow style, with quotes only where JSON and YAML would differ without."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(item) for item in value)}]"
    if isinstance(value, str) and value.replace("_", "").replace(".", "").isalnum() and value.isascii():
        return value
    return json.dumps(value, ensure_ascii=False)
