"""From a property of a JSON Schema to an attribute; what has no place in one is reported."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from agent.planner.notes import Notes
from agent.planner.payload.patterns import read_pattern
from agent.planner.payload.values import flag, items, mapping, number, text, whole, wrong
from agent.planner.sketch import AttributeSketch
from agent.planner.text.facets import settle
from tools.blueprint.names import snake
from tools.errors import BadInput

_FORMATS = {
    "uuid": "uuid",
    "date": "date",
    "date-time": "datetime",
    "email": "email",
    "uri": "url",
    "url": "url",
    "byte": "binary",
    "binary": "binary",
    "password": "string",
}
_NUMBER_FORMATS = {"int64": "int64", "int32": "int32", "float": "float", "double": "float"}
_TYPES = ("string", "integer", "number", "boolean", "array", "object", "null")
_SAYS_NOTHING = frozenset({"title", "example", "examples", "externalDocs", "xml", "$comment", "deprecated"})
_READ = frozenset(
    {
        "type", "format", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength",
        "maxLength", "maxItems", "items", "description", "readOnly", "writeOnly", "default", "nullable", "pattern",
        "anyOf", "oneOf", "allOf", "contentEncoding", "contentMediaType", "$ref",
    }
)  # fmt: skip
_DECIMAL = re.compile(r"[-^$()|\[\]0-9{},.\\d+*?]+")
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Schemas:
    """The schemas of a document, and which of them are entities."""

    all: Mapping[str, Any]
    entities: Mapping[str, str]
    """Name of the schema to name of the entity."""
    path: str

    def target(self, body: Mapping[str, Any]) -> str | None:
        """The entity that a property, or each of its items, refers to."""
        for inner in (body, body.get("items"), *_choices(body)):
            ref = inner.get("$ref") if isinstance(inner, dict) else None
            if isinstance(ref, str) and ref.rpartition("/")[2] in self.entities:
                return self.entities[ref.rpartition("/")[2]]
        return None

    def named(self, name: str) -> str | None:
        """The entity of a snake_case name."""
        return next((entity for raw, entity in self.entities.items() if snake(raw) == name), None)

    def resolved(self, body: Mapping[str, Any], path: str, depth: int = 0) -> Mapping[str, Any]:
        """The body with what it refers to in its place."""
        if "$ref" not in body:
            return body
        ref = text(body["$ref"], f"{path}.$ref")
        name = ref.removeprefix("#/components/schemas/")
        if name == ref or name not in self.all or depth > _DEEPEST:
            raise BadInput(
                f"{path}.$ref: there is no schema `{ref[:80]}`.",
                hint="Refer to `#/components/schemas/…` of the same document.",
                code="bad-payload",
                path=f"{path}.$ref",
            )
        inner = mapping(self.all[name], f"{self.path}.{name[:80]}")
        return self.resolved({**inner, **{key: body[key] for key in body if key != "$ref"}}, path, depth + 1)


def _choices(body: Mapping[str, Any]) -> list[Any]:
    return [item for key in ("anyOf", "oneOf", "allOf") if isinstance(body.get(key), list) for item in body[key]]


def unused(body: Mapping[str, Any], known: Collection[str], path: str, notes: Notes) -> None:
    """Reports the keywords that have no place in a Blueprint."""
    for key in body:
        shut = key in {"additionalProperties", "unevaluatedProperties"} and body[key] is False
        if key not in known and key not in _SAYS_NOTHING and not key.startswith("x-") and not shut:
            notes.leave(f"{path}.{key[:80]}: this keyword has no place in a Blueprint.")


def read_property(
    name: str, body: Mapping[str, Any], required: bool, schemas: Schemas, path: str, notes: Notes
) -> AttributeSketch:
    """The attribute. Raises BadInput for a keyword with a value of a wrong type."""
    body, nullable = _one(schemas.resolved(body, path), schemas, path, notes)
    kinds = _kinds(body, path, notes)
    nullable = nullable or "null" in kinds or flag(body.get("nullable", False), f"{path}.nullable")
    kind = next((item for item in kinds if item != "null"), "string")
    facets: dict[str, Any] = {"type": _type(kind, body, path, notes)}
    _enum(body, facets, path, notes)
    _bounds(body, facets, path)
    _pattern(body, facets, path, notes)
    if facets["type"] == "array":
        inner = schemas.resolved(mapping(body.get("items", {"type": "string"}), f"{path}.items"), f"{path}.items")
        item = next((kind for kind in _kinds(inner, f"{path}.items", notes) if kind != "null"), "string")
        facets["items"] = _type(item, inner, f"{path}.items", notes)
    if "description" in body:
        facets["description"] = text(body["description"], f"{path}.description", 5000).replace("\n", " ")[:500]
    if flag(body.get("readOnly", False), f"{path}.readOnly"):
        facets["managed"] = True
    if flag(body.get("writeOnly", False), f"{path}.writeOnly"):
        facets["sensitive"] = True
    optional = nullable or not required
    if not optional and not facets.get("managed"):
        facets["required"] = True
    if body.get("default") is not None:
        facets["default"] = body["default"]
    unused(body, _READ, path, notes)
    return AttributeSketch(name, settle(facets), typed=True, optional=optional)


def _one(body: Mapping[str, Any], schemas: Schemas, path: str, notes: Notes) -> tuple[Mapping[str, Any], bool]:
    """Of several schemas the first that is not null, and whether null is one of them."""
    nullable = False
    for key in ("anyOf", "oneOf", "allOf"):
        listed = items(body.get(key, []), f"{path}.{key}")
        choices = [mapping(item, f"{path}.{key}[{at}]") for at, item in enumerate(listed)]
        others = [schemas.resolved(item, f"{path}.{key}") for item in choices if item.get("type") != "null"]
        nullable = nullable or len(others) < len(choices)
        if len(others) > 1 and key != "allOf":
            notes.leave(f"{path}.{key}: only the first of the schemas is taken.")
        for other in others if key == "allOf" else others[:1]:
            body = {**other, **body}
    return body, nullable


def _kinds(body: Mapping[str, Any], path: str, notes: Notes) -> list[str]:
    if "type" not in body:
        if "properties" in body:
            return ["object"]
        if "enum" not in body:
            notes.assume(f"{path} is text: it has no `type`.")
        return ["string"]
    said = body["type"]
    kinds = said if isinstance(said, list) else [said]
    for at, kind in enumerate(kinds):
        where = f"{path}.type[{at}]" if isinstance(said, list) else f"{path}.type"
        if not isinstance(kind, str):
            wrong(where, "the name of a type", kind)
        if kind not in _TYPES:
            raise BadInput(
                f"{where}: `{kind[:60]}` is no type.",
                hint=f"Types: {', '.join(_TYPES)}.",
                code="bad-payload",
                path=where,
            )
    real = [kind for kind in kinds if kind != "null"]
    if not real:
        wrong(f"{path}.type", "a type beside null", said)
    if set(real) > {"object"} and set(real) <= {"object", "array"}:
        return ["object"]
    if len(set(real)) > 1:
        notes.leave(f"{path}.type: an attribute has one type; {real[0]} is taken.")
    return kinds


def _type(kind: str, body: Mapping[str, Any], path: str, notes: Notes) -> str:
    said = text(body["format"], f"{path}.format", 80) if "format" in body else None
    if kind == "string":
        if body.get("contentEncoding") in {"base64", "base64url"}:
            return "binary"
        if said is None and _decimal(body.get("pattern")):
            notes.assume(f"{path} is a decimal: its pattern is one of numbers.")
            return "decimal"
        found = _FORMATS.get(said or "", "string")
        known = said in _FORMATS
    else:
        usual = {"integer": "int32", "number": "decimal", "boolean": "bool", "array": "array", "object": "json"}[kind]
        known = kind in {"integer", "number"} and said in _NUMBER_FORMATS
        found = _NUMBER_FORMATS.get(said or "", usual) if known else usual
        if kind == "integer" and found == "float":
            found, known = usual, False
    if said is not None and not known and said != "decimal":
        notes.leave(f"{path}.format: {said} has no place for {kind}.")
    return found


def _decimal(pattern: object) -> bool:
    """A pattern of decimals, as a contract has to write numbers whose digits must not be lost."""
    if not isinstance(pattern, str) or not _DECIMAL.fullmatch(pattern) or r"\." not in pattern:
        return False
    # `\d+\.\d+\.\d+` is a version: one point to each alternative.
    return all(option.count(r"\.") <= 1 for option in pattern.split("|")) and bool(re.search(r"\\d|0-9", pattern))


def _enum(body: Mapping[str, Any], facets: dict[str, Any], path: str, notes: Notes) -> None:
    if "enum" not in body:
        return
    values = [value for value in items(body["enum"], f"{path}.enum") if value is not None]
    if values and all(isinstance(value, str) for value in values):
        facets |= {"type": "enum", "values": tuple(dict.fromkeys(values))}
    else:
        notes.leave(f"{path}.enum: only texts can be listed.")


def _bounds(body: Mapping[str, Any], facets: dict[str, Any], path: str) -> None:
    for ours, open_, theirs in (("minimum", "above", "inimum"), ("maximum", "below", "aximum")):
        closed, exclusive = f"m{theirs}", f"exclusiveM{theirs}"
        said = body.get(exclusive)
        if closed in body:
            # In OpenAPI 3.0 `exclusiveMinimum` is a switch beside `minimum`.
            facets[open_ if said is True else ours] = number(body[closed], f"{path}.{closed}")
        if said is not None and not isinstance(said, bool):
            facets[open_] = number(said, f"{path}.{exclusive}")
    for ours, theirs in (("min_length", "minLength"), ("max_length", "maxLength"), ("max_items", "maxItems")):
        if theirs in body:
            facets[ours] = whole(body[theirs], f"{path}.{theirs}", 0 if ours == "min_length" else 1, 2**31)
            facets[ours] = min(facets[ours], 1_000_000)


def _pattern(body: Mapping[str, Any], facets: dict[str, Any], path: str, notes: Notes) -> None:
    if "pattern" not in body or facets["type"] == "decimal":
        return
    if facets["type"] in {"string", "text"}:
        facets["pattern"] = read_pattern(body["pattern"], f"{path}.pattern", notes)
    else:
        said = text(body["pattern"], f"{path}.pattern", 5000)
        notes.assume(f"{path}: `{said[:60]}` is not used, a value of type {facets['type']} has a shape of its own.")
