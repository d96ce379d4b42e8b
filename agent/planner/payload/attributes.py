"""Attributes of a payload: names, `"price: decimal"`, or objects."""

import re
from collections.abc import Mapping
from typing import Any

from agent.planner.naming import attribute_name
from agent.planner.notes import Notes
from agent.planner.payload.fields import Fields
from agent.planner.payload.merging import add_attribute
from agent.planner.payload.patterns import read_pattern
from agent.planner.payload.values import flag, items, mapping, number, text, texts, whole
from agent.planner.sketch import AttributeSketch, EntitySketch
from agent.planner.text.attributes import read_item
from agent.planner.text.facets import read_facets, settle
from agent.planner.text.types import read_type
from tools.blueprint.model import AttributeType, KeyKind
from tools.errors import BadInput, Contradiction

_TYPES = f"Types: {', '.join(AttributeType)}."


def read_attributes(value: object, path: str, entity: EntitySketch, notes: Notes) -> None:
    """A list, or an object of name → type."""
    if isinstance(value, dict):
        for key, body in value.items():
            where = f"{path}.{key}"[:200]
            merged = {"name": key, **(body if isinstance(body, dict) else {"type": body})}
            _add(_attribute(merged, where, entity, notes), where, entity, notes)
        return
    for at, item in enumerate(items(value, path)):
        where = f"{path}[{at}]"
        if isinstance(item, str):
            _add(_said(text(item, where, 500), where, entity, notes), where, entity, notes)
        else:
            _add(_attribute(mapping(item, where), where, entity, notes), where, entity, notes)


def _add(attribute: AttributeSketch | None, path: str, entity: EntitySketch, notes: Notes) -> None:
    if attribute is not None:
        add_attribute(entity, attribute, path, notes)


def _said(raw: str, path: str, entity: EntitySketch, notes: Notes) -> AttributeSketch | None:
    """`"price"` or `"price: decimal"`; a name that is hostile is refused, not tidied."""
    item = read_item(raw) if any(mark in raw for mark in ":(|") or " " in raw.strip() else None
    if item is None:
        name = attribute_name(raw.strip().rstrip("?!*"), notes, path)
        return _keyed(AttributeSketch(name, optional=raw.strip().endswith("?")), entity)
    if not (item.typed or item.facets or item.key or item.optional or item.references):
        raise BadInput(
            f"{path}: what `{raw[:60]}` says of {item.words[:60]} is neither a type nor a rule.",
            hint=_TYPES,
            code="bad-payload",
            path=path,
        )
    if item.references:
        notes.leave(f"{path}: write a reference to {item.references[:60]} under `relationships`.")
    settle(item.facets)
    made = AttributeSketch(attribute_name(item.words, notes, path), item.facets, item.typed, item.optional)
    return _keyed(made, entity, primary=item.key)


def _keyed(attribute: AttributeSketch, entity: EntitySketch, primary: bool = False) -> AttributeSketch | None:
    """`id` is the surrogate key; another primary key is a natural one."""
    if attribute.name == "id":
        kind = attribute.facets.get("type")
        entity.key = KeyKind.SERIAL if kind in {"int32", "int64"} else entity.key
        return None
    if primary:
        entity.key, entity.key_attribute = KeyKind.NATURAL, attribute.name
        attribute.facets.update(required=True, unique=True, immutable=True)
    return attribute


