"""From an OpenAPI document, or the endpoints of an ApiSpecification, back to a sketch."""

import re
from collections.abc import Mapping
from typing import Any

from agent.planner.carriers import by_basic, by_cookie, by_key, said_name
from agent.planner.naming import attribute_name, entity_name
from agent.planner.notes import Notes
from agent.planner.payload.authentication import KNOWN
from agent.planner.payload.contract import read_casing, read_pages, read_servers
from agent.planner.payload.fields import Fields
from agent.planner.payload.json_schema import Schemas, read_property, unused
from agent.planner.payload.naming import read_name
from agent.planner.payload.routes import ACCOUNT_PATH, fixed_parts, read_paths
from agent.planner.payload.values import items, mapping, text, texts, wrong
from agent.planner.sketch import EntitySketch, RelationshipSketch, Sketch
from tools.blueprint.model import Cardinality
from tools.blueprint.names import singular, snake, words
from tools.errors import BadInput, Unsupported

_NO_ENTITY = re.compile(
    r"(?:Create|Update|Input|Request|Response|Page|List|Patch|Problem|Error|Errors|Tokens?|Login|Register|Link|Item|Aggregate|Analytics|Group|Params|Query|Body|Result)$|"
    r"^(?:Create|Update|New|Patch|Problem|Error|Validation|Http|Login|Register|Token|Page|Health)"
)
_READ = frozenset({"openapi", "swagger", "info", "paths", "components", "security", "servers", "tags", "externalDocs"})
_SERVER = frozenset({"id", "created_at", "updated_at", "version", "deleted_at"})


def read_openapi(document: Mapping[str, Any], path: str, sketch: Sketch, notes: Notes) -> None:
    """Fills entities from `components.schemas`, and their operations from `paths`.

    Raises BadInput where no schema is a thing to keep, or something stands there that OpenAPI has no meaning for.
    """
    _version(document, path)
    _info(document, path, sketch, notes)
    components = mapping(document.get("components", {}), f"{path}.components")
    where = f"{path}.components.schemas"
    schemas = mapping(components.get("schemas", {}), where)
    chosen: dict[str, str] = {}
    for name, schema in schemas.items():
        body = mapping(schema, f"{where}.{str(name)[:80]}")
        if isinstance(body.get("properties"), dict) and not _NO_ENTITY.search(str(name)):
            chosen[str(name)] = entity_name(str(name), notes, f"{where}.{str(name)[:80]}")
    if not chosen:
        raise BadInput(
            f"{path} has no schemas of things to keep.",
            hint="Describe the resources under `components.schemas`, each with its `properties`.",
            code="bad-payload",
            path=where,
        )
    for entity in chosen.values():
        sketch.entity(entity).listed = True
    known = Schemas(schemas, chosen, where)
    for raw, entity in chosen.items():
        _entity(schemas[raw], sketch.entity(entity), known, f"{where}.{raw[:80]}", sketch, notes)
    _security(components, path, sketch, notes)
    read_paths(document.get("paths", {}), f"{path}.paths", sketch, notes)
    read_pages(document.get("paths", {}), f"{path}.paths", sketch)
    read_casing((str(name) for raw in chosen for name in schemas[raw]["properties"]), sketch)
    if "servers" in document:
        read_servers(document["servers"], f"{path}.servers", sketch, notes)
    for key in document:
        if key not in _READ and not key.startswith("x-"):
            notes.leave(f"{path}.{key[:80]}: it has no place in a Blueprint.")


def _version(document: Mapping[str, Any], path: str) -> None:
    key = "openapi" if "openapi" in document else "swagger"
    said = document[key]
    if not isinstance(said, str):
        wrong(f"{path}.{key}", "a version like 3.1.0", said)
    if not re.fullmatch(r"3\.[01](\.\d+)?", said.strip()):
        raise Unsupported("OpenAPI version", said[:40], ("3.0", "3.1"))


def _info(document: Mapping[str, Any], path: str, sketch: Sketch, notes: Notes) -> None:
    if "info" not in document:
        return
    where = f"{path}.info"
    fields = Fields(mapping(document["info"], where), where, notes)
    title, said = fields.take("title"), fields.take("description")
    if title is not None:
        sketch.title = text(title[1], title[0])[:200]
        sketch.name = read_name(sketch.title, title[0], notes)
    if said is not None:
        text(said[1], said[0], 1_000_000)
        notes.assume(f"{said[0]}: the document of the backend describes itself.")
    version = fields.take("version")
    if version is not None:
        told = text(version[1], version[0], 80)
        notes.assume(f"{version[0]}: {told} is the version of the document, not the one in the path.")
    for name in ("contact", "license", "summary", "terms_of_service"):
        given = fields.take(name)
        if given is not None:
            notes.assume(f"{given[0]}: it is left to the document's owner.")
    fields.report()


