"""The Blueprint's format for a model: one line for each kind of part, written from the models that read it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pydantic_core import PydanticUndefined

from tools.blueprint.model import (
    Access,
    Api,
    Attribute,
    Auth,
    Check,
    Constrained,
    Datum,
    Entity,
    ErrorSpec,
    Event,
    Index,
    Input,
    Key,
    Member,
    NonFunctionals,
    Operation,
    Pagination,
    Password,
    Permission,
    Port,
    PortCall,
    RateLimit,
    Relationship,
    Resource,
    Response,
    Role,
    View,
    ViewField,
)
from tools.blueprint.model.base import Part
from tools.blueprint.model.patterns import PATTERNS, Act, RowAct
from tools.blueprint.model.steps import STEPS

_LEFT_OUT = frozenset({"description", "summary", "message", "reason", "intent", "deprecated"})
"""What a backend does not need to work."""
_PARTS: tuple[tuple[str, type[Part]], ...] = (
    ("facets", Constrained), ("entity", Entity), ("attribute", Attribute), ("key", Key), ("check", Check),
    ("index", Index), ("relationship", Relationship), ("resource", Resource), ("permission", Permission),
    ("role", Role), ("operation", Operation), ("access", Access), ("input", Input), ("member", Member),
    ("response", Response), ("error", ErrorSpec), ("view", View), ("field", ViewField), ("event", Event),
    ("datum", Datum), ("port", Port), ("call", PortCall),
)  # fmt: skip
_SETTINGS: tuple[tuple[str, type[Part]], ...] = (
    ("api", Api), ("api.pagination", Pagination), ("api.rate_limit", RateLimit), ("auth", Auth),
    ("auth.password", Password), ("non_functionals", NonFunctionals),
)  # fmt: skip
_SHARED: tuple[tuple[type[Part], str], ...] = (
    (RowAct, "act key"), (Act, "act"), (Member, "member"), (Constrained, "facets"),
)  # fmt: skip
"""What several parts have is said once."""
_MANY = 8
_BRACKETS = re.compile(r" \([^)]*\)")
_WORDS = {"integer": "int", "number": "num", "boolean": "bool", "string": ""}


@cache
def parts() -> tuple[str, ...]:
    """`entity: name! key:key attributes:attribute[] …`"""
    return tuple(f"{title}: {_keys(model)}" for title, model in _PARTS)


@cache
def settings() -> tuple[str, ...]:
    """Dotted paths that a setting may name."""
    return tuple(f"{title}: {_keys(model)}" for title, model in _SETTINGS)


@cache
def steps() -> tuple[str, ...]:
    """The kinds of steps: keys, and what each does."""
    return tuple(f"{_keys(model)} - {_first_sentence(model)}" for model in STEPS.values())


@cache
def patterns() -> tuple[str, ...]:
    """The kinds of patterns: keys, and what each is for."""
    shared = (f"act: {_keys(Act)}",)
    return (*shared, *(f"{_keys(model, kind)} - {_first_sentence(model)}" for kind, model in PATTERNS.items()))


def _keys(model: type[Part], first: str = "") -> str:
    """The keys of a part in their order: `!` needed, `[]` list, `{}` by name, `=` unless said."""
    base = next((shared for shared, _ in _SHARED if issubclass(model, shared) and model is not shared), None)
    word = next((word for shared, word in _SHARED if shared is base), "")
    apart = set(base.model_fields) if base is not None else set()
    names = sorted((name for name in model.model_fields if name not in apart | _LEFT_OUT), key=lambda key: key != first)
    return " ".join([*_told(model, names), *([f"+{word}"] if word else [])])


def _told(model: type[Part], names: Sequence[str]) -> Iterator[str]:
    """The keys; the many values of an enum are listed once."""
    listed: dict[str, str] = {}
    for name in names:
        text = _key(model, name)
        values = next((word for word in text.split(":")[1:] if word.count("|") >= _MANY), "").partition("=")[0]
        if values and values in listed:
            text = text.replace(values, listed[values])
        elif values:
            listed[values] = name
        yield text


def _key(model: type[Part], name: str) -> str:
    field = model.model_fields[name]
    key = field.alias or name
    schema = model.model_json_schema(by_alias=True)
    defs = schema.get("$defs", {})
    whole = defs[model.__name__] if "$ref" in schema else schema
    kind = _kind(whole["properties"][key], defs)
    needed = "!" if field.is_required() else ""
    return f"{key}{needed}{kind}{_usual(field.default)}"


def _kind(schema: Mapping[str, Any], defs: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f":{'|'.join(map(str, defs[name]['enum']))}" if "enum" in defs[name] else f":{_title(name, defs)}"
    several = schema.get("anyOf") or schema.get("oneOf")
    if several:
        kinds = dict.fromkeys(_kind(item, defs) for item in several)
        shown = [kind for kind in kinds if kind != ":null"]
        return shown[0] if len(shown) == 1 else _union(shown)
    if "enum" in schema or "const" in schema:
        return f":{'|'.join(str(value) for value in schema.get('enum', [schema.get('const')]))}"
    values = schema.get("additionalProperties") or next(iter(schema.get("patternProperties", {}).values()), None)
    match schema.get("type"):
        case "string" if schema.get("format") == "cel":
            return ":cel"
        case "array":
            return f"{_kind(schema.get('items', {}), defs)}[]"
        case "object" if isinstance(values, dict):
            return f"{_kind(values, defs)}{{}}"
        case str(kind):
            word = _WORDS.get(kind, kind)
            return f":{word}" if word else ""
    return ""


def _union(kinds: list[str]) -> str:
    if len(kinds) > len(STEPS) // 2:
        return ":pattern" if len(kinds) == len(PATTERNS) else ":step"
    if ":num" in kinds:
        return ":num"
    return f":{'|'.join(kind.removeprefix(':') for kind in kinds)}"


_TITLES = {model.__name__: title for title, model in (*_PARTS, *_SETTINGS)}


def _title(name: str, defs: Mapping[str, Any]) -> str:
    """Its line's name; without one, its first key."""
    if name in _TITLES or "properties" not in defs[name]:
        return _TITLES.get(name, "any")
    return f"{{{next(iter(defs[name]['properties']))}}}"


def _usual(value: object) -> str:
    if value in (None, (), "", False) or value is PydanticUndefined or isinstance(value, dict | Part):
        return ""
    if isinstance(value, tuple):
        return f"={','.join(str(getattr(item, 'value', item)) for item in value)}"
    return f"={str(getattr(value, 'value', value)).replace('True', 'true')}"


def _first_sentence(model: type[Part]) -> str:
    """What it does, without examples in brackets and what follows a semicolon."""
    line = " ".join((model.__doc__ or "").split()).partition(". ")[0].partition(";")[0]
    return _BRACKETS.sub("", line).removesuffix(".")
