"""Writes the definitions of a text into the sketch: attributes, and references that stand among them."""

import re

from agent.planner.notes import Notes
from agent.planner.sketch import Sketch
from agent.planner.text.attributes import LEAD, Item, read_item, sketch_of
from agent.planner.text.definition import Definition
from agent.planner.text.facets import read_facets, settle
from agent.planner.text.groups import grouped
from agent.planner.text.linking import MANY, Linker
from agent.planner.text.reading import Reading
from agent.planner.text.statements import statements
from agent.planner.text.things import COUNTED
from agent.planner.text.tokens import plural_word
from tools.blueprint.model import KeyKind
from tools.blueprint.names import singular, words

_SENTENCE = re.compile(r"\b(?:belongs? to|has many|have many|has one|references?)\b", re.IGNORECASE)


def write(definition: Definition, reading: Reading, sketch: Sketch, linker: Linker) -> None:
    """Adds what a definition lists to its entity."""
    name = reading.entity(definition.words)
    if name is None:
        return
    entity = sketch.entity(name)
    last: Item | None = None
    listed = False
    names: list[str] = []
    for whole in definition.items:
        text, group = grouped(whole, name, names)
        if group is not None:
            reading.groups.append(group)
        if not text:
            continue
        if _SENTENCE.search(text):
            _sentence(text, name, reading, linker)
            continue
        item = read_item(text)
        if item is None:
            facets, rest = read_facets(text)
            if last is not None and facets and not rest.strip(" ?*!"):
                _add(last, facets, name, sketch, reading.notes)
            else:
                reading.notes.leave(f"{name}: {text[:200]}")
            continue
        other = _other(item, text, name, definition, reading)
        if other is not None:
            _refer(item, text, name, other, linker)
            continue
        listed = True
        last = item
        names.append(item.words)
        _write_item(item, name, sketch, reading.notes)
    entity.told = entity.told or (listed and not entity.listed and not definition.passing)
    entity.listed = entity.listed or listed


def _write_item(item: Item, entity: str, sketch: Sketch, notes: Notes) -> None:
    if item.typed:
        settle(item.facets)
    attribute = sketch_of(item, notes)
    if attribute is None:
        return
    if item.key or attribute.name == "id":
        _key(attribute.name, item, entity, sketch)
        if attribute.name == "id":
            return
    sketch.entity(entity).add(attribute)


def _key(name: str, item: Item, entity: str, sketch: Sketch) -> None:
    found = sketch.entity(entity)
    if name == "id":
        kind = item.facets.get("type")
        found.key = KeyKind.SERIAL if kind in {"int32", "int64"} else KeyKind.UUID if kind == "uuid" else found.key
    else:
        found.key, found.key_attribute = KeyKind.NATURAL, name
        item.facets.update(required=True, unique=True, immutable=True)


def _add(item: Item, facets: dict[str, object], entity: str, sketch: Sketch, notes: Notes) -> None:
    """A facet that stands as an item of its own belongs to the attribute before it."""
    item.optional = bool(facets.pop("optional", False)) or item.optional
    item.key = bool(facets.pop("key", False)) or item.key
    item.facets.update(facets)
    _write_item(item, entity, sketch, notes)


def _other(item: Item, text: str, entity: str, definition: Definition, reading: Reading) -> str | None:
    """The entity that an item names, if it is a reference rather than a value."""
    detailed = _detailed(text, reading)
    if detailed is not None and detailed != entity:
        return detailed
    if item.references:
        return reading.entity(tuple(singular(word) for word in words(item.references)))
    parts = words(item.words)
    if not parts or (item.typed and item.facets.get("type") not in {"uuid", "int32", "int64"}):
        return None
    bare = parts[:-1] if parts[-1] in {"id", "ids"} and len(parts) > 1 else parts
    found = reading.entities.get((*bare[:-1], singular(bare[-1])))
    named = len(parts) > 1 and not item.typed and not plural_word(parts[-1]) and not COUNTED.match(item.words)
    if found is None and (bare != parts or named):
        found = reading.entity((*bare[:-1], singular(bare[-1])))
    if found is None or (item.typed and bare == parts):
        return None
    if found == entity and bare == parts and not definition.prose:
        return None
    return found


def _detailed(text: str, reading: Reading) -> str | None:
    """`answers (text, correct)` among the things of a question: the brackets say what an answer has."""
    name, bracket, _ = LEAD.sub("", text).partition("(")
    if not bracket or not plural_word(name.strip().lower()):
        return None
    return reading.entities.get(tuple(singular(word) for word in words(name)))


def _refer(item: Item, text: str, entity: str, other: str, linker: Linker) -> None:
    parts = words(item.words)
    plural = item.plural_hint or plural_word(parts[-1]) or parts[-1] == "ids"
    determiner = "many" if plural and (item.plural_hint or set(text.lower().split()) & MANY) else ""
    if re.match(r"(?i)\s*(?:exactly )?one\b", text):
        determiner = "one"
    if plural:
        linker.has(entity, other, plural=True, determiner=determiner)
        return
    bare = parts[:-1] if parts[-1] == "id" and len(parts) > 1 else parts
    role = "_".join(bare)
    named = role if singular(role) != "_".join(words(other)) else None
    if determiner == "one":
        linker.has(entity, other, plural=False, determiner="one")
    else:
        required = False if item.optional else True if item.facets.get("required") or item.references else None
        keyed = bare != parts or bool(item.references)
        linker.join_one(entity, other, name=named, required=required, keyed=keyed)


def _sentence(text: str, entity: str, reading: Reading, linker: Linker) -> None:
    """`belongs to an owner`, standing as an item."""
    for statement in statements(text):
        nouns = [*statement.objects, *(noun for phrase in statement.phrases for noun in phrase.nouns)]
        for noun in nouns:
            other = reading.entity(noun.words)
            if other is None:
                continue
            if statement.verb == "have":
                linker.has(entity, other, noun.plural, noun.determiner)
            else:
                optional = "optional" in text.lower()
                linker.join_one(entity, other, required=not optional)
