"""Neutral value types as GraphQL scalars."""

from tools.blueprint.plan.values import ValueType

DESCRIPTIONS = {
    "Base64": "Bytes as base64 with padding.",
    "Date": "A day: `2026-01-31`.",
    "DateTime": "A moment with zone (RFC 3339), answered in UTC with milliseconds: `2026-01-31T12:00:00.000Z`.",
    "Decimal": 'An exact decimal number as text: `"12.50"`.',
    "Int64": "A whole number between -(2^53 - 1) and 2^53 - 1.",
    "JSON": "Any JSON object or array.",
    "UUID": "A UUID in canonical form.",
}
"""The scalars that GraphQL does not know by itself."""

BUILT_IN = frozenset({"Boolean", "Float", "ID", "Int", "String"})

_SCALARS = {
    "string": "String",
    "text": "String",
    "email": "String",
    "url": "String",
    "int32": "Int",
    "int64": "Int64",
    "decimal": "Decimal",
    "float": "Float",
    "bool": "Boolean",
    "uuid": "UUID",
    "date": "Date",
    "datetime": "DateTime",
    "json": "JSON",
    "binary": "Base64",
}


def scalar_of(type: ValueType) -> str:
    """The scalar of a type that is neither an enum nor an array."""
    return _SCALARS[type.kind]
