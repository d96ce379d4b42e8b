"""Python's types for the neutral value types, and names that are safe where they stand."""

import keyword
import re

from tools.blueprint.names import numbered
from tools.blueprint.plan.values import ValueType
from tools.packs.languages.python.imports import Imports

_PLAIN = {"int32": "int", "int64": "int", "float": "float", "bool": "bool", "binary": "bytes"}
_IMPORTED = {
    "decimal": ("decimal", "Decimal"),
    "uuid": ("uuid", "UUID"),
    "date": ("datetime", "date"),
    "datetime": ("datetime", "datetime"),
}

STORE_NAMES = frozenset(
    {"absent", "aggregate", "and_", "bindparam", "bool", "bytes", "case", "changes", "clock", "contains", "date",
     "datetime", "delete", "dict", "eq", "fetch_page", "fetch_pages", "filtered", "filters", "float", "func", "ge",
     "group", "group_by", "insert", "int", "keys", "le", "list", "listing", "literal", "moment", "new_id", "not_",
     "or_", "ordered", "rank", "row", "rows", "select", "session", "statement", "stored", "str", "update", "values"}
)  # fmt: skip
"""Names that store functions use for themselves; who calls them names the parameters alike."""


def annotation(kind: ValueType, imports: Imports, enums: dict[str, tuple[str, ...]] | None = None) -> str:
    """The annotation of a value; `enums` are the enum classes that exist, by name."""
    if kind.kind in _PLAIN:
        return _PLAIN[kind.kind]
    if kind.kind in _IMPORTED:
        return imports.name(*_IMPORTED[kind.kind])
    if kind.kind == "json":
        return imports.name("typing", "Any")
    if kind.kind == "array":
        items = annotation(kind.items, imports, enums) if kind.items is not None else "str"
        return f"list[{items}]"
    if kind.kind == "enum" and kind.enum is not None and (enums or {}).get(kind.enum) == kind.values:
        return imports.name("app.models.enums", kind.enum)
    return "str"


def optional(text: str, nullable: bool) -> str:
    return f"{text} | None" if nullable and text != "Any" else text


RELATED = "related_"
"""Begins what statements call related rows, and no parameter."""


def parameter(name: str, taken: frozenset[str] = STORE_NAMES) -> str:
    """The name of a parameter or variable, clear of keywords and of what its function uses for itself."""
    return f"{name}_" if name in taken or name.startswith(RELATED) or keyword.iskeyword(name) else name


def enum_members(values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Member names and values of an enum class: distinct identifiers in capitals."""
    taken: set[str] = set()
    members = []
    for value in values:
        stem = re.sub(r"[^A-Z0-9]+", "_", value.upper()).strip("_") or "VALUE"
        stem = f"VALUE_{stem}" if stem[0].isdigit() else stem
        name = next(item for item in numbered(stem) if item not in taken)
        taken.add(name)
        members.append((name, value))
    return tuple(members)
