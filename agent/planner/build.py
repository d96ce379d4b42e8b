"""Turns a settled sketch into a Blueprint."""

from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from agent.planner.access import settle_permissions, settle_roles
from agent.planner.defaults import Defaults, actions_of, api_of, auth_of, lifecycle_of
from agent.planner.endpoints import with_endpoints
from agent.planner.notes import Notes
from agent.planner.patterns.entries import patterns_of
from agent.planner.patterns.views import with_views
from agent.planner.rulebook import RulebookPort
from agent.planner.sketch import AttributeSketch, EntitySketch, RelationshipSketch, Sketch
from tools.blueprint.expand import expand
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.kinds import searchable
from tools.blueprint.model import (
    Action,
    Attribute,
    Blueprint,
    Cardinality,
    Entity,
    NonFunctionals,
    OnDelete,
    Relationship,
    Resource,
)
from tools.blueprint.model.patterns import Pattern
from tools.blueprint.names import plural_snake, snake
from tools.errors import AgentError, BadInput

_SERVER = {
    "created_at",
    "updated_at",
    "created_on",
    "updated_on",
    "date_created",
    "date_updated",
    "last_updated",
    "last_modified",
}
_LIMITS = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**53) + 1, 2**53 - 1)}
_NUMBERS = frozenset({"int32", "int64", "decimal", "float"})
_TEXTS = frozenset({"string", "text", "email", "url", "binary"})
_TAKES = {
    "minimum": _NUMBERS,
    "maximum": _NUMBERS,
    "min_length": _TEXTS,
    "max_length": _TEXTS,
    "pattern": {"string", "text"},
    "precision": {"decimal"},
    "scale": {"decimal"},
    "values": {"enum"},
    "items": {"array"},
    "max_items": {"array"},
    "searchable": {"string", "text"},
    "filterable": {"json"},
}
"""Which types a facet belongs to."""


def build(sketch: Sketch, rulebook: RulebookPort, notes: Notes) -> Blueprint:
    """The Blueprint of a sketch whose account, attributes and relationships are settled."""
    defaults = Defaults(rulebook, notes)
    relationships = _relationships(sketch)
    entities = tuple(_entity(entity, sketch, defaults, notes) for entity in sketch.entities.values())
    roles = settle_roles(sketch, rulebook, notes)
    actions = actions_of(sketch, defaults)
    parts: dict[str, Any] = {
        "name": sketch.name or "backend",
        "title": sketch.title,
        "description": sketch.description,
        "entities": entities,
        "relationships": relationships,
        "roles": roles,
        "api": api_of(sketch.api, defaults),
        "auth": auth_of(sketch.auth, defaults),
        "non_functionals": NonFunctionals(**sketch.non_functionals),
    }
    try:
        draft = Blueprint.model_validate(parts)
        actions = _possible(draft, actions, sketch, notes)
        permissions = settle_permissions(sketch, roles, actions, rulebook, notes)
        resources = tuple(Resource(entity=name, actions=chosen) for name, chosen in actions.items() if chosen)
        patterns, views = with_views(patterns_of(sketch, roles), draft, sketch, notes)
        rest = {"resources": resources, "permissions": permissions, "views": views}
        patterns = _fitting(patterns, draft.model_copy(update=rest), notes)
        whole = draft.model_copy(
            update={"resources": resources, "permissions": permissions, "patterns": patterns, "views": views}
        )
        return with_endpoints(whole, sketch, notes)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput(f"{where}: {first['msg']}", hint="Correct that part of the request.", path=where) from error


def _fitting(patterns: tuple[Pattern, ...], draft: Blueprint, notes: Notes) -> tuple[Pattern, ...]:
    """Patterns that fit into the rest: all, or each behind those that do; what was read and does not is told."""
    if _misfit(patterns, draft) is None:
        return patterns
    kept: list[Pattern] = []
    for pattern in patterns:
        error = _misfit((*kept, pattern), draft)
        if error is None:
            kept.append(pattern)
        else:
            told = " ".join(str(value) for value in pattern.model_dump().values() if value)
            notes.leave(f"{error.message} ({told[:80]})")
    return tuple(kept)


