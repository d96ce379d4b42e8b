"""Values over related rows, interpreted: every row against every other."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

from tests.tools.validators.conformance.backend.store import Row, Store, comparable
from tools.blueprint.plan.expr import Expr, Related

Names = dict[str, Row]
"""What rows are called in an expression; the one at hand has no name."""


def related_value(store: Store, expr: Related, names: Names, value: Callable[[Expr, Names], Any]) -> Any:
    """The value of an expression over related rows; `value` gives that of its parts."""
    where = None if expr.where is None or "forgets which rows" in store.faults else expr.where
    rows = [found for found in _there(store, expr, names) if value(expr.on, found)]
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


def _there(store: Store, expr: Related, names: Names) -> Iterator[Names]:
    links: list[Row] = [{}] if expr.link is None else store.rows[expr.link.table]
    for row, link in product(store.rows[expr.table], links):
        yield {**names, expr.alias: row, **({expr.link.alias: link} if expr.link is not None else {})}
