"""Values over related rows, interpreted: every row against every other."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.tools.validators.conformance.backend.store import Row, Store, comparable
from tools.blueprint.plan.expr import Call, ColumnValue, Expr, Related

Names = dict[str, Row]
"""What rows are called in an expression; the one at hand has no name."""


def related_value(store: Store, expr: Related, names: Names, value: Callable[[Expr, Names], Any]) -> Any:
    """The value of an expression over related rows; `value` gives that of its parts."""
    where = None if expr.where is None or "forgets which rows" in store.faults else expr.where
    rows = list(_there(store, expr, names, value))
    rows = [found for found in rows if where is None or value(where, found)]
    if expr.function == "exists":
        return bool(rows)
    if expr.function == "count":
        return min(len(rows), 1) if "counts to one" in store.faults else len(rows)
    assert expr.value is not None
    found = [value(expr.value, names) for names in rows]
    if expr.function == "one":
        return found[0] if found else None
    kind = expr.value.type
    present = [comparable(kind, item) if kind is not None else item for item in found if item is not None]
    if expr.function == "sum":
        return sum(present)
    return (min if expr.function == "min" else max)(present, default=None)


def _there(store: Store, expr: Related, names: Names, value: Callable[[Expr, Names], Any]) -> Iterator[Names]:
    """The rows that are related, links first: what each must equal is looked up before its table is."""
    links: list[Row | None] = [None]
    if expr.link is not None:
        links = [*_equal(store.rows[expr.link.table], expr, expr.link.alias, names, value)]
    for link in links:
        known = {**names, expr.link.alias: link} if expr.link is not None and link is not None else names
        for row in _equal(store.rows[expr.table], expr, expr.alias, known, value):
            yield {**known, expr.alias: row}


def _equal(rows: list[Row], expr: Related, alias: str, names: Names, value: Callable[[Expr, Names], Any]) -> list[Row]:
    parts = expr.on.args if isinstance(expr.on, Call) and expr.on.function == "and" else (expr.on,)
    for part in parts:
        assert isinstance(part, Call)
        own = [side for side in part.args if isinstance(side, ColumnValue) and side.of == alias]
        others = [side for side in part.args if isinstance(side, ColumnValue) and side.of in names]
        if len(own) == 1 and len(others) == 1:
            wanted = value(others[0], names)
            rows = [row for row in rows if row[own[0].column] == wanted]
    return rows
