"""What the tools share: how they are described, how their arguments are read, what they answer."""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from agent.model.port import ToolSpec
from agent.model_planner.session import Session
from agent.task import refuse_deep
from tools.errors import AgentError, BadInput

_LEFT_OUT = frozenset({"title", "default", "additionalProperties", "pattern", "maxLength", "minLength", "maxItems"})
_PLACE = 120
"""Characters of a value's place that are told."""
_HALVES = re.compile("[\ud800-\udfff]")


class Arguments(BaseModel):
    """Base of the arguments of all tools; what a model writes beyond them means nothing."""

    model_config = ConfigDict(extra="ignore", frozen=True, use_attribute_docstrings=True)


@dataclass(frozen=True, slots=True)
class Refused:
    """A part of a call that was not done."""

    sent: JsonValue
    """As the model wrote it."""
    where: str
    """Its place in the call."""
    error: AgentError

    @property
    def finding(self) -> str:
        return f"{self.where}: {self.error}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool answers to one call."""

    text: str
    findings: tuple[str, ...] = ()
    """What is wrong, to be mended by another call."""
    awaited: bool = False
    """The model asked in order to read it: it is called again."""
    refused: tuple[Refused, ...] = ()
    """What the findings are about, if all that is left to do is to mend it."""
    done: bool = False
    """Nothing more is to come, as far as this call goes."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its description, and what it does."""

    spec: ToolSpec
    run: Callable[[str, Session], Answer]
    """Raises BadInput for arguments that cannot be read."""


Read = TypeVar("Read", bound=Arguments)


def spec(name: str, arguments: type[Arguments]) -> ToolSpec:
    """The description: the model's docstring, and a flat schema that servers without strict schemas take, too."""
    schema = arguments.model_json_schema()
    told = " ".join(str(schema.pop("description", "")).split())
    return ToolSpec(name, told, _flat(schema, schema.get("$defs", {})))


def read(arguments: type[Read], text: str) -> Read:
    """The arguments of a call. Raises BadInput for what is no JSON, or not what the tool takes."""
    try:
        data = json.loads(text or "{}")
    except (ValueError, RecursionError) as error:
        raise BadInput(
            "The arguments are no whole JSON.",
            hint="Send them again, fewer if they were cut off.",
            code="no-json",
        ) from error
    refuse_deep(data)
    _refuse_unkept(data)
    try:
        return arguments.model_validate(data)
    except ValidationError as error:
        raise BadInput(first_problem(error), hint="Correct the arguments.", code="bad-arguments") from error


def _refuse_unkept(data: object) -> None:
    """Raises BadInput for values that JSON can write, and neither a run nor a backend can keep."""
    rest: list[tuple[str, object]] = [("", data)]
    while rest:
        where, value = rest.pop()
        if isinstance(value, dict):
            rest += [(f"{where}.{key}", item) for key, item in value.items()]
            # Looked at first, so that a key is whole where it is told as a place.
            rest += [(where, key) for key in value]
        elif isinstance(value, list):
            rest += [(f"{where}.{number}", item) for number, item in enumerate(value)]
        elif problem := _unkept(value):
            place = where.strip(".")[-_PLACE:] or "arguments"
            raise BadInput(f"{place}: {problem[0]}.", hint=problem[1], code="bad-value")


def _unkept(value: object) -> tuple[str, str] | None:
    """What is wrong with a single value, and what helps."""
    if isinstance(value, float) and not math.isfinite(value):
        return "a number without an end", "Send a finite number."
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return "a whole number of more than 64 bits", "Send a smaller one."
    if isinstance(value, str) and _HALVES.search(value):
        return "half of a character", "Send whole characters, or leave it out."
    return None


def first_problem(error: ValidationError) -> str:
    """The first thing that is wrong, with its place."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where or 'arguments'}: {first['msg']}."


def _flat(schema: Any, parts: Mapping[str, Any]) -> Any:
    if isinstance(schema, list):
        return [_flat(item, parts) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        # What a part is for is told where it is used.
        part = {key: value for key, value in parts[schema["$ref"].rpartition("/")[2]].items() if key != "description"}
        return _flat({**part, **{key: value for key, value in schema.items() if key != "$ref"}}, parts)
    if "anyOf" in schema:
        [kind, *_] = [item for item in schema["anyOf"] if item.get("type") != "null"]
        return _flat({**kind, **{key: value for key, value in schema.items() if key != "anyOf"}}, parts)
    return {
        key: {name: _flat(item, parts) for name, item in value.items()} if key == "properties" else _flat(value, parts)
        for key, value in schema.items()
        if key not in _LEFT_OUT and key != "$defs"
    }
