"""Words for value types, in plain language, programming languages and SQL."""

import re
from typing import Any

_SIMPLE: dict[str, str] = {
    "string": "string",
    "str": "string",
    "varchar": "string",
    "char": "string",
    "nvarchar": "string",
    "citext": "string",
    "text": "text",
    "longtext": "text",
    "markdown": "text",
    "rich text": "text",
    "long text": "text",
    "multiline": "text",
    "int": "int32",
    "integer": "int32",
    "int32": "int32",
    "smallint": "int32",
    "whole number": "int32",
    "int4": "int32",
    "number": "int32",
    "count": "int32",
    "serial": "int32",
    "tinyint": "int32",
    "mediumint": "int32",
    "int2": "int32",
    "bigint": "int64",
    "int64": "int64",
    "long": "int64",
    "int8": "int64",
    "bigserial": "int64",
    "biginteger": "int64",
    "decimal": "decimal",
    "numeric": "decimal",
    "money": "decimal",
    "currency": "decimal",
    "float": "float",
    "double": "float",
    "real": "float",
    "double precision": "float",
    "float8": "float",
    "bool": "bool",
    "boolean": "bool",
    "flag": "bool",
    "yes/no": "bool",
    "true/false": "bool",
    "bit": "bool",
    "uuid": "uuid",
    "guid": "uuid",
    "date": "date",
    "day": "date",
    "datetime": "datetime",
    "timestamp": "datetime",
    "timestamptz": "datetime",
    "date and time": "datetime",
    "date-time": "datetime",
    "date time": "datetime",
    "instant": "datetime",
    "json": "json",
    "jsonb": "json",
    "object": "json",
    "dict": "json",
    "map": "json",
    "binary": "binary",
    "blob": "binary",
    "bytes": "binary",
    "bytea": "binary",
    "bytearray": "binary",
    "email": "email",
    "e-mail": "email",
    "email address": "email",
    "url": "url",
    "uri": "url",
    "link": "url",
}
TRAILING = frozenset(
    [
        "string",
        "str",
        "varchar",
        "int",
        "integer",
        "bigint",
        "decimal",
        "numeric",
        "float",
        "double",
        "bool",
        "boolean",
        "flag",
        "uuid",
        "datetime",
        "timestamptz",
        "json",
        "jsonb",
        "yes/no",
        "true/false",
    ]
)
"""Type words that are one even behind a name with nothing between: `active boolean`."""

_SIZED = re.compile(r"^(?P<type>[a-z ]+?)\s*[(\[]\s*(?P<one>\d{1,7})\s*(?:,\s*(?P<two>\d{1,2})\s*)?[)\]]$")
_LIST = re.compile(r"^(?:list|array|set)\s*(?:of\s+|<|\[)\s*(?P<item>[a-z ]+?)s?\s*[>\]]?$|^(?P<suffix>[a-z]+)\s*\[\]$")
_SCALARS = frozenset(
    ["string", "int32", "int64", "decimal", "float", "bool", "uuid", "date", "datetime", "email", "url"]
)


def read_type(text: str) -> dict[str, Any] | None:
    """Facets of a type phrase: `varchar(80)` → type string, max_length 80; None when it is no type."""
    low = " ".join(text.lower().split()).strip(" .`'\"")
    low = re.sub(r"^(?:an?|the|of type|type)\s+", "", low)
    if low in _SIMPLE:
        return {"type": _SIMPLE[low]}
    if low in {"array", "list"}:
        return {"type": "array", "items": "string"}
    sized = _SIZED.match(low)
    if sized and sized["type"] in _SIMPLE:
        return _sized(_SIMPLE[sized["type"]], int(sized["one"]), sized["two"])
    listed = _LIST.match(low)
    if listed:
        item = _SIMPLE.get(listed["item"] or listed["suffix"], "string")
        return {"type": "array", "items": item if item in _SCALARS else "string"}
    return None


def _sized(type_: str, one: int, two: str | None) -> dict[str, Any]:
    if type_ == "decimal":
        return {"type": type_, "precision": min(max(one, 1), 38), "scale": min(int(two or 0), 18, max(one, 1))}
    if type_ in {"string", "text", "binary"}:
        return {"type": type_, "max_length": min(max(one, 1), 1_000_000)}
    return {"type": type_}
