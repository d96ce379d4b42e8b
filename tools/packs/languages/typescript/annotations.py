"""TypeScript's types for the neutral value types, and names that are safe where they stand."""

import re
from collections.abc import Iterable

from tools.blueprint.names import camel, numbered, plural_snake
from tools.blueprint.plan.values import ValueType
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.naming import GLOBALS, KEYWORDS

ENUMS = "src/models/enums.ts"
_PLAIN = {
    "int32": "number", "int64": "number", "float": "number", "bool": "boolean", "binary": "Buffer", "json": "unknown",
}  # fmt: skip

STORE_NAMES = frozenset(
    {"absent", "aggregate", "and", "bool", "bucket", "builder", "changes", "clock", "columns", "conflict",
     "contains", "count", "database", "date", "eb", "encoded", "expression", "fetchLists", "fetchPage", "fetchPages",
     "filtered", "filters", "found", "group", "groupBy", "insert", "inside", "keys", "later", "linked", "list",
     "listing", "literal", "lower", "moment", "newId", "not", "now", "or", "order", "ordered", "query", "rank", "ref",
     "removed", "result", "row", "rows", "select", "session", "sql", "statement", "stored", "today", "update", "value",
     "values", "wanted"}
)  # fmt: skip
"""Names that store functions use for themselves; who calls them names the parameters alike."""


def annotation(kind: ValueType, imports: Imports, enums: dict[str, tuple[str, ...]] | None = None) -> str:
    """The type of a value; `enums` are the enum types that exist, by name."""
    if kind.kind in _PLAIN:
        return _PLAIN[kind.kind]
    if kind.kind == "decimal":
        return imports.type_name("big.js", "Big")
    if kind.kind == "array":
        items = annotation(kind.items, imports, enums) if kind.items is not None else "string"
        return f"readonly {f'({items})' if ' ' in items else items}[]"
    if kind.kind == "enum" and kind.enum is not None and (enums or {}).get(kind.enum) == kind.values:
        return imports.type_name(ENUMS, kind.enum)
    return "string"


def optional(text: str, nullable: bool) -> str:
    return f"{text} | null" if nullable and text != "unknown" else text


_HELPER = re.compile(r"(?:compute|sql|to)[A-Z0-9]\w*|\w+(?:Columns|Selection|Values)")
"""What store functions import or call, and no parameter: `toBook`, `bookValues`."""


def parameter(name: str, taken: frozenset[str] = STORE_NAMES) -> str:
    """The name of a parameter or variable, clear of keywords and of what its function uses for itself."""
    found = camel(name)
    busy = found in taken or found in KEYWORDS or found in GLOBALS or _HELPER.fullmatch(found)
    return f"{found}_" if busy else found


def enum_constants(names: Iterable[str]) -> dict[str, str]:
    """The constant that lists the values of each enum type: `BookKind` → `BOOK_KINDS`."""
    found: dict[str, str] = {}
    for name in names:
        stem = plural_snake(name).upper()
        found[name] = next(item for item in numbered(stem) if item not in found.values())
    return found
