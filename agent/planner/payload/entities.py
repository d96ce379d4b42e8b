"""Entities and relationships of a payload."""

from decimal import Decimal
from typing import Any

from agent.planner.naming import attribute_name, entity_name
from agent.planner.notes import Notes
from agent.planner.payload.fields import Fields
from agent.planner.payload.values import flag, items, mapping, text, texts, whole, wrong
from agent.planner.sketch import AttributeSketch, EntitySketch, RelationshipSketch, Sketch
from agent.planner.text.attributes import read_item
from agent.planner.text.facets import read_facets, settle
from agent.planner.text.types import read_type
from tools.blueprint.model import Action, Cardinality, KeyKind, OnDelete
from tools.blueprint.names import plural_snake, snake
from tools.errors import BadInput, Contradiction

_CARDINALITIES = {
    "many_to_one": Cardinality.MANY_TO_ONE,
    "n_to_1": Cardinality.MANY_TO_ONE,
    "belongs_to": Cardinality.MANY_TO_ONE,
    "one_to_many": Cardinality.ONE_TO_MANY,
    "1_to_n": Cardinality.ONE_TO_MANY,
    "has_many": Cardinality.ONE_TO_MANY,
    "one_to_one": Cardinality.ONE_TO_ONE,
    "1_to_1": Cardinality.ONE_TO_ONE,
    "has_one": Cardinality.ONE_TO_ONE,
    "many_to_many": Cardinality.MANY_TO_MANY,
    "n_to_m": Cardinality.MANY_TO_MANY,
    "n_to_n": Cardinality.MANY_TO_MANY,
    "reference": Cardinality.MANY_TO_ONE,
    "m_to_n": Cardinality.MANY_TO_MANY,
}
_SIGNS = str.maketrans({":": " to ", "-": " ", "_": " "})


