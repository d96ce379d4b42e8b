"""Bodies of answers: rows as their views show them, and what a page tells beside them."""

from collections.abc import Callable
from typing import Any

from tools.blueprint.failures import Fault
from tools.blueprint.plan.expr import Expr
from tools.blueprint.plan.failures import ErrorFormat
from tools.blueprint.plan.operation import OperationPlan, ResponsePlan
from tools.blueprint.plan.shapes import Shape
from tools.validators.conformance.runner.buckets import formatted

Faults = frozenset[str]


def shown(operation: OperationPlan, bound: Any, wire: Callable[[str], str], faults: Faults) -> Any:
    """The body, without the object around one row."""
    response = operation.response
    if response.form == "tokens":
        return {wire(name): value for name, value in bound.items()}
    if response.view is None:
        return bound
    if response.page is None:
        return _view(response.view, bound, faults)
    items = [_view(response.view, row, faults) for row in bound["rows"]]
    if "total of the page" in faults and "total" in bound:
        bound = {**bound, "total": len(items)}
    page, rows = response.page, "items" if "bare pages" in faults else response.page.rows
    members = {page.total: "total", page.limit: "limit", page.offset: "offset", page.next_cursor: "next"}
    return {rows: items, **{name: bound[value] for name, value in members.items() if name is not None}}


def with_beside(bound: Any, response: ResponsePlan, value: Callable[[Expr], Any], faults: Faults) -> Any:
    """The row, with what steps have bound beside it."""
    beside = {item.field.name.snake: value(item.value) for item in response.beside}
    if "another token" in faults:
        beside = dict.fromkeys(beside, "x" * 40)
    return {**bound, "__shown__": {**bound.get("__shown__", {}), **beside}}


def rows_shown(operation: OperationPlan, bound: Any, faults: Faults) -> list[dict[str, Any]]:
    """The rows of a page, or the one row, as they are shown."""
    assert operation.response.view is not None
    rows = bound["rows"] if operation.response.page is not None else [bound]
    return [_view(operation.response.view, row, faults) for row in rows]


def _inside(view: Shape, value: Any, faults: Faults) -> Any:
    """A row inside another one, a list of them, or none."""
    if isinstance(value, list):
        return [_view(view, item, faults) for item in value]
    return None if value is None else _view(view, value, faults)


def _view(view: Shape, row: dict[str, Any], faults: Faults) -> dict[str, Any]:
    found = {}
    for field in view.fields:
        source = row.get("__link__") if field.link else row
        found[field.wire] = (source or {}).get(field.column or "")
        if field.computed:
            value = row["__shown__"][field.name.snake]
            found[field.wire] = _inside(field.view, value, faults) if field.view is not None else value
        if field.type.format is not None and found[field.wire] is not None:
            format = "unix" if "tells seconds" in faults and field.type.format == "unix_ms" else field.type.format
            found[field.wire] = formatted(found[field.wire], format)
        shows = "leaves out every null" not in faults if field.required else "shows every null" in faults
        if found[field.wire] is None and not shows:
            del found[field.wire]
    if "shows secrets" in faults and "password_hash" in row:
        found["password_hash"] = row["password_hash"]
    if "loses a field" in faults and len(found) > 3:
        found.pop(sorted(found)[1])
    return found


def told_fault(error: dict[str, str], format: ErrorFormat, wrappers: tuple[str, ...]) -> Fault:
    """What is told of one field, in an error body of the contract's own."""
    steps = error.get("pointer", "").split("/")[1:]
    if len(steps) > 1 and steps[0] in wrappers:
        steps = steps[1:]
    field = ".".join(step.replace("~1", "/").replace("~0", "~") for step in steps)
    message = format.message(error["code"]) or error["message"]
    return Fault(field or error.get("parameter") or format.general, message, error["code"])
