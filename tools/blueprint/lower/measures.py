"""Measures of analytics: text to typed form."""

import re

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.kinds import measurable, ranged
from tools.blueprint.plan.store import Measure
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import ValueType
from tools.errors import BadInput

_MEASURE = re.compile(r"^(count|sum|avg|min|max)\(([a-z][a-z0-9_]*)?\)$")
_AVERAGE = ValueType("decimal", precision=38, scale=6)


def measure(index: BlueprintIndex, table: Table, name: str, text: str, path: str) -> Measure:
    """The measure that the text means. Raises BadInput unless it is one that callers may see."""
    match = _MEASURE.match(text)
    if match is None or (match.group(1) == "count") == bool(match.group(2)):
        raise BadInput(
            f"`{text}` is no measure.",
            hint="Use count(), sum(a), avg(a), min(a) or max(a).",
            path=path,
        )
    function, column = match.group(1), match.group(2)
    if column is None:
        return Measure(name, "count", None, ValueType("int64"))
    assert table.entity is not None
    known = (measurable if function in ("sum", "avg") else ranged)(index, table.entity)
    if column not in known:
        raise BadInput(
            f"{table.entity} has no `{column}` for {function}().",
            hint=f"Name one of: {', '.join(sorted(known)) or 'nothing here'}.",
            path=path,
        )
    kind = table.column(column).type
    types = {"avg": _AVERAGE, "sum": _sum_type(kind)}
    return Measure(name, function, column, types.get(function, kind))


def _sum_type(kind: ValueType) -> ValueType:
    if kind.kind == "decimal":
        return ValueType("decimal", precision=38, scale=kind.scale)
    if kind.kind == "int64":
        # Two of them may come to more than any of them can be.
        return ValueType("decimal", precision=38, scale=0)
    return ValueType("int64")
