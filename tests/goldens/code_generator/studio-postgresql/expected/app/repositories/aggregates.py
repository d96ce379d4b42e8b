"""Counts and measures over rows, in groups, in one round trip."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, func

from app.core.database import Session
from app.repositories.ordering import AnySelect

_FUNCTIONS: Mapping[str, Any] = {"sum": func.sum, "min": func.min, "max": func.max}
_MILLIONTH = Decimal("0.000001")


@dataclass(frozen=True)
class Measure:
    """`function` is count, sum, avg, min or max; all but count need a column."""

    function: str
    column: Any = None

    def expressions(self) -> list[ColumnElement[Any]]:
        """Return what the store computes; an average is divided here, so that it is exact."""
        if self.function == "count":
            return [func.count()]
        if self.function == "avg":
            return [func.sum(self.column), func.count(self.column)]
        return [_FUNCTIONS[self.function](self.column)]

    def read(self, values: list[Any]) -> Any:
        """Return the measure from the values of its expressions."""
        if self.function == "avg":
            total, count = values
            return _average(total, count) if count else None
        (value,) = values
        whole = self.function == "sum" and self.column.type.python_type is int
        return int(value) if whole and value is not None else value


def _average(total: Any, count: int) -> Decimal:
    with localcontext(prec=60):
        return (Decimal(total) / count).quantize(_MILLIONTH, ROUND_HALF_EVEN)


def _text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return str(value.value)
    return None if value is None else str(value)


async def aggregate(
    session: Session, statement: AnySelect, group: Any, measures: Mapping[str, Measure]
) -> list[dict[str, Any]]:
    """Return one record for each value of `group`, or a single one; the statement brings the conditions."""
    expressions = [(name, measure.expressions()) for name, measure in measures.items()]
    columns = statement.with_only_columns(*(item for _, found in expressions for item in found))
    if group is not None:
        columns = columns.add_columns(group).group_by(group).order_by(group.asc().nulls_last())
    records = []
    for row in (await session.execute(columns)).all():
        values = list(row)
        record: dict[str, Any] = {"group": _text(values[-1]) if group is not None else None}
        for name, found in expressions:
            record[name] = measures[name].read([values.pop(0) for _ in found])
        records.append(record)
    return records
