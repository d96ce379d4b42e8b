"""Codes that only an event tells, and of which a row keeps the digest: who asks for one, and who hears of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tools.blueprint.plan.expr import Argument, Call, Expr, InputValue
from tools.blueprint.plan.operation import Assign, Emit, Fetch, ForEach, OperationPlan, WriteSet, every
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import FindRow, FindRows, InsertRow, UpsertRow
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.document import Step
from tools.validators.conformance.knowledge import Known, given, inserted
from tools.validators.conformance.knowledge import Row as Values
from tools.validators.conformance.moves import with_let
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import equality, finds, naming
from tools.validators.conformance.script import Script
from tools.validators.conformance.suite import Unavailable


@dataclass(frozen=True, slots=True)
class Telling:
    """The operation that tells a code, the write that keeps its digest, and the member of the event that holds it."""

    operation: OperationPlan
    write: InsertRow | UpsertRow
    emit: Emit
    code: str

    @property
    def replaces(self) -> bool:
        """Whether an account has its last code alone."""
        return isinstance(self.write, UpsertRow)


def telling_of(plan: RenderPlan, table: str) -> Telling | None:
    """What tells the codes whose digests the table keeps; None where it keeps none."""
    for operation in plan.operations:
        nodes = list(every(operation.own))
        emits = [node for node in nodes if isinstance(node, Emit)]
        for write in (write.call for node in nodes if isinstance(node, WriteSet) for write in node.writes):
            if not isinstance(write, InsertRow | UpsertRow) or write.table != table:
                continue
            kept = _digested(write)
            for emit in emits:
                told = next((name for name, value in emit.members if value in kept), None)
                if told is not None:
                    return Telling(operation, write, emit, told)
    return None


def _digested(write: InsertRow | UpsertRow) -> list[Expr]:
    """What the write keeps the digests of."""
    arguments = {item.name: item.value for item in write.parameters}
    values = [arguments.get(item.value.name) for item in write.assignments if isinstance(item.value, Argument)]
    return [value.args[0] for value in values if isinstance(value, Call) and value.function == "digest"]


def taken_code(operation: OperationPlan) -> str | None:
    """The input that is a code: a row is found by its digest."""
    for call in finds(operation):
        for item in call.parameters:
            if isinstance(item.value, Call) and (name := naming(item.value)) is not None:
                return name
    return None


def told_row(script: Script, telling: Telling) -> Row:
    """A fresh account's row of a code, which paths and bodies name by the code that the event told."""
    return row_of(script, telling, script.new_account())


def row_of(script: Script, telling: Telling, actor: Actor) -> Row:
    """The row of a code of the account."""
    bind = f"told{script.suite.number()}"
    script.steps.append(heard(script, telling, actor, bind))
    table = script.catalog.table(telling.write.table)
    account, known = account_values(script, actor), Known()
    for node in every(telling.operation.own):
        match node:
            case Fetch(bind=name, call=call) if script.catalog.is_account(call.table):
                known = known.bind(name, account)
            case ForEach(bind=name, items=FindRows(table=found)) if script.catalog.is_account(found):
                known = known.bind(name, account)
            case Assign():
                known = with_let(node, known)
    values = inserted(table, {}, given(table, telling.write.assignments, telling.write.parameters, known), None)
    assert script.suite.plan.auth is not None
    beside = ((script.suite.plan.auth.account, account),)
    return Row(
        bind, telling.write.table, bind, actor, {}, values, _code(script, telling, bind), told=True, beside=beside
    )


def heard(script: Script, telling: Telling, actor: Actor, bind: str) -> Step:
    """Asks for a code of the account, waits for the event that tells it, and keeps what the event says."""
    request = ask(script, telling, account_values(script, actor), actor)
    return {"do": "heard", "request": request, "event": telling.emit.event, "save": {bind: "data"}}


def ask(script: Script, telling: Telling, account: Mapping[str, object], actor: Actor | None) -> Step:
    """The request for a code of an account with these values."""
    operation = telling.operation
    caller = actor if script.suite.signs_in(operation) else None
    more: dict[str, Any] = {}
    if operation.body is not None:
        named = _asked_by(script, operation)
        missing = [item.wire for item in operation.body.fields if named.get(item.name.snake) not in account]
        if missing:
            raise Unavailable(f"nothing tells what `{missing[0]}` should be")
        more["json"] = {item.wire: account[named[item.name.snake]] for item in operation.body.fields}
    return script.request(operation, caller, expect={"status": [operation.response.status]}, **more)


def account_values(script: Script, actor: Actor) -> Values:
    """What is known of a fresh account, by column."""
    assert script.suite.plan.auth is not None
    key, row = script.account_key(), script.accounts[actor.name]
    return {**row.values, key: script.own_row(script.suite.plan.auth.account, actor).reference}


def _asked_by(script: Script, operation: OperationPlan) -> dict[str, str]:
    """Input → the column of accounts by which it names one."""
    found: dict[str, str] = {}
    nodes = list(every(operation.own))
    calls: list[FindRow | FindRows] = [node.call for node in nodes if isinstance(node, Fetch)]
    calls += [node.items for node in nodes if isinstance(node, ForEach) and isinstance(node.items, FindRows)]
    for call in calls:
        for condition in call.conditions if script.catalog.is_account(call.table) else ():
            column, value = equality(condition, call.parameters)
            if column is not None and isinstance(value, InputValue):
                found[value.name] = column
    return found


def _code(script: Script, telling: Telling, bind: str) -> str:
    """Reference to the code."""
    shape = next(item.shape for item in script.suite.plan.events if item.type == telling.emit.event)
    wire = next(field.wire for field in shape.fields if field.name.snake == telling.code)
    return f"{bind}/{wire}"
