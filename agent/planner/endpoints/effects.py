"""What the words beside an endpoint say that it does to a row: `sets on_shift to true`, `adds one to hints_used`."""

import re

from agent.planner.endpoints.answer import Answer
from agent.planner.endpoints.setting import sent, set_operation
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.model import Attribute, AttributeType, Operation
from tools.blueprint.names import snake

_WRITING = frozenset({"POST", "PUT", "PATCH"})
_NAME = r"(?:the\s+|its\s+)?[`\"']?(?P<name>[A-Za-z][\w ]{0,40}?)[`\"']?"
_END = r"(?=\s*(?:$|[.,;)]|\band\b))"
_SETS = re.compile(
    rf"\bsets\s+{_NAME}\s+(?:back\s+)?to\s+[`\"']?(?P<value>-?\w+(?: (?:moment|day|date|time))?)", re.IGNORECASE
)
_STAMPS = re.compile(rf"\b(?:sets|stamps|fills(?: in)?)\s+{_NAME}{_END}", re.IGNORECASE)
_COUNTS = re.compile(
    r"\b(?:(?P<up>adds (?:one|1) to|increments|raises|increases)|"
    rf"takes (?:one|1) (?:off|from)|decrements|lowers|decreases)\s+{_NAME}(?:\s+by (?:one|1))?{_END}",
    re.IGNORECASE,
)
_EMPTIES = re.compile(rf"\b(?:clears|empties|resets)\s+{_NAME}{_END}", re.IGNORECASE)
_MOMENTS = {AttributeType.DATE: "today()", AttributeType.DATETIME: "now()"}
_NOW = re.compile(r"^(?:now|today|current|the|this)\b", re.IGNORECASE)
_NUMBERS = frozenset({AttributeType.INT32, AttributeType.INT64})


def effect(answer: Answer) -> Operation | None:
    """None where the words name no value of the row with what becomes of it."""
    if answer.shape != "E_-" or answer.method not in _WRITING:
        return None
    values = _values(answer)
    inputs = tuple(item for item in sent(answer) if item.name not in values)
    return set_operation(answer, inputs, values) if values else None


def _values(answer: Answer) -> dict[str, str]:
    """Column → what it becomes."""
    entity, said = answer.index.entities[answer.parts[0]], answer.endpoint.said
    there = {item.name: item for item in entity.attributes}
    found: dict[str, str] = {}
    for pattern in (_SETS, _STAMPS, _COUNTS, _EMPTIES):
        for match in pattern.finditer(said):
            item = there.get(snake(match["name"].replace(" ", "_")))
            value = _becomes(pattern, match, item, bind_of(entity.name)) if item is not None else None
            if item is not None and value is not None:
                found.setdefault(item.name, value)
    return found


def _becomes(pattern: re.Pattern[str], match: re.Match[str], item: Attribute, row: str) -> str | None:
    """The expression of a value; None where the attribute is none that can become so."""
    if pattern is _SETS:
        return _told(item, match["value"])
    if pattern is _STAMPS:
        return _MOMENTS.get(item.type)
    if pattern is _EMPTIES:
        return None if item.required else "null"
    counts = item.type in _NUMBERS and item.required
    return f"{row}.{item.name} {'+' if match['up'] else '-'} 1" if counts else None


def _told(item: Attribute, value: str) -> str | None:
    """The value as an expression; None where it is none of the attribute's."""
    if value.lower() in {"null", "nothing", "empty"}:
        return "null" if not item.required else None
    if item.type is AttributeType.BOOL:
        return value.lower() if value.lower() in {"true", "false"} else None
    if item.type in _MOMENTS:
        return _MOMENTS[item.type] if _NOW.match(value) else None
    if item.type is AttributeType.ENUM:
        return f'"{value}"' if value in item.values else None
    return value if item.type in _NUMBERS and re.fullmatch(r"-?\d{1,9}", value) else None
