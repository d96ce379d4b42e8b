"""Values of one type as values of another, in SQLite's few storage classes."""

from tools.blueprint.plan.values import ValueType

_TEXTS = frozenset({"string", "text", "email", "url", "enum"})
_EXACT = frozenset({"int32", "int64", "decimal"})


def converted(column: str, old: ValueType, new: ValueType) -> str:
    """The expression; what would lose digits becomes a text, which no STRICT column of numbers takes."""
    if new.kind in _TEXTS:
        return _as_text(column, old)
    if old.kind == "date" and new.kind == "datetime":
        return f"{column} || 'T00:00:00.000Z'"
    if old.kind in _EXACT and new.kind in _EXACT:
        return _at_scale(column, (new.scale or 0) - (old.scale or 0))
    return column


def _at_scale(column: str, shift: int) -> str:
    if shift >= 0:
        return column if shift == 0 else f"{column} * {10**shift}"
    units = 10**-shift
    return f"CASE WHEN {column} % {units} <> 0 THEN 'too many digits after the point' ELSE {column} / {units} END"


def _as_text(column: str, old: ValueType) -> str:
    match old.kind:
        case "int32" | "int64":
            return f"CAST({column} AS TEXT)"
        case "bool":
            return f"CASE {column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END"
        case "decimal" if old.scale:
            units = 10**old.scale
            sign = f"CASE WHEN {column} < 0 THEN '-' ELSE '' END"
            digits = f"printf('%d.%0{old.scale}d', abs({column}) / {units}, abs({column}) % {units})"
            return _unless_null(column, f"{sign} || {digits}")
        case "decimal":
            return f"CAST({column} AS TEXT)"
        case "float":
            # As few digits as bring the same number back.
            short, long = f"printf('%!.15g', {column})", f"printf('%!.17g', {column})"
            shown = f"CASE WHEN CAST({short} AS REAL) = {column} THEN {short} ELSE {long} END"
            return _unless_null(column, shown)
    return column


def _unless_null(column: str, value: str) -> str:
    # printf takes a null for zero.
    return f"CASE WHEN {column} IS NOT NULL THEN {value} END"
