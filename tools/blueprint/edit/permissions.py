"""Permissions, one by one: who may do one thing with one entity."""

from collections.abc import Iterable, Mapping

from pydantic import ValidationError

from tools.blueprint.edit.addresses import names_of, unknown
from tools.blueprint.edit.model import PartKind
from tools.blueprint.edit.problems import first_problem
from tools.blueprint.model import Action, Blueprint, Permission
from tools.errors import BadInput


def with_permission(blueprint: Blueprint, name: str, value: Mapping[str, object]) -> Blueprint:
    """The Blueprint in which these may do it, and nobody else. What is said of other actions stays."""
    entity, actions = _addressed(blueprint, name)
    for field in ("entity", "actions"):
        if field in value:
            raise BadInput(
                f"value.{field}: the name of the edit says what the rule is about.",
                hint="Name one action as `Book.delete`, or the entity for all of them; a value is `allow` alone.",
                code="wrong-value",
                path=f"value.{field}",
            )
    try:
        rule = Permission.model_validate({**value, "entity": entity, "actions": actions})
    except ValidationError as error:
        raise first_problem(error, "value") from error
    if _said(blueprint.permissions, rule):
        return blueprint
    kept = _without(blueprint.permissions, entity, actions)
    places = [place for place, item in enumerate(kept) if item.entity == entity]
    at = places[-1] + 1 if places else len(kept)
    return _copied(blueprint, _merged([*kept[:at], rule, *kept[at:]], entity))


def without_permission(blueprint: Blueprint, name: str) -> Blueprint:
    """The Blueprint that says nothing of who may do it."""
    entity, actions = _addressed(blueprint, name)
    kept = _without(blueprint.permissions, entity, actions)
    if kept == list(blueprint.permissions):
        raise unknown(PartKind.PERMISSION, name, names_of(blueprint, PartKind.PERMISSION))
    return _copied(blueprint, kept)


def _addressed(blueprint: Blueprint, name: str) -> tuple[str, tuple[Action, ...]]:
    """The entity and the actions: all of them where none is named."""
    entity, dot, action = name.partition(".")
    if entity not in names_of(blueprint, PartKind.ENTITY):
        raise unknown(PartKind.ENTITY, entity, names_of(blueprint, PartKind.ENTITY))
    if not dot:
        return entity, tuple(Action)
    if action not in list(Action):
        raise BadInput(
            f"`{action}` is no action.", hint=f"Name one of: {', '.join(Action)}.", code="unknown-part", path="name"
        )
    return entity, (Action(action),)


def _said(permissions: Iterable[Permission], rule: Permission) -> bool:
    """Whether the rule stands there already, and no other about the same."""
    found = [
        (action, item.allow)
        for item in permissions
        for action in item.actions
        if item.entity == rule.entity and action in rule.actions
    ]
    return sorted(found) == sorted((action, rule.allow) for action in rule.actions)


def _without(permissions: Iterable[Permission], entity: str, actions: tuple[Action, ...]) -> list[Permission]:
    made = []
    for item in permissions:
        left = tuple(action for action in item.actions if action not in actions)
        if item.entity != entity or left == item.actions:
            made.append(item)
        elif left:
            made.append(item.model_copy(update={"actions": left}))
    return made


def _merged(permissions: list[Permission], entity: str) -> list[Permission]:
    """Rules of the entity that allow the same stand in one, where the first of them stood."""
    made: list[Permission] = []
    for item in permissions:
        same = [place for place, other in enumerate(made) if (other.entity, other.allow) == (entity, item.allow)]
        if item.entity != entity or not same:
            made.append(item)
            continue
        both = {*made[same[0]].actions, *item.actions}
        made[same[0]] = item.model_copy(update={"actions": tuple(action for action in Action if action in both)})
    return made


def _copied(blueprint: Blueprint, permissions: list[Permission]) -> Blueprint:
    return blueprint.model_copy(update={"permissions": tuple(permissions)})
