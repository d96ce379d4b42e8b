"""Blueprints as documents: YAML or JSON in, YAML out, and the published JSON Schema."""

from functools import cache
from typing import Any

import yaml
from pydantic import ValidationError

from tools.blueprint.model import Blueprint
from tools.errors import BadInput

MAX_BYTES = 4 * 1024 * 1024
"""A larger document is refused unread."""

MAX_DEPTH = 64
"""Deeper nesting is refused: nothing in a Blueprint needs it, and it could exhaust the stack."""


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Safe YAML without duplicate keys: one of them would be lost."""


def _mapping(loader: Any, node: Any) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)
        if not isinstance(key, str):
            raise yaml.constructor.ConstructorError(None, None, "a key must be text", key_node.start_mark)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} stands twice", key_node.start_mark)
        seen.add(key)
    return dict(yaml.SafeLoader.construct_mapping(loader, node, deep=True))


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))


def _refuse_aliases(text: str) -> None:
    """Aliases can make a small text expand without end."""
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.events.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "aliases are not allowed", event.start_mark)  # type: ignore[arg-type]


def load(text: str | bytes) -> Blueprint:
    """The Blueprint of a YAML or JSON document.

    Raises BadInput, with `path` pointing into the document, for anything that is not one.
    """
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(raw) > MAX_BYTES:
        raise BadInput("The Blueprint is larger than 4 MiB.", hint="Split it, or send a smaller one.", code="too-large")
    try:
        decoded = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput("The Blueprint is not UTF-8 text.", hint="Send YAML or JSON.", code="not-text") from error
    try:
        _refuse_aliases(decoded)
        data = yaml.load(decoded, Loader=_Loader)  # noqa: S506  (a subclass of the safe loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise BadInput(
            f"The Blueprint is no readable YAML or JSON: {_first_line(error)}",
            hint="`backend-engineer blueprint schema` prints the format.",
            code="not-yaml",
        ) from error
    return from_data(data)


def from_data(data: object) -> Blueprint:
    """The Blueprint of plain data (as parsed from YAML or JSON). Raises BadInput with the path."""
    if not isinstance(data, dict):
        raise BadInput(
            "A Blueprint is a mapping with `name` and `entities`.",
            hint="`backend-engineer blueprint schema` prints the format.",
        )
    if _depth(data) > MAX_DEPTH:
        raise BadInput("The Blueprint is nested too deeply.", hint=f"At most {MAX_DEPTH} levels.")
    try:
        return Blueprint.model_validate(data)
    except ValidationError as error:
        raise _bad_input(error) from error


def to_data(blueprint: Blueprint) -> dict[str, Any]:
    """Plain JSON data of a Blueprint, without what is at its default."""
    return blueprint.model_dump(mode="json", by_alias=True, exclude_defaults=True) | {"blueprint": 1}


def dump(blueprint: Blueprint) -> str:
    """The Blueprint as YAML; `load(dump(b)) == b`."""
    data = to_data(blueprint)
    ordered = {"blueprint": data.pop("blueprint"), **data}
    return yaml.safe_dump(_named_first(ordered), sort_keys=False, allow_unicode=True, width=110)


def _named_first(data: Any) -> Any:
    """The same data for readers: a part begins with its name."""
    if isinstance(data, list):
        return [_named_first(item) for item in data]
    if not isinstance(data, dict):
        return data
    first = {key: data[key] for key in ("blueprint", "name") if key in data}
    return {key: _named_first(value) for key, value in (first | data).items()}


@cache
def json_schema() -> dict[str, Any]:
    """The published JSON Schema of Blueprint documents (draft 2020-12)."""
    schema = Blueprint.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:caia:blueprint:1",
        **schema,
    }


def _bad_input(error: ValidationError) -> BadInput:
    problems = error.errors(include_url=False, include_input=False)
    first = problems[0]
    where = _path(first["loc"])
    more = f" ({len(problems) - 1} more problems)" if len(problems) > 1 else ""
    return BadInput(
        f"{where or 'Blueprint'}: {first['msg']}{more}",
        hint="`backend-engineer blueprint schema` prints the format.",
        path=where,
    )


def _path(location: tuple[int | str, ...]) -> str:
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _depth(data: object) -> int:
    depth, level = 0, [data]
    while level and depth <= MAX_DEPTH:
        depth += 1
        level = [child for item in level for child in _children(item)]
    return depth


def _children(item: object) -> list[object]:
    if isinstance(item, dict):
        return list(item.values())
    return list(item) if isinstance(item, list) else []


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return "; ".join(lines[:2]) or type(error).__name__
