"""SQLite's column types (of STRICT tables) for the neutral value types."""

from tools.blueprint.plan.values import ValueType

# An exact decimal is an integer that counts units of 10^-scale; REAL would round.
_TYPES = {
    "int32": "INTEGER",
    "int64": "INTEGER",
    "decimal": "INTEGER",
    "bool": "INTEGER",
    "float": "REAL",
    "binary": "BLOB",
}


def column_type(type: ValueType) -> str:
    """INTEGER, REAL, BLOB or TEXT; texts compare by code point, SQLite's default."""
    return _TYPES.get(type.kind, "TEXT")
