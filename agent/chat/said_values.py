"""Values as people say them, of a type: `yes`, `5`, `'unknown'`."""

import json
import re

from pydantic import JsonValue

from tools.blueprint.check.values import fits
from tools.blueprint.plan.values import ValueType

LONGEST = 10_000
"""Characters of a value."""
_WHOLE = re.compile(r"[+-]?[0-9]{1,20}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_BOOLS = {"true": True, "yes": True, "false": False, "no": False}
_QUOTED = re.compile(r"(?P<mark>['\"`])(?P<text>.*)(?P=mark)", re.DOTALL)


def said_value(said: str, type: ValueType) -> JsonValue:
    """The value in wire form; None where the words are no value of the type. Quotes around them are not part of it."""
    quoted = _QUOTED.fullmatch(said.strip())
    text = quoted["text"] if quoted is not None else said.strip()
    if len(text) > LONGEST:
        return None
    value = _read(text, type)
    return value if value is not None and fits(value, type) else None


def _read(text: str, type: ValueType) -> JsonValue:
    match type.kind:
        case "bool":
            return _BOOLS.get(text.lower())
        case "int32" | "int64":
            return int(text) if _WHOLE.fullmatch(text) else None
        case "float":
            return float(text) if _NUMBER.fullmatch(text) else None
        case "decimal":
            return text.removeprefix("+") if _NUMBER.fullmatch(text) else None
        case "enum":
            return next((value for value in type.values if value.lower() == text.lower()), None)
        case "datetime" if text.lower() == "now":
            return "now"
        case "json" | "array":
            return _document(text)
    return text


def _document(text: str) -> JsonValue:
    try:
        found: JsonValue = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found
