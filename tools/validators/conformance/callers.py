"""Which account the path of a call names: the caller's own where a guard asks for it, and another one elsewhere."""

from dataclasses import replace

from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.moves import Move, binds_of, guards_of
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import scoping_of, target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.wanted import own_accounts


def choose_accounts(
    script: Script, operation: OperationPlan, actor: Actor | None, rows: dict[str, Row], refusing: int | None
) -> None:
    """Puts the caller's own account where a guard asks for it, and another one where it must not be."""
    guards, binds = guards_of(operation), binds_of(operation)
    for number, guard in enumerate(guards if refusing is None else guards[: refusing + 1]):
        for bind, own in own_accounts(guard.condition, number != refusing).items():
            field = next((name for name, other in binds.items() if other == bind), None)
            if field not in rows or actor is None or not script.catalog.is_account(rows[field].table):
                continue
            account = rows[field].table
            if own != (rows[field].bind == actor.name):
                row = script.own_row(account, actor) if own else script.row(account, actor)
                rows[field] = _addressed(script, operation, field, row)


def call_for_itself(script: Script, operation: OperationPlan, actor: Actor | None, rows: dict[str, Row]) -> bool:
    """Puts the caller's own account in the place of another one; False where there is none."""
    for field, row in rows.items():
        if actor is not None and script.catalog.is_account(row.table) and row.bind != actor.name:
            rows[field] = _addressed(script, operation, field, script.own_row(row.table, actor))
            return True
    return False


def _addressed(script: Script, operation: OperationPlan, field: str, row: Row) -> Row:
    return replace(row, address=script.address(row, target_columns(operation)[field][1]))


def mover(script: Script, actor: Actor | None, move: Move, row: Row) -> tuple[Actor | None] | None:
    """Who makes a move: the caller of a story, the row's maker or anybody else who may; None when nobody."""
    suite = script.suite
    if move.operation.access.public:
        return (None,)
    scoping = scoping_of(target_columns(move.operation)[move.field][2], script.catalog.tenant_column)
    for other in dict.fromkeys((actor, row.actor, *suite.actors)):
        if other is None or not suite.may(other, move.operation):
            continue
        if not scoping.any or other == row.actor or (other.role in scoping.exempt and scoping.tenant is None):
            return (other,)
    return None
