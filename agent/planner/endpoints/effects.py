"""Values of a row that an endpoint sets as the words beside it say: `POST /runs/{id}/hint – adds one to hints_used`."""

import re

from agent.planner.endpoints.answer import Answer
from agent.planner.endpoints.setting import sent, set_operation
from agent.planner.text.endpoints.effects import Becomes, Effect, effects_of
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.model import Attribute, AttributeType, Operation

_WRITING = frozenset({"POST", "PUT", "PATCH"})
_MOMENTS = {AttributeType.DATE: "today()", AttributeType.DATETIME: "now()"}
_NUMBERS = frozenset({AttributeType.INT32, AttributeType.INT64})


def effect(answer: Answer) -> Operation | None:
    """None where the words name no value of the row with what becomes of it."""
    if answer.shape != "E_-" or answer.method not in _WRITING:
        return None
    entity = answer.index.entities[answer.parts[0]]
    there = {item.name: item for item in entity.attributes}
    values: dict[str, str] = {}
    for told in effects_of(answer.endpoint.said):
        value = _becomes(told, there[told.name], bind_of(entity.name)) if told.name in there else None
        if value is not None:
            values.setdefault(told.name, value)
    inputs = tuple(item for item in sent(answer) if item.name not in values)
    return set_operation(answer, inputs, values) if values else None


def _becomes(told: Effect, item: Attribute, row: str) -> str | None:
    """The expression of a value; None where the attribute is none that can become so."""
    if told.becomes is Becomes.VALUE:
        return _told(item, told)
    if told.becomes is Becomes.MOMENT:
        return _MOMENTS.get(item.type)
    if told.becomes is Becomes.NOTHING:
        return None if item.required else "null"
    counts = item.type in _NUMBERS and item.required
    return f"{row}.{item.name} {'+' if told.becomes is Becomes.MORE else '-'} 1" if counts else None


def _told(item: Attribute, told: Effect) -> str | None:
    """The value as an expression; None where it is none of the attribute's."""
    value = told.value
    if value.lower() in {"null", "nothing", "empty"}:
        return "null" if not item.required else None
    if item.type is AttributeType.BOOL:
        return value.lower() if value.lower() in {"true", "false"} else None
    if item.type in _MOMENTS:
        return _MOMENTS[item.type] if told.now else None
    if item.type is AttributeType.ENUM:
        return f'"{value}"' if value in item.values else None
    return value if item.type in _NUMBERS and re.fullmatch(r"-?\d{1,9}", value) else None
