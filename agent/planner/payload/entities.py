"""Entities of a payload."""

from typing import Any

from agent.planner.naming import entity_name
from agent.planner.notes import Notes
from agent.planner.payload.attributes import read_attributes
from agent.planner.payload.fields import Fields
from agent.planner.payload.relationships import read_own_links
from agent.planner.payload.values import flag, items, mapping, text, texts
from agent.planner.sketch import Sketch
from tools.blueprint.model import Action
from tools.blueprint.names import snake
from tools.errors import BadInput, Contradiction


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
        read_attributes(attributes[1], attributes[0], entity, notes)
    for flag_name in ("soft_delete", "timestamps", "optimistic_lock"):
        given = fields.take(flag_name)
        if given is not None:
            setattr(entity, flag_name, flag(given[1], given[0]))
    links = fields.take("relationships", "relations")
    if links is not None:
        read_own_links(links[1], links[0], entity.name, sketch, notes)
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
