"""PostgreSQL's column types for the neutral value types."""

from tools.blueprint.plan.values import ValueType

# Order and equality by code point, whatever locale the server was set up with.
_BY_CODE_POINT = 'COLLATE "C"'

# Arrays are JSONB rather than native arrays: those admit null items, several dimensions and other lower
# bounds, which no request can express, and their items would need a type of their own in every driver.
_FIXED = {
    "int32": "INTEGER",
    "int64": "BIGINT",
    "float": "DOUBLE PRECISION",
    "bool": "BOOLEAN",
    "uuid": "UUID",
    "date": "DATE",
    "datetime": "TIMESTAMPTZ(3)",
    "json": "JSONB",
    "array": "JSONB",
    "binary": "BYTEA",
}

_BOUNDED = frozenset({"string", "email", "url"})


def column_type(type: ValueType) -> str:
    """`VARCHAR(200) COLLATE "C"`, `NUMERIC(10, 2)`, …"""
    if type.kind in _FIXED:
        return _FIXED[type.kind]
    if type.kind == "decimal":
        return f"NUMERIC({type.precision}, {type.scale})"
    if type.kind in _BOUNDED and type.max_length is not None:
        return f"VARCHAR({type.max_length}) {_BY_CODE_POINT}"
    return f"TEXT {_BY_CODE_POINT}"
