"""Entities of a payload."""

from typing import Any

from agent.planner.naming import entity_name
from agent.planner.notes import Notes
from agent.planner.payload.attributes import read_attributes
from agent.planner.payload.fields import Fields, Given
from agent.planner.payload.merging import merge_entity
from agent.planner.payload.relationships import read_own_links
from agent.planner.payload.switches import read_switch
from agent.planner.payload.values import items, mapping, text, texts
from agent.planner.sketch import EntitySketch, Sketch
from tools.blueprint.model import Action
from tools.blueprint.names import snake
from tools.errors import BadInput


def read_entities(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """`["User"]`, `[{"name": "User", "attributes": [...]}]` or `{"User": {...}}`."""
    pairs: list[tuple[str, Any]]
    if isinstance(value, dict):
        pairs = [(f"{path}.{key}"[:200], {"name": key, **_body(body)}) for key, body in value.items()]
    else:
        pairs = [(f"{path}[{at}]", item) for at, item in enumerate(items(value, path))]
    links: list[tuple[str, Given]] = []
    for where, item in pairs:
        if isinstance(item, str):
            _declare(EntitySketch(entity_name(text(item, where), notes, where)), where, sketch, notes)
        else:
            links += _entity(mapping(item, where), where, sketch, notes)
    # Only now is it known which ends are declared.
    for source, (where, said) in links:
        read_own_links(said, where, source, sketch, notes)


def _declare(entity: EntitySketch, path: str, sketch: Sketch, notes: Notes) -> None:
    there = sketch.entities.setdefault(entity.name, entity)
    if there is not entity:
        merge_entity(there, entity, path, notes)


def _body(body: object) -> dict[str, Any]:
    if isinstance(body, dict):
        known = {"attributes", "fields", "columns", "properties"}
        return body if known & set(body) or not body else {"attributes": body}
    return {"attributes": body} if body is not None else {}


def _entity(data: Any, path: str, sketch: Sketch, notes: Notes) -> list[tuple[str, Given]]:
    """Reads one; its relationships are left for later, with the name of their source."""
    fields = Fields(data, path, notes)
    named = fields.take("name", "entity")
    if named is None:
        raise BadInput(f"{path} has no `name`.", hint=f"Add `name` at {path}.", code="bad-payload", path=f"{path}.name")
    entity = EntitySketch(entity_name(text(named[1], named[0]), notes, named[0]))
    said = fields.take("description")
    if said is not None:
        entity.description = text(said[1], said[0]).replace("\n", " ")
    attributes = fields.take("attributes", "fields", "columns", "properties", empty=True)
    if attributes is not None:
        entity.listed = True
        read_attributes(attributes[1], attributes[0], entity, notes)
    for flag_name in ("soft_delete", "timestamps", "optimistic_lock"):
        given = fields.take(flag_name)
        if given is not None:
            setattr(entity, flag_name, read_switch(given[1], given[0], notes))
    links = fields.take_list("relationships", "relations")
    # No operations at all is a wish of its own: rows that only others read and write.
    actions = fields.take("operations", "actions", empty=True)
    _declare(entity, path, sketch, notes)
    if actions is not None:
        add_actions(entity.name, read_actions(actions[1], actions[0], notes), sketch)
    fields.report()
    return [(entity.name, links)] if links is not None else []


def add_actions(entity: str, actions: list[Action], sketch: Sketch) -> None:
    """What is said of one entity in several places holds together."""
    there = sketch.actions.setdefault(entity, [])
    there += [action for action in actions if action not in there]


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
