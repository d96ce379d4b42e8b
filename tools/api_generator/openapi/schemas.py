"""JSON Schemas of values: what a request may carry, and what an answer carries."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tools.api_generator.openapi import patterns
from tools.api_generator.openapi.decimals import decimal_pattern, exact_pattern
from tools.blueprint.characters import KINDS, demand
from tools.blueprint.plan.values import ValueType
from tools.blueprint.samples.numbers import whole_bounds

Schema = dict[str, Any]

_ADDRESSES = {"email": "An email address.", "url": "An absolute http or https address."}


def request_schema(type: ValueType, *, nullable: bool = False) -> Schema:
    """What a caller may send: every rule of the type that JSON Schema can state."""
    return _nullable(_MAKERS[type.kind](type), nullable)


def answer_schema(type: ValueType, *, nullable: bool = False) -> Schema:
    """What the backend sends: the canonical form of the type alone."""
    return _nullable(_answer(type), nullable)


def _answer(type: ValueType) -> Schema:
    if type.kind == "array" and type.items is not None:
        return {**_array(type), "items": _answer(type.items)}
    canonical = {
        "decimal": exact_pattern(type) if type.kind == "decimal" else "",
        "uuid": patterns.UUID_ANSWERED,
        "datetime": patterns.DATETIME_ANSWERED,
    }
    schema = _MAKERS[type.kind](type)
    if type.kind in canonical and type.format is None:
        schema["pattern"] = canonical[type.kind]
    return schema


def _nullable(schema: Schema, nullable: bool) -> Schema:
    if not nullable:
        return schema
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    schema = {**schema, "type": [*kinds, "null"]}
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]
    return schema


def _string(type: ValueType) -> Schema:
    schema: Schema = {"type": "string"}
    if type.kind in _ADDRESSES:
        # `format` would let validators add rules of their own, and they differ.
        schema["description"] = _ADDRESSES[type.kind]
    if type.min_length:
        schema["minLength"] = type.min_length
    if type.max_length is not None:
        schema["maxLength"] = type.max_length
    if type.needs:
        schema["description"] = demand(type.needs)
        schema["allOf"] = [{"pattern": KINDS[kind][0]} for kind in type.needs]
    schema["pattern"] = patterns.NO_NUL if type.pattern is None else patterns.whole(type.pattern)
    return schema


def _whole(type: ValueType) -> Schema:
    low, high = whole_bounds(type)
    return {"type": "integer", "format": type.kind, "minimum": low, "maximum": high}


def _decimal(type: ValueType) -> Schema:
    scale = type.scale or 0
    text = f"A decimal number as text, with up to {scale} digits after the point."
    return {"type": "string", "description": text, "pattern": decimal_pattern(type)}


def _float(type: ValueType) -> Schema:
    schema: Schema = {"type": "number", "format": "double"}
    if type.minimum is not None:
        schema["minimum"] = _number(type.minimum)
    if type.maximum is not None:
        schema["maximum"] = _number(type.maximum)
    return schema


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _binary(type: ValueType) -> Schema:
    least, most = type.min_length or 0, type.max_length or 0
    schema: Schema = {"type": "string", "contentEncoding": "base64"}
    if least:
        schema["minLength"] = (least + 2) // 3 * 4
    schema["maxLength"] = patterns.base64_length(most)
    schema["pattern"] = patterns.base64(least, most)
    schema["description"] = f"Base64 of {least} to {most} bytes." if least else f"Base64 of up to {most} bytes."
    return schema


def _members(type: ValueType) -> Schema:
    return {
        "type": "object",
        "propertyNames": {"minLength": 1, "maxLength": type.most_name, "pattern": patterns.MEMBER_NAME},
        "additionalProperties": {"type": "string", "maxLength": type.max_length, "pattern": patterns.NO_NUL},
        "maxProperties": type.max_items,
    }


def _array(type: ValueType) -> Schema:
    assert type.items is not None
    return {"type": "array", "items": request_schema(type.items), "maxItems": type.max_items}


_MOMENTS: dict[str | None, Schema] = {
    None: {"type": "string", "format": "date-time", "pattern": patterns.DATETIME},
    "date": {"type": "string", "format": "date", "pattern": patterns.DATE, "description": "A day in UTC."},
    "unix": {"type": "integer", "format": "int64", "description": "Whole seconds since 1970, in UTC."},
    "unix_ms": {"type": "integer", "format": "int64", "description": "Milliseconds since 1970, in UTC."},
}
"""A moment, by the format that it is shown in."""

_MAKERS: dict[str, Callable[[ValueType], Schema]] = {
    "string": _string,
    "text": _string,
    "email": _string,
    "url": _string,
    "int32": _whole,
    "int64": _whole,
    "decimal": _decimal,
    "float": _float,
    "bool": lambda type: {"type": "boolean"},
    "uuid": lambda type: {"type": "string", "format": "uuid", "pattern": patterns.UUID},
    "date": lambda type: {"type": "string", "format": "date", "pattern": patterns.DATE},
    "datetime": lambda type: {**_MOMENTS[type.format]},
    "json": lambda type: {"type": ["object", "array"], "description": "Any JSON object or array, up to 64 KiB."},
    "binary": _binary,
    "enum": lambda type: {"type": "string", "enum": list(type.values)},
    "array": _array,
    "members": _members,
    "object": lambda type: {"$ref": f"#/components/schemas/{type.shape}"},
}
