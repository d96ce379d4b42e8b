"""What an operation of one's own does that permissions would otherwise guard."""

import re
from collections.abc import Iterator, Mapping

from agent.model_planner.guard.openings import Deed
from agent.model_planner.guard.reach import Reach, newcomers, permitted, reach_of_access, reach_of_action
from tools.blueprint.managed import PASSWORD_HASH, ROLE
from tools.blueprint.model import (
    Action,
    Aggregate,
    AuthScheme,
    Blueprint,
    Create,
    Delete,
    Each,
    Find,
    IssueToken,
    Link,
    List,
    Method,
    Operation,
    Restore,
    Unlink,
    Update,
    UpdateAll,
    Upsert,
    every_step,
)

_NAME = re.compile(r"(?<![\w.])[a-z][a-z0-9_]*")
_DONE = {
    Method.GET: (Action.LIST, Action.READ, Action.SEARCH, Action.ANALYTICS),
    Method.POST: (Action.CREATE, Action.UPDATE),
    Method.PUT: (Action.UPDATE,),
    Method.PATCH: (Action.UPDATE,),
    Method.DELETE: (Action.DELETE,),
}
"""What a method says of an operation."""
_GUARDED = frozenset({ROLE, PASSWORD_HASH})


def delicate(base: Blueprint, blueprint: Blueprint, operation: Operation) -> tuple[str, ...]:
    """In words, measured by what `base` lets people do, too; nothing where nobody signs in anyway."""
    if blueprint.auth.scheme is AuthScheme.NONE:
        return ()
    return tuple(dict.fromkeys([*_beyond(base, blueprint, operation), *_secrets(blueprint, operation)]))


def deed(operation: Operation) -> Deed:
    """What it does by its method, and with which entities."""
    keys = ("find", "list", "aggregate", "each", "create", "upsert")
    named = {str(getattr(step, key, "")) for step in every_step(operation.steps) for key in keys}
    actions = frozenset(action.value for action in _DONE[operation.method])
    return Deed(actions, frozenset(name for name in named if name[:1].isupper()))


def allowed(base: Blueprint, now: Blueprint, entity: str, action: Action) -> Reach:
    """Who may do something by the standard operations: now, or before. Of a new entity nothing is left out yet."""
    if all(item.name != entity for item in base.entities):
        return permitted(now, entity, action)
    return reach_of_action(now, entity, action) | reach_of_action(base, entity, action)


def _beyond(base: Blueprint, blueprint: Blueprint, operation: Operation) -> Iterator[str]:
    """Rows that more callers write or see than the permissions of their entity let."""
    reach = reach_of_access(operation.access)
    for entity, action in dict.fromkeys(touched(blueprint, operation)):
        for who in newcomers(allowed(base, blueprint, entity, action), reach):
            yield f"the operation {operation.name} lets {who} {action.value} {entity}"


def touched(blueprint: Blueprint, operation: Operation) -> Iterator[tuple[str, Action]]:
    """The entities whose rows an operation writes or shows, and what it does with them."""
    rows: dict[str, str] = {}
    written: dict[str, str] = {}
    for step in every_step(operation.steps):
        match step:
            case Find(find=entity, bind=name):
                rows[name] = entity
            case Each(each=entity, bind=name) if not entity.startswith("input."):
                rows[name] = entity
            case Create(create=entity, bind=name) | Upsert(upsert=entity, bind=name):
                written[name] = entity
                yield entity, Action.CREATE
                if isinstance(step, Upsert) and step.change:
                    yield entity, Action.UPDATE
            case Update(update=name) if name in rows:
                yield rows[name], Action.UPDATE
            case Delete(delete=name) | Restore(restore=name) if name in rows or name in written:
                yield rows.get(name) or written[name], Action.DELETE
            case Link(link=place) | Unlink(unlink=place) if place.partition(".")[0] in rows:
                yield rows[place.partition(".")[0]], Action.UPDATE
            case UpdateAll(update_all=place):
                yield from ((entity, Action.UPDATE) for entity in _behind(blueprint, rows, place))
            case List(list=entity) | Aggregate(aggregate=entity):
                yield entity, Action.LIST
    yield from ((rows[name], Action.READ) for name in _answered(operation) if name in rows)


def _behind(blueprint: Blueprint, rows: Mapping[str, str], place: str) -> Iterator[str]:
    """The entity whose rows refer to a bound row: `board.cards` leads to those of `Card.board`."""
    row, _, inverse = place.partition(".")
    for link in blueprint.relationships:
        if link.inverse == inverse and link.target == rows.get(row):
            yield link.source


def _answered(operation: Operation) -> Iterator[str]:
    """The names whose rows, or values, are part of the answer."""
    response = operation.response
    yield response.value or ""
    for text in (*response.beside.values(), response.file or "", response.file_name or ""):
        yield from _NAME.findall(text)


def _secrets(blueprint: Blueprint, operation: Operation) -> Iterator[str]:
    account = blueprint.auth.account
    owned = {entity.name for entity in blueprint.entities if entity.owner is not None} | {account}
    rows: dict[str, str] = {}
    for step in every_step(operation.steps):
        match step:
            case Find(find=entity) | List(list=entity) | Aggregate(aggregate=entity) | Each(each=entity):
                if isinstance(step, Find | Each):
                    rows[step.bind] = entity
                if not step.owner and entity in owned:
                    yield f"the operation {operation.name} sees {entity} of all owners"
            case IssueToken():
                yield f"the operation {operation.name} signs somebody in"
            case Create(create=entity) | Upsert(upsert=entity) if entity == account:
                yield from _guarded(operation, step)
            case Update(update=name) if rows.get(name) == account:
                yield from _guarded(operation, step)


def _guarded(operation: Operation, step: Create | Upsert | Update) -> Iterator[str]:
    written = {*step.accept, *step.set, *(step.change if isinstance(step, Upsert) else ())}
    for name in sorted(written & _GUARDED):
        yield f"the operation {operation.name} sets the {name} of an account"
