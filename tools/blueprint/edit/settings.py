"""Settings: what is said once of the whole backend, by a dotted path."""

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import JsonValue, ValidationError

from tools.blueprint.edit.addresses import unknown
from tools.blueprint.edit.model import PartKind
from tools.blueprint.edit.problems import first_problem
from tools.blueprint.edit.values import data_of, fields_of, laid_over, means_null, part_of
from tools.blueprint.model import Api, Auth, Blueprint, NonFunctionals
from tools.blueprint.model.base import Part
from tools.errors import BadInput

SECTIONS: dict[str, Any] = {
    "name": str, "title": str, "description": str, "api": Api, "auth": Auth, "non_functionals": NonFunctionals,
}  # fmt: skip
"""What is no list of parts, and what it holds."""


def with_setting(blueprint: Blueprint, path: str, value: JsonValue) -> Blueprint:
    """The Blueprint with the setting: an object is laid over what is there, field by field; null is the default."""
    above, kind = _kind(path)
    if value is None and not _means_null(above, path):
        return without_setting(blueprint, path)
    data = holder = data_of(blueprint)
    *steps, name = path.split(".")
    for step in steps:
        holder[step] = holder.get(step) or {}
        holder = holder[step]
    holder[name] = _over(kind, holder.get(name), value)
    try:
        return Blueprint.model_validate(data)
    except ValidationError as error:
        problem = first_problem(error, "")
        inside = problem.path.removeprefix(path) if problem.path.startswith(path) else ""
        raise BadInput(problem.message, hint=problem.hint, code=problem.code, path=f"value{inside}") from error


def without_setting(blueprint: Blueprint, path: str) -> Blueprint:
    """The Blueprint in which the setting is what it is by default."""
    _kind(path)
    if path == "name":
        raise BadInput(
            "A Blueprint has a `name`, and no default for it.",
            hint="Set it to another one.",
            code="wrong-value",
            path="name",
        )
    data = holder = data_of(blueprint)
    *steps, name = path.split(".")
    for step in steps:
        holder = holder.get(step) or {}
    holder.pop(name, None)
    return Blueprint.model_validate(data)


def _kind(path: str) -> tuple[Any, Any]:
    """What holds the setting, and what it is. Raises BadInput where there is no such one."""
    *above, name = path.split(".")
    kind: Any = SECTIONS
    for step in above:
        kind = _inside(kind, step, path)
    return kind, _inside(kind, name, path)


def _inside(kind: Any, name: str, path: str) -> Any:
    """What a member of a setting holds."""
    if isinstance(kind, dict) and name in kind:
        return kind[name]
    part = part_of(kind)
    if part is not None and name in fields_of(part):
        return fields_of(part)[name].annotation
    if get_origin(kind) is dict:
        return get_args(kind)[1]
    raise unknown(PartKind.SETTING, path, setting_names())


def _means_null(holder: Any, path: str) -> bool:
    part, name = part_of(holder), path.rpartition(".")[2]
    return part is not None and name in fields_of(part) and means_null(fields_of(part)[name])


def _over(kind: Any, held: Any, value: JsonValue) -> Any:
    """A value laid over what is held, at any depth."""
    part = part_of(kind)
    if not isinstance(value, dict) or (part is None and get_origin(kind) is not dict):
        return value
    held = dict(held or {})
    if part is None:
        inner = get_args(kind)[1]
        found = {name: _over(inner, held.get(name), item) for name, item in value.items() if item is not None}
        return {name: item for name, item in held.items() if value.get(name, "") is not None} | found
    known = fields_of(part)
    deep = {
        name: _over(known[name].annotation, held.get(name), item) if name in known and item is not None else item
        for name, item in value.items()
    }
    return laid_over(part, held, deep)


def setting_names() -> list[str]:
    """All settings that there can be, by their paths."""
    return [path for name, kind in SECTIONS.items() for path in _paths(name, part_of(kind))]


def _paths(path: str, part: type[Part] | None) -> Iterator[str]:
    yield path
    for name, info in fields_of(part).items() if part is not None else ():
        yield from _paths(f"{path}.{name}", part_of(info.annotation))
