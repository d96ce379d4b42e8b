"""Reads JSON samples: what a thing looks like on the wire tells what it has."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from agent.planner.naming import attribute_name
from agent.planner.notes import Notes
from agent.planner.sketch import AttributeSketch, Sketch
from agent.planner.text.endpoints.endpoint import Endpoint, fixed, spelt
from agent.planner.text.endpoints.things import things_of
from agent.planner.text.leads import title
from agent.planner.text.linking import Linker
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.statements import statements
from agent.planner.text.words import BESIDE, ERROR_KEYS, PAGE_KEYS
from tools.blueprint.names import singular, snake, words
from tools.errors import BadInput

_COMMENT = re.compile(r"(?<![:\"'\w])//[^\n]*|/\*.*?\*/", re.DOTALL)
_TRAILING = re.compile(r",(\s*[}\]])")
_ELLIPSIS = re.compile(r",?\s*(?:\.\.\.|…)\s*,?(?=\s*[}\]\n])")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_OPEN = re.compile(r"[{\[]")
_BRACKETS = re.compile(r"\([^()]*\)")
_NAME = re.compile(r"(?:(?:an?|the|our|each|one|every|this) )?(?P<name>[A-Za-z]+(?:[ _-][A-Za-z]+)?)", re.IGNORECASE)
_SHOWN = re.compile(
    r"(?:an?|one|each|the)\s+(?P<name>[A-Za-z]+(?: [A-Za-z]+)?)\s+(?:as|looks?|is shown|comes|goes|reads)\b",
    re.IGNORECASE,
)
_MEASURES = frozenset(
    {"position", "rank", "level", "grade", "age", "size", "length", "width", "height", "weight", "score"}
)
"""Names that are numbers elsewhere."""
_ENVELOPES = frozenset({"data", "payload", "result", "response", "content"})
_LONG = 70
_NEAR = 3


@dataclass(slots=True)
class Sample:
    """Keys of one object; `words` name the thing, the last one singular."""

    words: tuple[str, ...]
    values: dict[str, Any]
    clause: int
    children: list["Sample"] = field(default_factory=list)
    several: bool = False
    """It stands in a list."""


def read_samples(reading: Reading) -> list[Sample]:
    """Objects of all code blocks that are about a thing; errors and tokens are about none."""
    found = []
    for clause in reading.clauses:
        if clause.kind is not Kind.CODE:
            continue
        for value in _objects(clause.text):
            found += _samples(value, clause, reading)
    return found


def place_samples(samples: list[Sample], reading: Reading, sketch: Sketch, linker: Linker) -> None:
    """Adds what samples show and nothing else tells."""
    for sample in samples:
        reading.placed.add(sample.clause)
        _place_sample(sample, reading, sketch, linker)


def _place_sample(sample: Sample, reading: Reading, sketch: Sketch, linker: Linker) -> None:
    name = reading.entity(sample.words)
    if name is None:
        return
    for key, value in sample.values.items():
        _place(key, value, name, reading, sketch, linker)
    for child in sample.children:
        other = reading.entity(child.words)
        if other is None or other == name:
            continue
        if child.several:
            linker.join_one(other, name)
        _place_sample(child, reading, sketch, linker)
    if set(map(snake, sample.values)) - {"id"}:
        sketch.entity(name).listed = True


def _place(key: str, value: object, entity: str, reading: Reading, sketch: Sketch, linker: Linker) -> None:
    name = snake(key)
    parts = words(name)
    if not parts or name in BESIDE:
        return
    stem = parts[:-1] if parts[-1] in {"id", "ids"} and len(parts) > 1 else ()
    bare = stem or ((*parts[:-1], singular(parts[-1])) if isinstance(value, dict) else ())
    other = reading.entity(bare) if bare else None
    if other is not None and other != entity:
        linker.join_one(entity, other, keyed=isinstance(value, dict))
        return
    if stem or isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
        return
    try:
        made = attribute_name(name, Notes(), "")
    except BadInput:
        return
    there = sketch.entity(entity).attributes.get(made)
    facets = _facets(name, value)
    if there is None:
        sketch.entity(entity).attributes[made] = AttributeSketch(made, facets, optional=value is None)
    else:
        there.facets = facets | there.facets


def _facets(name: str, value: object) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"type": "bool"}
    if isinstance(value, int):
        return {"type": "int32" if abs(value) < 2**31 else "int64"}
    if isinstance(value, float):
        return {}
    if isinstance(value, list):
        return (
            {"type": "array", "items": "string"} if all(isinstance(item, str) for item in value) else {"type": "json"}
        )
    if not isinstance(value, str):
        return {}
    if _MOMENT.match(value):
        return {"type": "datetime"}
    if _DATE.fullmatch(value):
        return {"type": "date"}
    if re.fullmatch(r"-?\d+\.\d{2,4}", value):
        return {"type": "decimal"}
    if re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", value):
        return {"type": "email"}
    if re.match(r"https?://", value):
        return {"type": "url"}
    if len(value) > _LONG:
        return {"type": "text"}
    return {"type": "string"} if words(name)[-1] in _MEASURES and not any(map(str.isdigit, value)) else {}


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The objects at the top of a code block, which may be JSON as people write it."""
    clean = _TRAILING.sub(r"\1", _ELLIPSIS.sub("", _COMMENT.sub("", text)))
    decoder = json.JSONDecoder()
    at = 0
    while (begin := _OPEN.search(clean, at)) is not None:
        try:
            value, end = decoder.raw_decode(clean, begin.start())
        except (ValueError, RecursionError):
            at = begin.end()
            continue
        at = end
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = value[0]
        if isinstance(value, dict):
            yield value


