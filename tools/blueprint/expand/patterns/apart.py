"""Patterns beside each other: no two add an operation, a route or a field of one name."""

import re
from collections.abc import Mapping, Sequence

from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.views import entity_view
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Operation, ViewField
from tools.errors import BadInput

_PARAMETER = re.compile(r"\{[^}]*\}")


def check_apart(
    index: BlueprintIndex,
    found: Expansion,
    operations: Sequence[Operation],
    fields: Mapping[str, tuple[ViewField, ...]],
) -> None:
    """Raises BadInput where what a pattern adds is there already; `operations` and `fields` are of those before it."""
    names = {operation.name for operation in operations}
    routes = {_route(operation) for operation in operations}
    for operation in found.operations:
        if operation.name in names or _route(operation) in routes:
            raise BadInput(
                f"Two patterns make the operation {operation.name}, or {operation.method.value} {operation.path}.",
                hint="Give one of them another `name`.",
                code="name-taken",
            )
    for entity, more in found.fields.items():
        if more and any(view.name == entity for view in index.blueprint.views):
            raise BadInput(
                f"The view {entity} stands in the Blueprint, so that the pattern adds no field to it.",
                hint=f"Take `{more[0].name}` out of the pattern, and write `{more[0].value}` into the view.",
            )
        taken = {item.name for item in (*entity_view(index, entity).fields, *fields.get(entity, ()))}
        for item in more:
            if item.name in taken:
                raise BadInput(
                    f"{entity} shows a `{item.name}` already.",
                    hint="Give the field of the pattern another name.",
                    code="name-taken",
                )
            taken.add(item.name)


def _route(operation: Operation) -> tuple[str, str]:
    return operation.method.value, _PARAMETER.sub("{}", operation.path)
