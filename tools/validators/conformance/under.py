"""Rows that stand under another one which the same path names: a version of a page, a line of an order."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.store import InsertRow, ListRows
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.moves import guards_of
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import read_of, target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.suite import Unavailable


def row_under(script: Script, table: str, column: str, parent: Row, actor: Actor | None) -> Row:
    """A row that refers to the parent by the column: made of it, or left by a change of it and listed under it."""
    maker = script.catalog.maker(table)
    if maker is None:
        return _left(script, table, parent, actor)
    wire = next((wire for wire, item in script.catalog.accepted(maker).items() if item.name.snake == column), None)
    if wire is None:
        return _made(script, maker, table, parent, actor)
    return script.row(table, actor, {wire: parent.reference})


def _made(script: Script, maker: OperationPlan, table: str, parent: Row, actor: Actor | None) -> Row:
    """By an operation whose path names the parent."""
    targets = target_columns(maker)
    if not _on(maker, parent.table) or guards_of(maker):
        raise Unavailable(f"no operation makes a row of {table} for one of {parent.table}")
    caller = actor if script.suite.may(actor, maker) else script.suite.who(maker)
    sent = script.body(maker, caller)[0] if maker.body is not None else {}
    more = {"json": sent} if maker.body is not None else {}
    path = {name: script.address(parent, column) for name, (_, column, _) in targets.items()}
    bind = f"row{script.suite.number()}"
    script.call(maker, caller, path=path, expect={"status": [maker.response.status]}, save={bind: "body"}, **more)
    return Row(bind, table, f"{bind}/{script.catalog.key_wire(maker, table)}", caller, sent)


def _left(script: Script, table: str, parent: Row, actor: Actor | None) -> Row:
    operations = script.suite.plan.operations
    change = next((item for item in operations if _on(item, parent.table) and _leaves(script, item, table)), None)
    lister = next((item for item in operations if _on(item, parent.table) and _lists(item, table)), None)
    page = lister.response.page if lister is not None else None
    if change is None or lister is None or page is None:
        raise Unavailable(f"no operation makes a row of {table}")
    path = dict.fromkeys(target_columns(change), parent.path)
    caller = actor if script.suite.may(actor, change) else script.suite.who(change)
    # What is known of the parent shall stay so: a change of nothing leaves a row too.
    empty: dict[str, object] = {"json": {}} if change.body is not None else {}
    script.call(change, caller, path=path, expect={"status": [change.response.status]}, **empty)
    bind = f"listed{script.suite.number()}"
    reader = actor if script.suite.may(actor, lister) else script.suite.who(lister)
    path = dict.fromkeys(target_columns(lister), parent.path)
    script.call(lister, reader, path=path, expect={"status": [200]}, save={bind: "body"})
    return Row(bind, table, f"{bind}/{page.rows}/0/{script.catalog.key_wire(lister, table)}", actor)


def _on(operation: OperationPlan, table: str) -> bool:
    """Whether the operation is about one row of the table, which its path names."""
    return [found for found, _, _ in target_columns(operation).values()] == [table]


def _leaves(script: Script, operation: OperationPlan, table: str) -> bool:
    inserts = [write.call.table for write in script.catalog.writes(operation) if isinstance(write.call, InsertRow)]
    plain = operation.body is None or not any(item.required for item in operation.body.fields)
    return inserts == [table] and plain and not operation.if_match


def _lists(operation: OperationPlan, table: str) -> bool:
    call = read_of(operation)
    return isinstance(call, ListRows) and call.table == table
