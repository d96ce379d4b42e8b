"""Values of edits, laid over the fields of a part."""

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import JsonValue
from pydantic.fields import FieldInfo

from tools.blueprint.document import MAX_DEPTH
from tools.blueprint.model.base import Part
from tools.errors import BadInput

Data = dict[str, Any]
"""The fields of a part as a document has them, without those that it does not name."""


def check_depth(value: JsonValue) -> None:
    """Raises BadInput for a value that is nested deeper than a document may be."""
    level: list[Any] = [value]
    for _ in range(MAX_DEPTH):
        level = [child for item in level for child in _inside(item)]
    if level:
        raise BadInput(
            "The value is nested too deeply.", hint=f"At most {MAX_DEPTH} levels.", code="wrong-value", path="value"
        )


def _inside(item: Any) -> list[Any]:
    return list(item.values()) if isinstance(item, dict) else item if isinstance(item, list) else []


def data_of(part: Part) -> Data:
    return part.model_dump(by_alias=True, exclude_unset=True)


def fields_of(model: type[Part]) -> dict[str, FieldInfo]:
    """The fields by their names in a document."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def mapping(value: JsonValue, path: str = "value") -> dict[str, JsonValue]:
    """The value, which names fields; none at all where there is no value."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadInput(
            f"{path}: the fields of the part are wanted here, by name.",
            hint='Write an object: `{"required": true}`.',
            code="wrong-value",
            path=path,
        )
    return value


def laid_over(model: type[Part], data: Data, value: Mapping[str, JsonValue]) -> Data:
    """The fields that the value names, over those that are there: a null takes a field back to its default."""
    made, known = dict(data), fields_of(model)
    names = {name: info.alias or name for name, info in model.model_fields.items()}
    for given, item in value.items():
        name = names.get(given, given)
        if item is None and name in known and not means_null(known[name]):
            made.pop(name, None)
        else:
            made[name] = item
    return made


def means_null(info: FieldInfo) -> bool:
    """Whether null is a value of the field, and not what it is by default: a session that never ends."""
    return not info.is_required() and info.default is not None and NoneType in _choices(info.annotation)


def part_of(annotation: Any) -> type[Part] | None:
    """The kind of part that a field holds, if it always holds that one."""
    found = [item for item in _choices(annotation) if item is not NoneType]
    one = found[0] if len(found) == 1 else None
    return one if isinstance(one, type) and issubclass(one, Part) else None


def _choices(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
