"""Operations: names, routes, inputs and views of the expanded Blueprint."""

import re

from tools.blueprint.check.values import check_type
from tools.blueprint.expand import expand
from tools.blueprint.model import Blueprint, Operation, Place
from tools.errors import BadInput

_PARAMETER = re.compile(r"\{[^}]*\}")


def check_operations(blueprint: Blueprint) -> None:
    """No two operations share a name or a route; what they name exists."""
    entities = {entity.name for entity in blueprint.entities}
    expanded = expand(blueprint)
    names: set[str] = set()
    routes: dict[tuple[str, str], str] = {}
    for operation in expanded.operations:
        path = f"operations.{operation.name}"
        if operation.name in names:
            raise BadInput(f"{path}: the name stands twice.", path=path)
        names.add(operation.name)
        route = (operation.method.value, _PARAMETER.sub("{}", operation.path))
        if route in routes:
            raise BadInput(f"{path} has the same route as {routes[route]}.", path=f"{path}.path")
        routes[route] = operation.name
        if operation.group is not None and operation.group not in entities:
            raise BadInput(f"{path}: there is no entity {operation.group}.", path=f"{path}.group")
        _check_inputs(operation, path)
        _check_roles(blueprint, operation, path)
    views = [view.name for view in expanded.views]
    if len(set(views)) != len(views):
        raise BadInput("Two views have the same name.", path="views")
    for view in expanded.views:
        if view.entity not in entities:
            raise BadInput(f"views.{view.name}: there is no entity {view.entity}.", path=f"views.{view.name}")


def _check_inputs(operation: Operation, path: str) -> None:
    seen: set[str] = set()
    for item in operation.inputs:
        here = f"{path}.inputs.{item.name}"
        if item.name in seen:
            raise BadInput(f"{here}: the name stands twice.", path=here)
        seen.add(item.name)
        if item.attribute is None:
            check_type(item, here)
        if item.place is Place.PATH and not item.required:
            raise BadInput(f"{here}: a path parameter is required.", path=here)


def _check_roles(blueprint: Blueprint, operation: Operation, path: str) -> None:
    known = {role.name for role in blueprint.roles}
    unknown = sorted(set(operation.access.roles) - known)
    if unknown:
        raise BadInput(f"{path}: there is no role `{unknown[0]}`.", path=f"{path}.access")