def _security(components: Mapping[str, Any], path: str, sketch: Sketch, notes: Notes) -> None:
    """Bearer tokens, else API keys, cookies or Basic; Unsupported where callers could get in by none of them."""
    where = f"{path}.components.securitySchemes"
    schemes = mapping(components.get("securitySchemes", {}), where)
    others, keys = [], []
    for name, scheme in schemes.items():
        body = mapping(scheme, f"{where}.{str(name)[:80]}")
        if body.get("type") == "http" and str(body.get("scheme")).lower() == "bearer":
            sketch.auth.yes = sketch.auth.yes or f"{path}: bearer tokens"
        else:
            others.append((f"{where}.{str(name)[:80]}", str(body.get("scheme") or body.get("type"))[:80]))
            keys.append((f"{where}.{str(name)[:80]}", body))
    if others and not sketch.auth.yes:
        place, body = next(((place, body) for place, body in keys if _carried(body, place, sketch, notes)), ("", {}))
        if not body:
            raise Unsupported("authentication", others[0][1], KNOWN)
        others = [other for other in others if other[0] != place]
    for place, kind in others:
        notes.leave(f"{place}: callers have another scheme of the document; {kind} is not built.")


def _carried(body: Mapping[str, Any], place: str, sketch: Sketch, notes: Notes) -> bool:
    """Takes up an API key in a header or a cookie, or Basic credentials; whether it is one of these."""
    kind = str(body.get("in"))
    if body.get("type") == "http" and str(body.get("scheme")).lower() == "basic":
        by_basic(sketch.auth, notes, f"{place}: Basic credentials")
        return True
    if body.get("type") != "apiKey" or kind not in ("header", "cookie"):
        return False
    name = said_name(kind, body.get("name"))
    if name is None:
        return False
    if name.lower() == "authorization":
        sketch.auth.yes = f"{place}: a token in `Authorization`"
    elif kind == "header":
        by_key(sketch.auth, notes, f"{place}: an API key", name)
    else:
        by_cookie(sketch.auth, notes, f"{place}: a cookie", name)
    return True


def _entity(
    schema: Mapping[str, Any], entity: EntitySketch, known: Schemas, path: str, sketch: Sketch, notes: Notes
) -> None:
    if schema.get("type", "object") != "object":
        wrong(f"{path}.type", "`object`", schema["type"])
    required = set(texts(schema["required"], f"{path}.required")) if "required" in schema else set()
    for name in sorted(required - set(schema["properties"])):
        notes.leave(f"{path}.required: there is no property `{name[:80]}`.")
    if "description" in schema:
        entity.description = text(schema["description"], f"{path}.description")[:2000].replace("\n", " ")
    unused(schema, {"type", "required", "properties", "description"}, path, notes)
    for raw, property_ in schema["properties"].items():
        where = f"{path}.properties.{str(raw)[:80]}"
        body = mapping(property_, where)
        target = known.target(body)
        if target is not None:
            _link(entity.name, target, snake(str(raw)), str(raw) in required, body, sketch)
            continue
        name = attribute_name(str(raw), notes, where)
        other = known.named(name.removesuffix("_id")) if name.endswith("_id") else None
        if other is not None and other != entity.name:
            made = RelationshipSketch(name.removesuffix("_id"), entity.name, other, required=str(raw) in required)
            sketch.relate(made)
        elif name not in _SERVER:
            entity.add(read_property(name, body, str(raw) in required, known, where, notes))


def _link(source: str, target: str, name: str, required: bool, body: Mapping[str, Any], sketch: Sketch) -> None:
    if sketch.linked(source, target):
        return
    if body.get("type") == "array":
        sketch.relate(RelationshipSketch(snake(source), target, source))
    else:
        sketch.relate(RelationshipSketch(name, source, target, Cardinality.MANY_TO_ONE, required=required or None))


def read_endpoints(data: Mapping[str, Any], path: str, sketch: Sketch, notes: Notes) -> None:
    """Fills entities from the first fixed part of each path: `/v1/order-lines/{id}`."""
    for at, item in enumerate(items(data["endpoints"], f"{path}.endpoints")):
        where = f"{path}.endpoints[{at}]"
        route = item if isinstance(item, str) else mapping(item, where).get("path")
        said = text(route, f"{where}.path", 500)
        fixed = [part for part in fixed_parts(said) if ":" not in part]
        if not fixed or ACCOUNT_PATH.search(said):
            continue
        name = entity_name(" ".join(singular(word) for word in words(fixed[0])), notes, f"{where}.path")
        sketch.entity(name)
    if sketch.entities:
        notes.assume(f"{path}.endpoints: what is kept is read from the paths; its attributes are assumed.")
