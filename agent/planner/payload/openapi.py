"""From an OpenAPI document, or the endpoints of an ApiSpecification, back to a sketch."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from agent.planner.naming import attribute_name, blueprint_name, entity_name
from agent.planner.notes import Notes
from agent.planner.payload.values import items, mapping, text
from agent.planner.sketch import AttributeSketch, EntitySketch, RelationshipSketch, Sketch
from agent.planner.text.facets import settle
from tools.blueprint.model import Cardinality
from tools.blueprint.names import plural_snake, singular, snake, words
from tools.errors import BadInput

_NO_ENTITY = re.compile(
    r"(?:Create|Update|Input|Request|Response|Page|List|Patch|Problem|Error|Errors|Tokens?|Login|Register|Link|Item|Aggregate|Analytics|Group|Params|Query|Body|Result)$|"
    r"^(?:Create|Update|New|Patch|Problem|Error|Validation|Http|Login|Register|Token|Page|Health)"
)
_FORMATS = {
    "uuid": "uuid",
    "date": "date",
    "date-time": "datetime",
    "email": "email",
    "uri": "url",
    "url": "url",
    "byte": "binary",
    "binary": "binary",
    "int64": "int64",
    "int32": "int32",
}
_SERVER = frozenset({"id", "created_at", "updated_at", "version", "deleted_at"})
_ACCOUNT_PATH = re.compile(r"/(?:auth|login|register|logout|token|me|refresh|health|metrics)\b")


def read_openapi(document: Mapping[str, Any], path: str, sketch: Sketch, notes: Notes) -> None:
    """Fills entities from `components.schemas`. Raises BadInput where no schema is a thing to keep."""
    info = document.get("info")
    if isinstance(info, dict) and isinstance(info.get("title"), str):
        sketch.title, sketch.name = info["title"][:200], blueprint_name(info["title"])
    components = mapping(document.get("components", {}), f"{path}.components")
    schemas = mapping(components.get("schemas", {}), f"{path}.components.schemas")
    chosen: dict[str, tuple[str, Mapping[str, Any]]] = {}
    for name, schema in schemas.items():
        if (
            not isinstance(schema, dict)
            or not isinstance(schema.get("properties"), dict)
            or _NO_ENTITY.search(str(name))
        ):
            continue
        where = f"{path}.components.schemas.{str(name)[:80]}"
        chosen[str(name)] = (entity_name(str(name), notes, where), schema)
    if not chosen:
        raise BadInput(
            f"{path} has no schemas of things to keep.",
            hint="Describe the resources under `components.schemas`.",
            code="bad-payload",
            path=f"{path}.components.schemas",
        )
    for entity, _ in chosen.values():
        sketch.entity(entity).listed = True
    for raw, (entity, schema) in chosen.items():
        _schema(
            schema,
            sketch.entity(entity),
            {name: made for name, (made, _) in chosen.items()},
            f"{path}.components.schemas.{raw[:80]}",
            sketch,
            notes,
        )
    schemes = components.get("securitySchemes")
    if isinstance(schemes, dict) and any(
        isinstance(item, dict) and item.get("scheme") == "bearer" for item in schemes.values()
    ):
        sketch.auth.yes = sketch.auth.yes or f"{path}: bearer tokens"
    for route in mapping(document.get("paths") or {}, f"{path}.paths"):
        _route(str(route), sketch, notes)


def _route(route: str, sketch: Sketch, notes: Notes) -> None:
    fixed = [part for part in route.split("/") if part and "{" not in part and not re.fullmatch(r"api|v\d+", part)]
    known = {plural_snake(name) for name in sketch.entities} | {snake(name) for name in sketch.entities}
    standard = bool(fixed) and "_".join(words(fixed[0])) in known and set(fixed[1:]) <= {"search", "analytics"}
    nested = len(fixed) == 2 and all("_".join(words(part)) in known for part in fixed)
    if not standard and not nested and not _ACCOUNT_PATH.search(route):
        notes.leave(f"The path {route[:120]} is not one of the standard operations.")


def _schema(
    schema: Mapping[str, Any],
    entity: EntitySketch,
    entities: Mapping[str, str],
    path: str,
    sketch: Sketch,
    notes: Notes,
) -> None:
    needed = schema.get("required")
    required = {str(name) for name in needed} if isinstance(needed, list) else set()
    for raw, property_ in schema["properties"].items():
        where = f"{path}.properties.{str(raw)[:80]}"
        body = mapping(property_, where)
        target = _target(body, entities)
        if target is not None:
            _link(entity.name, target, snake(str(raw)), body, sketch)
            continue
        name = attribute_name(str(raw), notes, where)
        other = entities.get(next((key for key in entities if name == f"{snake(key)}_id"), ""))
        if other is not None and other != entity.name:
            made = RelationshipSketch(name.removesuffix("_id"), entity.name, other, required=str(raw) in required)
            sketch.relate(made)
        elif name not in _SERVER:
            entity.add(_attribute(name, body, str(raw) in required, where))


def _target(body: Mapping[str, Any], entities: Mapping[str, str]) -> str | None:
    inner = body.get("items") if isinstance(body.get("items"), dict) else body
    ref = inner.get("$ref") if isinstance(inner, dict) else None
    return entities.get(ref.rpartition("/")[2]) if isinstance(ref, str) else None


def _link(source: str, target: str, name: str, body: Mapping[str, Any], sketch: Sketch) -> None:
    if sketch.linked(source, target):
        return
    if body.get("type") == "array":
        sketch.relate(RelationshipSketch(snake(source), target, source))
    else:
        sketch.relate(RelationshipSketch(name, source, target, Cardinality.MANY_TO_ONE))


def _attribute(name: str, body: Mapping[str, Any], required: bool, path: str) -> AttributeSketch:
    kinds = body.get("type")
    kinds = [str(kind) for kind in kinds] if isinstance(kinds, list) else [str(kinds)]
    for choice in items(body.get("anyOf") or body.get("oneOf") or [], path):
        if isinstance(choice, dict):
            kinds += [str(choice.get("type"))]
            body = {**choice, **body} if choice.get("type") != "null" else body
    nullable = "null" in kinds or body.get("nullable") is True
    kind = next((item for item in kinds if item not in {"null", "None"}), "string")
    facets: dict[str, Any] = {"type": _type(kind, body)}
    listed = body.get("enum")
    values = tuple(value for value in listed if value is not None) if isinstance(listed, list) else ()
    if values and all(isinstance(value, str) for value in values):
        facets |= {"type": "enum", "values": values}
    for ours, theirs in (("minimum", "minimum"), ("maximum", "maximum")):
        bound = body.get(theirs)
        if isinstance(bound, int | float) and not isinstance(bound, bool):
            facets[ours] = Decimal(str(bound))
    for ours, theirs in (("min_length", "minLength"), ("max_length", "maxLength"), ("max_items", "maxItems")):
        length = body.get(theirs)
        if isinstance(length, int) and not isinstance(length, bool) and length >= ((ours == "min_length" and 0) or 1):
            facets[ours] = min(length, 1_000_000)
    if facets["type"] == "array":
        inner = body.get("items")
        facets["items"] = _type(str(inner.get("type")), inner) if isinstance(inner, dict) else "string"
    if isinstance(body.get("description"), str):
        facets["description"] = text(body["description"] or name, path, 5000).replace("\n", " ")[:500]
    if body.get("readOnly") is True:
        facets["managed"] = True
    if body.get("writeOnly") is True and name == "password":
        facets["sensitive"] = True
    optional = nullable or not required
    if not optional and not facets.get("managed"):
        facets["required"] = True
    if body.get("default") is not None:
        facets["default"] = body["default"]
    return AttributeSketch(name, settle(facets), typed=True, optional=optional)


def _type(kind: str, body: Mapping[str, Any]) -> str:
    format_ = str(body.get("format"))
    if kind == "string":
        if re.search(r"\\d|\[0-9\]", str(body.get("pattern"))) and "." in str(body.get("pattern")):
            return "decimal"
        return _FORMATS.get(format_, "string")
    return {
        "integer": _FORMATS.get(format_, "int32"),
        "number": "decimal" if format_ not in {"float", "double"} else "float",
        "boolean": "bool",
        "array": "array",
        "object": "json",
    }.get(kind, "string")


def read_endpoints(endpoints: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """Fills entities from the first fixed part of each path: `/v1/order-lines/{id}`."""
    for at, item in enumerate(items(endpoints, path)):
        where = f"{path}[{at}]"
        route = item if isinstance(item, str) else mapping(item, where).get("path")
        said = text(route, f"{where}.path", 500)
        fixed = [
            part
            for part in said.split("/")
            if part and "{" not in part and ":" not in part and not re.fullmatch(r"api|v\d+", part)
        ]
        if not fixed or _ACCOUNT_PATH.search(said):
            continue
        name = entity_name(" ".join(singular(word) for word in words(fixed[0])), notes, f"{where}.path")
        sketch.entity(name)
