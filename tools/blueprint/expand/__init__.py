"""Resources, patterns, relationships and authentication become explicit operations and views."""

from collections.abc import Mapping
from typing import TypeVar

from tools.blueprint.expand.account import account_operations, create_account
from tools.blueprint.expand.crud import crud_operation
from tools.blueprint.expand.links import link_operations, link_view, link_view_name
from tools.blueprint.expand.passwords import with_policy
from tools.blueprint.expand.patterns import expand_patterns
from tools.blueprint.expand.patterns.knowing import Knowing
from tools.blueprint.expand.reports import analytics_operation, search_operation
from tools.blueprint.expand.routes import route_of
from tools.blueprint.expand.views import entity_view, plain_name, plain_view
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Action, Blueprint, Event, Operation, View, ViewField

__all__ = ["expand"]


def expand(blueprint: Blueprint) -> Blueprint:
    """The Blueprint with every standard operation and view written out, and no `resources` or `patterns` left.

    What the Blueprint says itself wins: an operation or view of the same name is kept as it is, and so is an operation
    with the route of a standard one.
    """
    index = BlueprintIndex(blueprint)
    patterns = expand_patterns(index)
    knowing = Knowing(index, patterns.fields)
    knowing.check_own()
    standard = _unanswered(blueprint, _standard(index, patterns.links))
    standard = [item for item in standard if item.name not in patterns.instead]
    standard = knowing.operations([*patterns.operations, *standard])
    operations = with_policy(index, _merge(blueprint.operations, standard))
    views = _merge(blueprint.views, _views(index, operations, patterns.fields))
    events = _merge(blueprint.events, list(patterns.events))
    written = {"operations": operations, "views": views, "events": events}
    return blueprint.model_copy(update={"resources": (), "patterns": (), **written})


def _standard(index: BlueprintIndex, linked: frozenset[str]) -> list[Operation]:
    """Operations of resources and accounts. `linked`: relationships whose links a pattern sets, and nothing else."""
    operations: list[Operation] = []
    listed = {resource.entity for resource in index.blueprint.resources}
    for resource in index.blueprint.resources:
        for action in Action:
            if action in resource.actions:
                operations.append(_operation(index, resource.entity, action))
        for many in index.many(resource.entity):
            if many.target in listed:
                found = link_operations(index, many)
                by_hand = many.managed or f"{many.source}.{many.name}" in linked
                operations += found[:1] if by_hand else found
    if not any(operation.intent.startswith("account.") for operation in index.blueprint.operations):
        operations += account_operations(index)
    return operations


def _unanswered(blueprint: Blueprint, standard: list[Operation]) -> list[Operation]:
    """Standard operations whose routes no operation of the Blueprint's own has."""
    own = {route_of(operation) for operation in blueprint.operations}
    return [operation for operation in standard if route_of(operation) not in own]


def _operation(index: BlueprintIndex, entity: str, action: Action) -> Operation:
    if action is Action.SEARCH:
        return search_operation(index, entity)
    if action is Action.ANALYTICS:
        return analytics_operation(index, entity)
    if action is Action.CREATE and index.account is not None and entity == index.account.name:
        return create_account(index)
    return crud_operation(index, entity, action)


def _views(
    index: BlueprintIndex, operations: tuple[Operation, ...], fields: Mapping[str, tuple[ViewField, ...]]
) -> list[View]:
    """Standard views. `fields`: entity → what its view shows beside the columns."""
    wanted = {operation.response.view for operation in operations if operation.response.view}
    views: list[View] = []
    for name in index.entities:
        if name in wanted:
            view = entity_view(index, name)
            views.append(view.model_copy(update={"fields": (*view.fields, *fields.get(name, ()))}))
        if plain_name(index, name) in wanted:
            views.append(plain_view(index, name))
        for many in index.many(name):
            if link_view_name(many) in wanted:
                views.append(link_view(index, many, entity_view(index, many.target)))
    return views


_T = TypeVar("_T", Operation, View, Event)


def _merge(own: tuple[_T, ...], standard: list[_T]) -> tuple[_T, ...]:
    names = {item.name for item in own}
    return own + tuple(item for item in standard if item.name not in names)