def read_entities(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """`["User"]`, `[{"name": "User", "attributes": [...]}]` or `{"User": {...}}`."""
    pairs: list[tuple[str, Any]]
    if isinstance(value, dict):
        pairs = [(f"{path}.{key}"[:200], {"name": key, **_body(body)}) for key, body in value.items()]
    else:
        pairs = [(f"{path}[{at}]", item) for at, item in enumerate(items(value, path))]
    for where, item in pairs:
        if isinstance(item, str):
            sketch.entity(entity_name(text(item, where), notes, where))
        else:
            _entity(mapping(item, where), where, sketch, notes)


def _body(body: object) -> dict[str, Any]:
    if isinstance(body, dict):
        known = {"attributes", "fields", "columns", "properties"}
        return body if known & set(body) or not body else {"attributes": body}
    return {"attributes": body} if body is not None else {}


def _entity(data: Any, path: str, sketch: Sketch, notes: Notes) -> None:
    fields = Fields(data, path, notes)
    named = fields.take("name", "entity")
    if named is None:
        raise BadInput(f"{path} has no `name`.", hint=f"Add `name` at {path}.", code="bad-payload", path=f"{path}.name")
    entity = sketch.entity(entity_name(text(named[1], named[0]), notes, named[0]))
    if entity.listed:
        raise Contradiction(f"{entity.name} is declared", f"{entity.name} is declared again ({path})")
    said = fields.take("description")
    if said is not None:
        entity.description = text(said[1], said[0]).replace("\n", " ")
    attributes = fields.take("attributes", "fields", "columns", "properties")
    if attributes is not None:
        entity.listed = True
        _attributes(attributes[1], attributes[0], entity, notes)
    for flag_name in ("soft_delete", "timestamps", "optimistic_lock"):
        given = fields.take(flag_name)
        if given is not None:
            setattr(entity, flag_name, flag(given[1], given[0]))
    links = fields.take("relationships", "relations")
    if links is not None:
        _own_links(links[1], links[0], entity.name, sketch, notes)
    actions = fields.take("operations", "actions")
    if actions is not None:
        sketch.actions[entity.name] = read_actions(actions[1], actions[0], notes)
    fields.report()


def read_actions(value: object, path: str, notes: Notes) -> list[Action]:
    """`["CRUD", "search"]` as actions; a word that is none is reported."""
    found: list[Action] = []
    for at, word in enumerate(texts(value, path)):
        actions = ACTIONS.get(snake(word) or word.lower())
        if actions is None:
            notes.leave(f"{path}[{at}]: the operation `{word[:80]}` has no place yet.")
        found += [action for action in actions or () if action not in found]
    return found


CRUD = (Action.LIST, Action.READ, Action.CREATE, Action.UPDATE, Action.DELETE)
ACTIONS: dict[str, tuple[Action, ...]] = {
    "crud": CRUD,
    "list": (Action.LIST,),
    "index": (Action.LIST,),
    "get": (Action.LIST, Action.READ),
    "read": (Action.LIST, Action.READ),
    "create": (Action.CREATE,),
    "add": (Action.CREATE,),
    "post": (Action.CREATE,),
    "update": (Action.UPDATE,),
    "edit": (Action.UPDATE,),
    "patch": (Action.UPDATE,),
    "put": (Action.UPDATE,),
    "delete": (Action.DELETE,),
    "remove": (Action.DELETE,),
    "search": (Action.SEARCH,),
    "analytics": (Action.ANALYTICS,),
    "statistics": (Action.ANALYTICS,),
    "aggregate": (Action.ANALYTICS,),
    "filter": (Action.LIST,),
    "sort": (Action.LIST,),
    "pagination": (Action.LIST,),
}


def _attributes(value: object, path: str, entity: EntitySketch, notes: Notes) -> None:
    if isinstance(value, dict):
        for key, body in value.items():
            where = f"{path}.{key}"[:200]
            merged = {"name": key, **(body if isinstance(body, dict) else {"type": body})}
            _add(_attribute(merged, where, entity, notes), entity)
        return
    for at, item in enumerate(items(value, path)):
        where = f"{path}[{at}]"
        if isinstance(item, str):
            _add(_said(text(item, where, 500), where, entity, notes), entity)
        else:
            _add(_attribute(mapping(item, where), where, entity, notes), entity)


def _add(attribute: AttributeSketch | None, entity: EntitySketch) -> None:
    if attribute is not None:
        entity.add(attribute)


def _said(raw: str, path: str, entity: EntitySketch, notes: Notes) -> AttributeSketch | None:
    """`"price"` or `"price: decimal"`; a name that is hostile is refused, not tidied."""
    item = read_item(raw) if any(mark in raw for mark in ":(|") or " " in raw.strip() else None
    if item is None:
        name = attribute_name(raw.strip().rstrip("?!*"), notes, path)
        return _keyed(AttributeSketch(name, optional=raw.strip().endswith("?")), entity)
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
            if isinstance(given[1], bool) or not isinstance(given[1], int | float):
                wrong(given[0], "a number", given[1])
            facets[name] = Decimal(str(given[1]))
    values = fields.take("values", "enum", "options", "choices")
    if values is not None:
        facets["values"] = tuple(dict.fromkeys(texts(values[1], values[0])))
        facets["type"], attribute.typed = "enum", True
    default = fields.take("default", "default_value")
    if default is not None:
        facets["default"] = default[1]
    for name in ("pattern", "description"):
        given = fields.take(name)
        if given is not None:
            facets[name] = text(given[1], given[0], 500)
    primary = fields.take("primary_key", "primary", "is_primary")
    fields.report()
    if facets.get("required") and attribute.optional:
        raise Contradiction(f"{path} is required", f"{path} may be null")
    if facets.get("required") is False:
        attribute.optional = True
    settle(facets)
    return _keyed(attribute, entity, primary is not None and flag(primary[1], primary[0]))


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


def _typed(said: str, path: str, attribute: AttributeSketch) -> None:
    found = read_type(said)
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
            hint=(
                "Types: string, text, int32, int64, decimal, float, bool, uuid, date, "
                "datetime, json, binary, enum, email, url, array."
            ),
            code="bad-payload",
            path=path,
        )
    attribute.optional = bool(found.pop("optional", False)) or attribute.optional
    attribute.facets.update(found)
    attribute.typed = True


