"""Soft deletion: a deleted row is gone for every operation."""

from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.checks import reading
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.document import problem
from tools.validators.conformance.scoping import finds_deleted, read_of, target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

CHECK = "deleted-rows-are-gone"


def add(out: Collector) -> None:
    for deleter in out.catalog.with_intent("crud.delete"):
        if out.catalog.own_only(deleter):
            out.none(CHECK, deleter.name.snake, "an account that deletes itself is told under accounts")
            continue
        for operation in out.plan.operations:
            if _concerns(operation, deleter.group):
                out.add(CHECK, operation, f"after {deleter.name.snake}",
                        _gone, operation, deleter)  # fmt: skip


def _concerns(operation: OperationPlan, table: str) -> bool:
    call = read_of(operation)
    if call is not None and not operation.path_fields:
        return call.table == table and operation.intent in ("crud.list", "search")
    return any(target == table and not finds_deleted(found) for target, _, found in target_columns(operation).values())


def _gone(script: Script, operation: OperationPlan, deleter: OperationPlan) -> None:
    actor = script.caller(operation)
    if not script.suite.may(actor, deleter):
        actor = script.suite.who(deleter)
        if not script.suite.may(actor, operation):
            raise Unavailable("nobody may call both")
    path_name = deleter.path_fields[0].name.snake
    if not operation.path_fields:
        row = script.row(deleter.group, actor)
        # An account was registered by nobody.
        remover = row.actor or actor
        script.call(deleter, remover, path={path_name: row.key}, expect=success(script.catalog, deleter))
        if operation.intent == "crud.list":
            script.steps += reading.listed(script, row, actor, there=False)
            return
        texts = [value for value in row.values.values() if isinstance(value, str) and value.startswith("value ")]
        if not texts:
            raise Unavailable("nothing of the row can be searched for")
        script.steps.append(
            reading.pages(script, operation, actor, [["q", texts[0]]], script.suite.plan.api.max_limit, "hits")
        )
        wire = script.catalog.key_wire(operation, deleter.group)
        script.steps.append(
            {
                "do": "holds",
                "list": "hits",
                "about": "search",
                "matcher": {"lacks": {"object": {wire: {"is": row.reference}}, "open": True}},
            }
        )
        return
    rows = script.targets(operation, actor)
    row = next(row for row in rows.values() if row.table == deleter.group)
    script.call(deleter, actor, path={path_name: row.key}, expect=success(script.catalog, deleter))
    body = {"json": script.body(operation, actor)[0]} if operation.body is not None else {}
    script.call(operation, actor, path=script.path(rows), expect=problem(404, "not_found"), **body)
