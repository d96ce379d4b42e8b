"""Conditional requests: entity tags, not modified, lost updates."""

from typing import Any

from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.checks import reading
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.document import expect, problem, ref
from tools.validators.conformance.rows import Row
from tools.validators.conformance.script import Script
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

CHECK = "conditional-requests"
WRITERS = 24


def add(out: Collector) -> None:
    found = False
    for operation in out.plan.operations:
        if operation.intent == "crud.read" and operation.response.etag:
            found = True
            # What is computed beside the row changes without a new version: it is sent anew each time.
            if operation.revalidates:
                out.add(CHECK, operation, "not modified", _not_modified, operation)
        if operation.if_match and operation.intent in ("crud.update", "crud.delete"):
            found = True
            out.add(CHECK, operation, "preconditions", _preconditions, operation)
        if operation.if_match and operation.intent == "crud.update":
            out.add(CHECK, operation, "parallel writers", _writers, operation)
    if not found:
        out.none(CHECK, "api", "no entity has optimistic locking")


def _versioned(script: Script, operation: OperationPlan) -> tuple[Row, Actor | None, dict[str, str], str]:
    """A fresh row, who calls, its path, and the variable with its current tag."""
    actor = script.caller(operation)
    rows = script.targets(operation, actor)
    row = next(iter(rows.values()))
    tag = f"{row.bind}.etag"
    step = reading.read(script, row, actor, save={tag: "header:ETag", _seen(row): "body"})
    if step is None:
        raise Unavailable("no operation reads the row's tag")
    script.steps.append(step)
    return row, actor, script.path(rows), tag


def _seen(row: Row) -> str:
    """The variable that holds the row as it was read with its tag."""
    return f"{row.bind}.seen"


def _not_modified(script: Script, operation: OperationPlan) -> None:
    row, actor, path, tag = _versioned(script, operation)
    unchanged = expect(304, empty=True, headers={"ETag": {"is": ref(tag)}})
    whole = success(script.catalog, operation)
    for sent, wanted in (
        (f"${{{tag}}}", unchanged), (f"W/${{{tag}}}", unchanged), (f'"other", ${{{tag}}}', unchanged), ("*", unchanged),
        ('"other"', whole), (f"{row.bind}", whole),
    ):  # fmt: skip
        script.call(operation, actor, path=path, headers={"If-None-Match": sent}, expect=wanted)


def _body(script: Script, operation: OperationPlan, actor: Actor | None) -> dict[str, Any]:
    return {"json": script.body(operation, actor)[0]} if operation.body is not None else {}


def _changes(operation: OperationPlan) -> bool:
    return operation.body is not None and bool(operation.body.fields)


def _preconditions(script: Script, operation: OperationPlan) -> None:
    row, actor, path, tag = _versioned(script, operation)
    required, stale = problem(428, "precondition_required"), problem(412, "precondition_failed")
    for sent, wanted in (
        (None, required), ('"no-such-version"', stale), (f"W/${{{tag}}}", stale), ('"a", "b"', stale),
    ):  # fmt: skip
        script.call(
            operation, actor, path=path, headers={"If-Match": sent}, expect=wanted, **_body(script, operation, actor)
        )
    step = reading.read(script, row, actor, {"is": ref(_seen(row) if row.shared else row.bind)})
    # What was refused changed nothing; a created row is answered as it is read.
    script.steps += [step] if step else []
    lists = f'"other", ${{{tag}}}'
    done = success(script.catalog, operation)
    script.call(
        operation, actor, path=path, headers={"If-Match": lists}, expect=done, **_body(script, operation, actor)
    )
    gone = operation.intent == "crud.delete"
    if not gone and not _changes(operation):
        # A body that can hold nothing leaves the row at the version that it has.
        return
    after = problem(404, "not_found") if gone else stale
    script.call(
        operation,
        actor,
        path=path,
        headers={"If-Match": f"${{{tag}}}"},
        expect=after,
        **_body(script, operation, actor),
    )
    if not gone:
        script.call(
            operation,
            actor,
            path=path,
            headers={"If-Match": "*"},
            expect=done,
            save={"newer": "header:ETag"},
            **_body(script, operation, actor),
        )
        script.steps.append({"do": "differ", "about": "tags of two versions", "values": [tag, "newer"]})


def _writers(script: Script, operation: OperationPlan) -> None:
    """Of many writers that read the same version exactly one wins."""
    if not _changes(operation):
        raise Unavailable("its body can change nothing")
    _, actor, path, tag = _versioned(script, operation)
    request = script.request(
        operation, actor, path=path, headers={"If-Match": f"${{{tag}}}"}, **_body(script, operation, actor)
    )
    allowed = [200, script.suite.plan.status("precondition_failed")]
    script.steps.append(
        {"do": "parallel", "times": WRITERS, "request": request, "allowed": allowed, "exactly": {"200": 1}}
    )