def read_relationships(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """`[{"from": "Order", "to": "User", "type": "many-to-one"}]`; an undeclared end becomes an assumed entity."""
    for at, item in enumerate(items(value, path)):
        _relationship(mapping(item, f"{path}[{at}]"), f"{path}[{at}]", sketch, notes)


def _own_links(value: object, path: str, source: str, sketch: Sketch, notes: Notes) -> None:
    for at, item in enumerate(items(value, path)):
        where = f"{path}[{at}]"
        data = {"to": item} if isinstance(item, str) else dict(mapping(item, where))
        _relationship({"from": source, **data}, where, sketch, notes)


def _relationship(data: Any, path: str, sketch: Sketch, notes: Notes) -> None:
    fields = Fields(data, path, notes)
    ends = []
    for keys in (("from", "source"), ("to", "target", "entity")):
        given = fields.take(*keys)
        if given is None:
            raise BadInput(
                f"{path} has no `{keys[0]}`.",
                hint=f"Add `{keys[0]}` at {path}.",
                code="bad-payload",
                path=f"{path}.{keys[0]}",
            )
        name = entity_name(text(given[1], given[0]), notes, given[0])
        if name not in sketch.entities:
            notes.assume(f"{name} is an entity: {given[0]} names it, and nothing declares it.")
            sketch.entity(name)
        ends.append(name)
    source, target = ends
    kind = fields.take("type", "cardinality", "kind")
    cardinality = Cardinality.MANY_TO_ONE
    if kind is not None:
        said = "_".join(text(kind[1], kind[0]).lower().translate(_SIGNS).split())
        if said not in _CARDINALITIES:
            raise BadInput(
                f"{kind[0]}: `{kind[1]}` is no kind of relationship.",
                hint="Use one-to-one, one-to-many, many-to-one or many-to-many.",
                code="bad-payload",
                path=kind[0],
            )
        cardinality = _CARDINALITIES[said]
    named = fields.take("name", "field")
    many = cardinality in {Cardinality.MANY_TO_MANY, Cardinality.ONE_TO_MANY}
    name = (
        attribute_name(text(named[1], named[0]), notes, named[0])
        if named
        else (plural_snake(target) if many else "parent" if source == target else snake(target))
    )
    made = RelationshipSketch(name, source, target, cardinality)
    required = fields.take("required")
    if required is not None:
        made.required = made.firm = flag(required[1], required[0])
    on_delete = fields.take("on_delete")
    if on_delete is not None:
        made.on_delete = _on_delete(text(on_delete[1], on_delete[0]), on_delete[0])
    values = fields.take("attributes")
    if values is not None:
        holder = EntitySketch(source)
        _attributes(values[1], values[0], holder, notes)
        made.attributes = list(holder.attributes.values())
    for note in ("description", "foreign_key", "through"):
        fields.take(note)
    fields.report()
    if made.required and made.on_delete is OnDelete.SET_NULL:
        raise Contradiction(f"{path} is required", f"{path} becomes null when the other row is deleted")
    sketch.relate(made)


def _on_delete(said: str, path: str) -> OnDelete:
    plain = "_".join(said.lower().translate(_SIGNS).split())
    kinds = {
        "restrict": OnDelete.RESTRICT,
        "no_action": OnDelete.RESTRICT,
        "cascade": OnDelete.CASCADE,
        "set_null": OnDelete.SET_NULL,
    }
    if plain not in kinds:
        raise BadInput(
            f"{path}: `{said[:60]}` is no rule.",
            hint="Use restrict, cascade or set-null.",
            code="bad-payload",
            path=path,
        )
    return kinds[plain]
