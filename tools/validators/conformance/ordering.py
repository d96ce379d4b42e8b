"""The order that rows of a list stand in, as a check reads it off their values."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.store import ListRows
from tools.validators.conformance.scoping import read_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.suite import Unavailable


def default_order(script: Script, operation: OperationPlan, key: str) -> list[dict[str, object]]:
    """The order unless the caller says; `key` is the place of the rows' key. Raises Unavailable."""
    call = read_of(operation)
    order = call.order if isinstance(call, ListRows) else ()
    keys: list[dict[str, object]] = [sort_key(script, operation, column, descending) for column, descending in order]
    return [*keys, {"at": key}]


def sort_key(script: Script, operation: OperationPlan, column: str, descending: bool) -> dict[str, object]:
    """One key of an order. Raises Unavailable where the answer does not show the column."""
    wire = script.catalog.wire_of(operation, column)
    if wire is None:
        raise Unavailable(f"{column} is not shown")
    call = read_of(operation)
    kind = script.catalog.table(call.table).column(column).type.kind if call is not None else ""
    return {"at": f"/{wire}", "descending": descending, "decimal": kind == "decimal"}
