"""What a backend does beyond the standard operations, and the routes of all that it does."""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from tools.blueprint.expand import expand
from tools.blueprint.model import Blueprint, Operation
from tools.blueprint.model.base import Part
from tools.blueprint.model.patterns import PATTERNS, Confirm, Reset, SignUp
from tools.blueprint.names import singular_snake, words

_OF_COURSE = re.compile(r"^(?:account|link|crud|list)\b|^search$")
"""Intents of operations that come with an entity or with accounts."""
_ACCOUNT_PATTERNS = (Reset, Confirm, SignUp)
_PARAMETER = re.compile(r"\{[^}]*\}|:\w+")
_PREFIX = re.compile(r"^(?:/api)?(?:/v\d+)?(?=/)")


class Doing(BaseModel):
    """One thing that is done: an operation, or those that a pattern makes together."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    entities: tuple[str, ...]
    """Whose rows it is done to, as far as its routes tell."""
    words: tuple[str, ...]
    routes: tuple[str, ...]

    def does(self, entity: str, verbs: str) -> bool:
        """Whether it is one of these verbs (`a|b`), done to that entity."""
        told = set(self.words)
        return entity in self.entities and any(set(verb.split("_")) <= told for verb in verbs.split("|"))


def normal_route(route: str) -> str:
    """Method and path without version, query and the names of parameters."""
    method, _, path = route.partition(" ")
    bare = _PARAMETER.sub("{}", _PREFIX.sub("", path.partition("?")[0])).rstrip("/")
    return f"{method} {bare or '/'}"


def routes_of(blueprint: Blueprint) -> tuple[str, ...]:
    """All routes, the standard ones too."""
    return tuple(sorted({_route(operation) for operation in expand(blueprint).operations}))


def doings_of(blueprint: Blueprint) -> tuple[Doing, ...]:
    """All that is not a matter of course."""
    plain = expand(blueprint.model_copy(update={"patterns": ()})).operations
    standard = {operation.name for operation in plain}
    found = [_doing([item], blueprint) for item in plain if not _OF_COURSE.match(item.intent)]
    for pattern in blueprint.patterns:
        if not isinstance(pattern, _ACCOUNT_PATTERNS):
            alone = expand(blueprint.model_copy(update={"patterns": (pattern,)})).operations
            made = [item for item in alone if item.name not in standard]
            found.append(_doing(made, blueprint, pattern))
    return tuple(sorted(found, key=lambda doing: (doing.name, doing.routes)))


def _target(pattern: Part) -> str:
    return str(getattr(pattern, _kind(pattern))).partition(".")[0]


def _kind(pattern: Part) -> str:
    return next(kind for kind, model in PATTERNS.items() if isinstance(pattern, model))


def _doing(operations: list[Operation], blueprint: Blueprint, pattern: Part | None = None) -> Doing:
    routes = tuple(sorted(_route(operation) for operation in operations))
    names = [operation.name for operation in operations]
    names += [route.rstrip("/}{").rpartition("/")[2].replace("-", "_") for route in routes]
    entities = {operation.group for operation in operations} | set(_passed(routes, blueprint))
    told = set(_words(names))
    if pattern is not None:
        entities.add(_target(pattern))
        told |= set(_words(str(value) for value in pattern.model_dump().values() if isinstance(value, str)))
    if any(operation.intent == "analytics" for operation in operations):
        told.add("analytics")
    if pattern is not None:
        name = f"{_kind(pattern)} {_target(pattern)} {getattr(pattern, 'name', None) or ''}".strip()
    else:
        name = operations[0].name
    return Doing(name=name, entities=tuple(sorted(filter(None, entities))), words=tuple(sorted(told)), routes=routes)


def _words(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        for word in words(name):
            yield word.lower()


def _passed(routes: Iterable[str], blueprint: Blueprint) -> Iterable[str]:
    """Entities whose collections stand in the paths."""
    by_name = {singular_snake(entity.name): entity.name for entity in blueprint.entities}
    for route in routes:
        for segment in route.partition(" ")[2].split("/"):
            if re.fullmatch(r"[a-z][a-z0-9-]*", segment):
                name = by_name.get(singular_snake(segment.replace("-", "_")))
                if name is not None:
                    yield name


def _route(operation: Operation) -> str:
    return normal_route(f"{operation.method.value} {operation.path}")