def _misfit(patterns: tuple[Pattern, ...], draft: Blueprint) -> AgentError | None:
    try:
        expand(draft.model_copy(update={"patterns": patterns}))
    except AgentError as error:
        return error
    return None


def _possible(
    draft: Blueprint, actions: dict[str, tuple[Action, ...]], sketch: Sketch, notes: Notes
) -> dict[str, tuple[Action, ...]]:
    """Search needs text to search."""
    index = BlueprintIndex(draft)
    out = {}
    for name, chosen in actions.items():
        if Action.SEARCH in chosen and not searchable(index, name):
            if Action.SEARCH in sketch.actions.get(name, ()):
                notes.leave(f"Search over {name}: it has no text to search.")
            elif Action.SEARCH in sketch.actions_for_all:
                notes.assume(f"{name} has no search: it has no text to search.")
            chosen = tuple(action for action in chosen if action is not Action.SEARCH)
        out[name] = chosen
    return out


def _entity(entity: EntitySketch, sketch: Sketch, defaults: Defaults, notes: Notes) -> Entity:
    flags = lifecycle_of(entity, sketch, defaults)
    managed = {"version"} if flags["optimistic_lock"] else set()
    managed |= {"created_by", "updated_by"} if flags["audit"] else set()
    if entity.name == sketch.auth.account:
        managed |= {"role", "password_hash"}
    columns = _columns(entity.name, sketch)
    attributes = []
    for item in entity.attributes.values():
        if (
            item.name in managed
            or (item.name in _SERVER and flags["timestamps"])
            or (item.name == "deleted_at" and flags["soft_delete"])
        ):
            notes.assume(f"{entity.name}.{item.name} is set by the server.")
            continue
        if item.name in columns or item.name == "id":
            continue
        attributes.append(attribute_of(item, entity.name, notes))
    return Entity(
        name=entity.name,
        description=entity.description,
        attributes=tuple(attributes),
        uniques=tuple(entity.uniques),
        owner=entity.owner,
        tenant=entity.tenant,
        retention_days=entity.retention_days,
        **flags,
    )


def _columns(entity: str, sketch: Sketch) -> set[str]:
    """Names that references of the entity take."""
    taken = set()
    for item in sketch.relationships:
        if item.source == entity:
            taken |= {item.name} if item.cardinality is Cardinality.MANY_TO_MANY else {item.name, f"{item.name}_id"}
    return taken


def attribute_of(item: AttributeSketch, entity: str, notes: Notes) -> Attribute:
    """A Blueprint attribute; facets that do not go with its type are told and left out."""
    facets = {name: value for name, value in item.facets.items() if value is not None}
    type_ = str(facets.get("type", "string"))
    if type_ == "enum" and not facets.get("values"):
        facets["type"] = type_ = "string"
        facets.setdefault("max_length", 80)
        notes.assume(f"{entity}.{item.name} is text: its values are not listed.")
    if type_ == "array":
        facets.setdefault("items", "string")
    for facet, types in _TAKES.items():
        if facet in facets and type_ not in types:
            if facet in {"minimum", "maximum", "min_length", "max_length", "pattern"} and facets[facet] not in (
                None,
                0,
            ):
                notes.leave(f"{entity}.{item.name}: {facet} {facets[facet]} does not go with {type_}.")
            del facets[facet]
    if type_ in _LIMITS:
        _whole(facets, type_)
    if facets.get("unique") and type_ == "text":
        facets["type"] = type_ = "string"
        facets["max_length"] = min(int(facets.get("max_length", 255)), 255)
        notes.assume(f"{entity}.{item.name} has at most {facets['max_length']} characters: what is unique is short.")
    if facets.get("unique") and type_ == "string":
        facets["max_length"] = min(int(facets.get("max_length", 255)), 500)
    if type_ in {"json", "array", "binary", "float"} and facets.pop("unique", None):
        notes.leave(f"{entity}.{item.name}: a {type_} cannot be unique.")
    if item.optional:
        facets.pop("required", None)
    _default(facets, type_, entity, item.name, notes)
    facets = {name: value for name, value in facets.items() if name in Attribute.model_fields}
    return Attribute(name=item.name, **facets)


