"""What views show of other entities, and what operations look at on the way: rows behind relationships."""

import re
from collections.abc import Iterator, Mapping

from agent.model_planner.guard.delicate import allowed
from agent.model_planner.guard.reach import Reach, newcomers, reach_of_access, served_actions
from tools.blueprint.model import (
    Action,
    AuthScheme,
    Blueprint,
    Operation,
    View,
    ViewField,
    every_step,
)
from tools.blueprint.model.patterns import kind_of

_PATH = re.compile(r"(?<![\w.\"'])([a-z_]\w*)((?:\s*\.\s*[a-z_]\w*)*)(\s*\(\s*([a-z_]\w*)\s*,)?")
_TEXT = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")
_ASKS = ("where", "check", "condition")
_STARTS = ("find", "list", "aggregate", "create", "upsert")


def shown(base: Blueprint, now: Blueprint) -> tuple[str, ...]:
    """What views show to callers who may not read it, in words."""
    if now.auth.scheme is AuthScheme.NONE:
        return ()
    views = {view.name: view for view in now.views}
    return tuple(
        text
        for view in now.views
        for reach in dict.fromkeys(_audiences(now, view))
        for field in view.fields
        for entity in dict.fromkeys(_reached(now, views, view.entity, field, frozenset({view.name})))
        for text in _told(base, now, f"the view {view.name}", entity, reach, _own(now, view.entity, field))
    )


def looked_at(base: Blueprint, now: Blueprint, operation: Operation) -> tuple[str, ...]:
    """What the expressions of an operation's steps read behind relationships, for callers who may not read it.

    A condition tells its callers something where it compares with what they send.
    """
    if now.auth.scheme is AuthScheme.NONE:
        return ()
    found: list[str] = []
    rows: dict[str, str] = {}
    for step in every_step(operation.steps):
        data = step.model_dump(by_alias=False)
        entity = next((data[key] for key in (*_STARTS, "each") if data.get(key)), None)
        bound = data.get("bind")
        within = dict(rows)
        if isinstance(entity, str) and entity[:1].isupper():
            within["row"] = entity
            if isinstance(bound, str):
                rows[bound] = entity
        for key, value in data.items():
            for text in _expressions(value):
                if key not in _ASKS or "input." in text:
                    found += _behind(now, text, within)
    for text in (operation.response.file or "", *operation.response.beside.values()):
        found += _behind(now, text, rows)
    reach = reach_of_access(operation.access)
    return tuple(
        text
        for entity in dict.fromkeys(found)
        for text in _told(base, now, f"the operation {operation.name}", entity, reach, own=False)
    )


def _told(base: Blueprint, now: Blueprint, what: str, entity: str, reach: Reach, own: bool) -> Iterator[str]:
    may = allowed(base, now, entity, Action.READ)
    # Owners see their own rows, and behind a relationship stand those of others.
    may = may | {"owner"} if own else may - {"owner"}
    yield from (f"{what} shows {entity} to {who}" for who in newcomers(may, reach))


def _own(blueprint: Blueprint, entity: str, field: ViewField) -> bool:
    """Whether a field shows the account that owns the row: to its owner it is no other's."""
    owner = next((item.owner for item in blueprint.entities if item.name == entity), None)
    return owner is not None and re.search(rf"(?:^|\brow\.){owner}\b", field.source or field.value or "") is not None


def _audiences(blueprint: Blueprint, view: View) -> Iterator[Reach]:
    """Who gets the view: the standard view is for all who get rows of its entity; others for those who are answered."""
    if view.name == view.entity:
        for entity, action in served_actions(blueprint):
            if entity == view.entity and action is not Action.ANALYTICS:
                yield allowed(blueprint, blueprint, entity, action)
    for operation in blueprint.operations:
        if operation.response.view == view.name:
            yield reach_of_access(operation.access)
    for pattern in blueprint.patterns:
        if getattr(pattern, "view", None) == view.name:
            access = getattr(pattern, "access", None)
            place = str(getattr(pattern, kind_of(pattern) or "")).partition(".")[0]
            yield reach_of_access(access) if access else allowed(blueprint, blueprint, place, Action.READ)


def _reached(
    blueprint: Blueprint, views: Mapping[str, View], entity: str, field: ViewField, seen: frozenset[str]
) -> Iterator[str]:
    if field.value is not None:
        yield from _behind(blueprint, field.value, {"row": entity})
    if field.source is None:
        return
    target = _target(blueprint, entity, field.source.partition(".")[0])
    if target is None:
        return
    yield target
    nested = views.get(field.view or "")
    if nested is not None and nested.name not in seen:
        for inner in nested.fields:
            yield from _reached(blueprint, views, nested.entity, inner, seen | {nested.name})


def _behind(blueprint: Blueprint, text: str, names: Mapping[str, str]) -> Iterator[str]:
    """The entities of which an expression reads more than the key, over relationships of rows that it knows."""
    known = dict(names)
    for match in _PATH.finditer(_TEXT.sub('""', text)):
        entity = known.get(match[1])
        if entity is None:
            continue
        steps = [part.strip() for part in match[2].split(".") if part.strip()]
        far = match[1] not in names
        for step in steps:
            target = _target(blueprint, entity, step)
            if target is not None:
                entity, far = target, True
            elif far and step != "id" and _attribute(blueprint, entity, step):
                yield entity
        if match[4]:
            known[match[4]] = entity


def _target(blueprint: Blueprint, entity: str, name: str) -> str | None:
    for link in blueprint.relationships:
        if link.source == entity and link.name == name:
            return link.target
        if link.target == entity and link.inverse == name:
            return link.source
    return None


def _attribute(blueprint: Blueprint, entity: str, name: str) -> bool:
    """Whether it is something that is stored of a row: declared, or managed."""
    declared = {item.name for found in blueprint.entities if found.name == entity for item in found.attributes}
    return name in declared or name in ("role", "password_hash", "created_at", "updated_at")


def _expressions(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (item for item in value.values() if isinstance(item, str))
