"""Requests that read a row back, to see what an operation left."""

from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import REGISTER
from tools.validators.conformance.dataset import page_step
from tools.validators.conformance.document import Matcher, Step, expect, problem
from tools.validators.conformance.rows import Row
from tools.validators.conformance.script import Script
from tools.validators.conformance.shapes import same_row, view_matcher


def reader(script: Script, table: str) -> OperationPlan | None:
    """The operation that reads one row of the table."""
    return script.catalog.operation("crud.read", table)


def read(script: Script, row: Row, actor: Actor | None, body: Matcher | None = None, **more: object) -> Step | None:
    """A request that reads the row as its maker, or as somebody who may; None when no operation does."""
    operation = reader(script, row.table)
    if operation is None or operation.response.view is None:
        return None
    caller = actor if script.suite.may(actor, operation) else script.suite.who(operation)
    wanted = expect(operation.response.status, body=body or view_matcher(operation.response.view))
    path = {operation.path_fields[0].name.snake: row.key}
    return script.request(operation, caller, path=path, expect=wanted, **more)


def read_absent(script: Script, row: Row, actor: Actor | None) -> Step | None:
    """A request that must not find the row."""
    step = read(script, row, actor)
    return None if step is None else {**step, "expect": problem(404, "not_found")}


def listed(script: Script, row: Row, actor: Actor | None, *, there: bool) -> list[Step]:
    """Reads the list to its end and looks for the row."""
    operation = script.catalog.operation("crud.list", row.table)
    if operation is None or not script.suite.may(actor, operation):
        return []
    save = f"list{script.suite.number()}"
    wire = script.catalog.key_wire(operation, row.table)
    step = pages(script, operation, actor, [], script.suite.plan.api.max_limit, save)
    match: Matcher = {"object": {wire: {"is": row.reference}}, "open": True}
    about = f"list of {row.table}"
    return [step, {"do": "holds", "list": save, "about": about, "matcher": {"has" if there else "lacks": match}}]


def pages(
    script: Script, operation: OperationPlan, actor: Actor | None, query: list[list[object]], limit: int, save: str,
    **more: object,
) -> Step:  # fmt: skip
    """Reads a list page by page to its end."""
    path = more.pop("path", None)
    wanted = {"status": [operation.response.status]}
    request = script.request(operation, actor, query=query, expect=wanted, path=path or {})
    return {**page_step(script, operation, request, limit, save), **more}


def own_account(script: Script, me: OperationPlan, maker: OperationPlan | None, bind: str) -> Matcher:
    """What `me` shows of an account that `maker` answered with (registering, unless said), saved as `bind`."""
    made = maker or script.catalog.operation(REGISTER) or me
    assert made.response.view is not None
    assert me.response.view is not None
    return same_row(made.response.view, me.response.view, bind)