def _whole(facets: dict[str, Any], type_: str) -> None:
    low, high = _LIMITS[type_]
    for name in ("minimum", "maximum"):
        if name in facets:
            facets[name] = max(Decimal(low), min(Decimal(high), Decimal(facets[name]).to_integral_value()))


def _default(facets: dict[str, Any], type_: str, entity: str, name: str, notes: Notes) -> None:
    """A default in wire form: `0` for a decimal becomes `"0.00"`."""
    value = facets.get("default")
    if value is None:
        return
    try:
        facets["default"] = _wire(value, type_, facets)
    except (ValueError, ArithmeticError):
        notes.leave(f"{entity}.{name}: the default {value!r} is no {type_}.")
        del facets["default"]
        return
    if "required" not in facets:
        facets["required"] = True


def _wire(value: Any, type_: str, facets: dict[str, Any]) -> Any:
    text = str(value)
    if type_ == "bool":
        if text.lower() not in {"true", "false", "yes", "no"}:
            raise ValueError(text)
        return text.lower() in {"true", "yes"}
    if type_ in {"int32", "int64"}:
        return int(text)
    if type_ == "float":
        return float(text)
    if type_ == "decimal":
        return str(Decimal(text).quantize(Decimal(1).scaleb(-int(facets.get("scale", 2)))))
    if type_ in {"datetime", "date"}:
        if text.lower().strip("()") not in {"now", "today", "current_timestamp"} or type_ == "date":
            raise ValueError(text)
        return "now"
    if type_ == "enum":
        return text if text in facets.get("values", ()) else _fail(text)
    if type_ in {"string", "text"}:
        return text
    return _fail(text)


def _fail(text: str) -> Any:
    raise ValueError(text)


def _relationships(sketch: Sketch) -> tuple[Relationship, ...]:
    made: list[Relationship] = []
    taken: set[tuple[str, str]] = set()
    inverses: set[tuple[str, str]] = set()
    for item in sketch.relationships:
        if (item.source, item.name) in taken:
            continue
        taken.add((item.source, item.name))
        many = item.cardinality is Cardinality.MANY_TO_MANY
        required = bool(item.required) and not many
        inverse = item.inverse or _inverse(item, inverses, sketch)
        if inverse is not None:
            inverses.add((item.target, inverse))
        made.append(
            Relationship(
                name=item.name,
                source=item.source,
                target=item.target,
                cardinality=item.cardinality,
                required=required,
                managed=item.managed,
                immutable=item.immutable,
                on_delete=item.on_delete or (OnDelete.RESTRICT if required or many else OnDelete.SET_NULL),
                inverse=inverse,
                attributes=tuple(attribute_of(value, item.source, Notes()) for value in item.attributes),
                description=item.description,
            )
        )
    return tuple(made)


def _inverse(item: RelationshipSketch, taken: set[tuple[str, str]], sketch: Sketch) -> str | None:
    """`Book.author` seen from the author: `books`; none where that name is in use."""
    source = snake(item.source)
    name = source if item.cardinality is Cardinality.ONE_TO_ONE else plural_snake(item.source)
    if item.source == item.target:
        name = f"{name}_of_{item.name}"[:48].rstrip("_")
    named = set(sketch.entities[item.target].attributes) | {
        other.name for other in sketch.relationships if other.source == item.target
    }
    free = (item.target, name) not in taken and name not in named and len(name) <= 48
    return name if free else None
