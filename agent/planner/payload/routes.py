"""Which standard operations the paths of an OpenAPI document are."""

import re
from collections.abc import Mapping
from typing import Any

from agent.planner.notes import Notes
from agent.planner.payload.values import mapping, text, wrong
from agent.planner.sketch import Sketch
from tools.blueprint.model import Action
from tools.blueprint.names import plural_snake, snake, words

ACCOUNT_PATH = re.compile(r"/(?:auth|login|register|logout|token|me|refresh|health|metrics)\b")
_OF_ALL = {"get": Action.LIST, "post": Action.CREATE}
_OF_ONE = {"get": Action.READ, "patch": Action.UPDATE, "put": Action.UPDATE, "delete": Action.DELETE}
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_BESIDE_METHODS = frozenset({"summary", "description", "parameters", "servers", "$ref"})


def read_paths(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """The operations of each entity are those that the contract has; what is none of the standard ones is reported."""
    found: dict[str, list[Action]] = {}
    for route, item in mapping(value, path).items():
        where = f"{path}.{str(route)[:120]}"
        methods = _methods(mapping(item, where), where, notes)
        _route(str(route), methods, sketch, found, notes)
    for name in sketch.entities:
        if name in found:
            sketch.actions[name] = [action for action in Action if action in found[name]]
        elif found:
            notes.assume(f"{name} has the standard operations: the contract has no path for it.")
    if found:
        notes.assume(f"{path}: parameters and bodies of standard operations follow from the schemas.")


def fixed_parts(route: str) -> list[str]:
    """The parts of a path that are no parameters, without prefixes like `/api/v1`."""
    return [part for part in route.split("/") if part and "{" not in part and not re.fullmatch(r"api|v\d+", part)]


def _route(route: str, methods: list[str], sketch: Sketch, found: dict[str, list[Action]], notes: Notes) -> None:
    fixed = ["_".join(words(part)) for part in fixed_parts(route)]
    names = {spelt: name for name in sketch.entities for spelt in (plural_snake(name), snake(name))}
    nested = len(fixed) == 2 and all(part in names for part in fixed)
    if nested or ACCOUNT_PATH.search(route):
        return
    if not fixed or fixed[0] not in names or not set(fixed[1:]) <= {"search", "analytics"}:
        notes.leave(f"The path {route[:120]} is not one of the standard operations.")
        return
    standard: Mapping[str, Action] = _OF_ONE if route.rstrip("/").endswith("}") else _OF_ALL
    if len(fixed) > 1:
        standard = {"get": Action(fixed[1])}
    for method in methods:
        if method in standard:
            found.setdefault(names[fixed[0]], []).append(standard[method])
        else:
            notes.leave(f"{method.upper()} {route[:120]} is not one of the standard operations.")


def _methods(item: Mapping[str, Any], path: str, notes: Notes) -> list[str]:
    for key, body in item.items():
        where = f"{path}.{str(key)[:80]}"
        if key in _METHODS:
            _operation(mapping(body, where), where)
        elif key not in _BESIDE_METHODS and not str(key).startswith("x-"):
            notes.leave(f"{where}: this key means nothing here.")
    return [method for method in _METHODS if method in item]


def _operation(operation: Mapping[str, Any], path: str) -> None:
    """The shape of it: what it says in detail follows from the schemas, but has to be a contract at all."""
    responses = mapping(operation.get("responses", {}), f"{path}.responses")
    for status, response in responses.items():
        where = f"{path}.responses.{str(status)[:20]}"
        body = mapping(response, where)
        if "$ref" not in body:
            text(body.get("description", "none"), f"{where}.description", 100_000)
    for key in ("parameters", "tags"):
        if not isinstance(operation.get(key, []), list):
            wrong(f"{path}.{key}", "a list", operation[key])
    mapping(operation.get("requestBody", {}), f"{path}.requestBody")