def _samples(value: dict[str, Any], clause: Clause, reading: Reading) -> list[Sample]:
    keys = {snake(key) for key in value}
    if not keys or keys <= ERROR_KEYS or "error" in keys or keys <= BESIDE:
        return []
    page = next((key for key in value if key.lower() in PAGE_KEYS and isinstance(value[key], list)), None)
    if page is not None and (keys - {page.lower()}) <= BESIDE and value[page] and isinstance(value[page][0], dict):
        return _samples(value[page][0], clause, reading)
    value = _unwrapped(value)
    if len(value) == 1:
        [(key, inner)] = value.items()
        inner = inner[0] if isinstance(inner, list) and inner else inner
        return [_made(_thing(key), inner, clause)] if isinstance(inner, dict) else []
    thing = _about(clause, reading)
    return [_made(thing, value, clause)] if thing is not None else []


def _unwrapped(value: dict[str, Any]) -> dict[str, Any]:
    """What an envelope holds: `{"payload": {…}, "notice": null}`."""
    inner = next((value[key] for key in value if key.lower() in _ENVELOPES), None)
    alone = sum(isinstance(item, dict | list) for item in value.values()) == 1
    return inner if isinstance(inner, dict) and alone and len(value) > 1 else value


def _made(thing: tuple[str, ...], value: dict[str, Any], clause: Clause) -> Sample:
    children = []
    for key, inner in value.items():
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            child = _made(_thing(key), inner[0], clause)
            child.several = True
            children.append(child)
        elif isinstance(inner, dict):
            children.append(_made(_thing(key), inner, clause))
    return Sample(thing, value, clause.index, children)


def _thing(key: str) -> tuple[str, ...]:
    *head, last = words(snake(key)) or ("",)
    return (*head, singular(last))


def _about(clause: Clause, reading: Reading) -> tuple[str, ...] | None:
    """What a code block shows: the collection of the endpoint above it, or the noun of the title."""
    for index in range(clause.index, clause.index - _NEAR - 1, -1):
        listed = [item for item in reading.endpoints if item.clause == index]
        things = [thing for _, thing in things_of(listed)]
        if listed and _computed(listed[-1]):
            return None
        if things:
            return things[-1]
    for text in (clause.parent, clause.topic, clause.heading):
        named = title(text.rstrip(":")) if text else None
        nouns = [noun for statement in statements(named or "") for noun in statement.nouns]
        if len(nouns) == 1:
            return nouns[0].words
    return _led(reading.clauses[clause.index - 1]) if clause.index else None


def _computed(endpoint: Endpoint) -> bool:
    """`GET /auditions/{id}/tally`: what it answers with is no row."""
    last = endpoint.parts[-1] if endpoint.parts else "{}"
    *head, end = spelt(last) if fixed(last) else ("",)
    named = any(thing == (*head, singular(end)) for _, thing in things_of([endpoint]))
    return endpoint.method == "GET" and fixed(last) and not named


def _led(before: Clause) -> tuple[str, ...] | None:
    """`vacancy`, `A ticket as the client reads it:` right before a code block."""
    text = _BRACKETS.sub("", before.text).strip(" :*`#.")
    if before.kind in {Kind.CODE, Kind.ENDPOINT}:
        return None
    alone = _NAME.fullmatch(text)
    shown = _SHOWN.match(text)
    return _thing(alone["name"]) if alone else _thing(shown["name"]) if shown else None
