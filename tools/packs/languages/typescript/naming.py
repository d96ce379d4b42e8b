"""What TypeScript wants of identifiers."""

import re
from functools import lru_cache

from tools.packs.base import NamingFacts

KEYWORDS = frozenset(
    {
        "arguments", "async", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default",
        "delete", "do", "else", "enum", "eval", "export", "extends", "false", "finally", "for", "function", "if",
        "implements", "import", "in", "instanceof", "interface", "let", "new", "null", "package", "private",
        "protected", "public", "return", "static", "super", "switch", "this", "throw", "true", "try", "typeof",
        "undefined", "using", "var", "void", "while", "with", "yield",
    }
)  # fmt: skip
"""Words that can be no variable in a module: it is strict code, and `await` has its meaning in it."""

GLOBALS = frozenset({"console", "crypto", "fetch", "global", "globalThis", "performance", "process", "queueMicrotask"})
"""Names that are there without an import, in lower case."""

INHERITED = frozenset(
    {
        "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "prototype", "then",
        "toJSON", "toLocaleString", "toString", "valueOf",
    }
)  # fmt: skip
"""Every object has these already, or the language asks objects for them: `'valueOf' in {}` is true."""

# Types that are there without an import, or that generated modules import or define beside those of the domain.
_TYPES = frozenset(
    {
        "AnyColumn", "Array", "Awaited", "Big", "BigInt", "Body", "Boolean", "Buffer", "Claim", "Columns",
        "Condition", "Conflict", "Context", "Database", "Date", "Error", "ErrorCase", "Event", "Expression", "Field",
        "FieldError", "Filtering", "Filters", "Function", "Generated", "Guard", "Infinity", "Insertable", "JSON",
        "Key", "Kysely", "Linked", "Listing", "Map", "Math", "NaN", "Number", "Object", "Omit", "Outage", "Page",
        "Parameters", "Partial", "Patch", "Pick", "Pool", "Ports", "Problem", "Promise", "Proxy", "RawBuilder",
        "Readonly", "Record", "Reflect", "Refusal", "RegExp", "Request", "Required", "Response", "ReturnType",
        "Router", "Selectable", "Server", "Session", "Set", "Settings", "Shown", "Sorts", "Stored", "String",
        "Symbol", "Tables", "Transaction", "Uint8Array", "Updateable", "URL", "View", "Viewer", "WeakMap",
    }
)  # fmt: skip

NAMING = NamingFacts(
    reserved=KEYWORDS | GLOBALS | _TYPES,
    reserved_attributes=INHERITED,
    attribute_casing="camel",
)

Natural = tuple[tuple[int, int, int, str], ...]
_RUN = re.compile(r"([0-9]+)|(.)", re.DOTALL)


@lru_cache(maxsize=4096)
def natural(text: str) -> Natural:
    """A key that sorts numbers by their size: `book9` before `book10`."""
    return tuple(
        (ord("0"), int(digits), len(digits), "") if digits else (ord(char), 0, 0, "")
        for digits, char in _RUN.findall(text)
    )