def _attribute(data: Any, path: str, entity: EntitySketch, notes: Notes) -> AttributeSketch | None:
    fields = Fields(data, path, notes)
    named = fields.take("name")
    if named is None:
        raise BadInput(f"{path} has no `name`.", hint=f"Add `name` at {path}.", code="bad-payload", path=f"{path}.name")
    attribute = AttributeSketch(attribute_name(text(named[1], named[0]), notes, named[0]))
    facets = attribute.facets
    typed = fields.take("type", "data_type")
    if typed is not None:
        _typed(text(typed[1], typed[0]), typed[0], attribute)
    for name, keys in _FLAGS.items():
        given = fields.take(*keys)
        if given is not None:
            facets[name] = flag(given[1], given[0])
    nullable = fields.take("nullable", "optional")
    if nullable is not None:
        attribute.optional = flag(nullable[1], nullable[0])
        if not attribute.optional:
            facets.setdefault("required", True)
    for name, keys in _LENGTHS.items():
        given = fields.take(*keys)
        if given is not None:
            facets[name] = whole(given[1], given[0], 0 if name in {"min_length", "scale"} else 1, 1_000_000)
    for name, keys in (("minimum", ("minimum", "min")), ("maximum", ("maximum", "max"))):
        given = fields.take(*keys)
        if given is not None:
            facets[name] = number(given[1], given[0])
    values = fields.take("values", "enum", "options", "choices")
    if values is not None:
        facets["values"] = tuple(dict.fromkeys(texts(values[1], values[0])))
        if facets.get("type") not in {None, "enum", "string", "text"}:
            raise Contradiction(f"{path} is {facets['type']}", f"{values[0]} lists texts")
        facets["type"], attribute.typed = "enum", True
    default = fields.take("default", "default_value")
    if default is not None:
        facets["default"] = default[1]
    pattern = fields.take("pattern", "regex")
    if pattern is not None:
        facets["pattern"] = read_pattern(pattern[1], pattern[0], notes)
    description = fields.take("description")
    if description is not None:
        facets["description"] = text(description[1], description[0], 500)
    primary = fields.take("primary_key", "primary", "is_primary")
    fields.report()
    if facets.get("required") and attribute.optional:
        raise Contradiction(f"{path} is required", f"{path} may be null")
    if facets.get("required") is False:
        if nullable is not None and not attribute.optional:
            notes.leave(f"{nullable[0]}: what may be missing may be null too.")
        attribute.optional = True
    _fits(facets, path)
    settle(facets)
    return _keyed(attribute, entity, primary is not None and flag(primary[1], primary[0]))


def _fits(facets: Mapping[str, Any], path: str) -> None:
    """A number by default lies within its bounds. Raises Contradiction."""
    default = facets.get("default")
    if isinstance(default, bool) or not isinstance(default, int | float):
        return
    for name, sign, words in (("minimum", 1, "at least"), ("maximum", -1, "at most")):
        bound = facets.get(name)
        if bound is not None and sign * default < sign * bound:
            raise Contradiction(f"{path} is {words} {bound}", f"{path} is {default} by default")


_FLAGS = {
    "required": ("required", "not_null"),
    "unique": ("unique", "is_unique"),
    "sensitive": ("sensitive", "secret"),
    "immutable": ("immutable",),
    "managed": ("managed", "read_only"),
    "personal": ("personal", "pii"),
}
_LENGTHS = {
    "max_length": ("max_length", "length", "size"),
    "min_length": ("min_length",),
    "precision": ("precision",),
    "scale": ("scale",),
    "max_items": ("max_items",),
}


_ITEMS = re.compile(r"(?:list|array|set)\s*(?:of\s+|<|\[)\s*([\w ]+?)\s*[>\]]?|([\w ]+?)\s*\[\]", re.IGNORECASE)


def _known(said: str) -> bool:
    return read_type(said) is not None or read_type(said.removesuffix("s")) is not None


def _typed(said: str, path: str, attribute: AttributeSketch) -> None:
    found = read_type(said)
    listed = _ITEMS.fullmatch(said.strip())
    if listed is not None and not _known(listed[1] or listed[2]):
        found, said = None, listed[1] or listed[2]
    if found is None:
        facets, rest = read_facets(said)
        found = read_type(rest)
        if found is not None:
            found |= facets
    if found is None and said.lower().startswith("enum"):
        item = read_item(f"x: {said}")
        found = dict(item.facets) if item is not None and item.typed else {"type": "enum"}
    if found is None:
        raise BadInput(
            f"{path}: `{said[:60]}` is no type.",
            hint=_TYPES,
            code="bad-payload",
            path=path,
        )
    attribute.optional = bool(found.pop("optional", False)) or attribute.optional
    attribute.facets.update(found)
    attribute.typed = True
