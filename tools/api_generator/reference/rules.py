"""A JSON Schema in words: its type, and the rules beside it."""

from collections.abc import Iterator
from typing import Any

from tools.api_generator.openapi.patterns import NO_NUL

Schema = dict[str, Any]


def type_words(schema: Schema) -> str:
    """`string (uuid) or null`, `list of Book`."""
    if "$ref" in schema:
        return component(schema)
    kinds = schema.get("type", "any")
    named = [_kind(kind, schema) for kind in (kinds if isinstance(kinds, list) else [kinds])]
    return " or ".join(named)


def component(schema: Schema) -> str:
    """Name of the component that a schema refers to; empty when it refers to none."""
    return str(schema.get("$ref", "")).rsplit("/", 1)[-1]


def rules(schema: Schema) -> list[str]:
    """Everything that a value must satisfy beside its type."""
    return list(_rules(schema))


def _kind(kind: str, schema: Schema) -> str:
    if kind == "array":
        return f"list of {type_words(schema.get('items', {}))}"
    shown = schema.get("format") or schema.get("contentEncoding")
    return f"{kind} ({shown})" if shown and kind != "null" else kind


def _rules(schema: Schema) -> Iterator[str]:
    if "const" in schema:
        yield f"always `{schema['const']}`"
    if "enum" in schema:
        yield f"one of {', '.join(f'`{value}`' for value in schema['enum'] if value is not None)}"
    yield from _range(schema, "minLength", "maxLength", "characters")
    yield from _range(schema, "minimum", "maximum", "")
    yield from _range(schema, "minItems", "maxItems", "items")
    if schema.get("pattern", NO_NUL) != NO_NUL and schema.get("format") is None:
        yield f"matches `{schema['pattern']}`"
    if "default" in schema:
        yield f"`{_shown(schema['default'])}` unless sent"
    if isinstance(schema.get("items"), dict) and "$ref" not in schema["items"]:
        yield from (f"each {rule}" for rule in _rules(schema["items"]))


def _range(schema: Schema, least: str, most: str, unit: str) -> Iterator[str]:
    low, high = schema.get(least), schema.get(most)
    suffix = f" {unit}" if unit else ""
    if low is not None and high is not None:
        yield f"{low} to {high}{suffix}" if low != high else f"exactly {low}{suffix}"
    elif low is not None:
        yield f"at least {low}{suffix}"
    elif high is not None:
        yield f"at most {high}{suffix}"


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
