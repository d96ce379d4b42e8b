"""Kinds of values in expressions, and which operators take them."""

from tools.blueprint.plan.values import ValueType

BOOL = ValueType("bool")
INT = ValueType("int64")
DECIMAL = ValueType("decimal", precision=38, scale=18)
FLOAT = ValueType("float")
STRING = ValueType("text")
DATETIME = ValueType("datetime")
DATE = ValueType("date")
UUID = ValueType("uuid")

FAMILIES: dict[str, str] = {
    "string": "text", "text": "text", "enum": "text", "email": "text", "url": "text",
    "int32": "int", "int64": "int", "decimal": "decimal", "float": "float",
    "bool": "bool", "uuid": "uuid", "date": "date", "datetime": "datetime",
    "json": "json", "binary": "binary", "array": "array",
}  # fmt: skip
"""Kinds that compare with each other."""

ORDERED = frozenset({"text", "int", "decimal", "float", "date", "datetime"})
NUMERIC = frozenset({"int", "decimal", "float"})


def family(type: ValueType | None) -> str:
    """The family of a type; `null` for the type of null."""
    return "null" if type is None else FAMILIES[type.kind]


def comparable(left: ValueType | None, right: ValueType | None) -> bool:
    """Whether == makes sense between the two."""
    one, other = family(left), family(right)
    if "null" in (one, other) or one == other:
        return one not in ("json", "array") or "null" in (one, other)
    return {one, other} == {"int", "decimal"}


def arithmetic(left: ValueType | None, right: ValueType | None) -> ValueType | None:
    """The type of a sum, difference or product; None when there is none."""
    one, other = family(left), family(right)
    if one not in NUMERIC or other not in NUMERIC:
        return None
    if one == other:
        return {"int": INT, "decimal": DECIMAL, "float": FLOAT}[one]
    return DECIMAL if {one, other} == {"int", "decimal"} else None
