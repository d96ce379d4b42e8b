"""Who calls an operation: somebody to whom it is open, and who can have the rows that it is about."""

from typing import Any, Protocol

from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import CREATE_ACCOUNT, Catalog
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import Scoping, scoping_of, target_columns
from tools.validators.conformance.suite import Suite, Unavailable


class _Caller(Protocol):
    """Who makes accounts and rows, as far as it matters here."""

    suite: Suite

    @property
    def catalog(self) -> Catalog: ...

    def call(self, operation: OperationPlan, actor: Actor | None, **more: Any) -> None: ...

    def needed(self, intent: str) -> OperationPlan: ...

    def neighbour(self, maker: Actor) -> Actor: ...

    def new_account(self, role: str | None = None) -> Actor: ...

    def own_row(self, table: str, actor: Actor) -> Row: ...

    def account_key(self) -> str: ...


def choose_caller(script: _Caller, operation: OperationPlan, *, alone: bool = False) -> Actor | None:
    """An actor to whom the operation is open and who can have rows for it; see `Script.caller`."""
    actor = _suited(script, operation)
    if actor is None or operation.method == "GET":
        return actor
    if not script.catalog.own_only(operation) and not script.catalog.joins_caller(operation):
        return actor
    spare = script.suite.spare(actor.role)
    if not alone:
        return spare
    # An account that another one makes and promotes costs two requests, one that a command makes a process.
    needed = (script.catalog.operation(CREATE_ACCOUNT), script.catalog.operation("account.assign_role"))
    reachable = all(operation is not None and script.suite.may(spare, operation) for operation in needed)
    return _promoted(script, spare) if reachable else script.new_account(actor.role)


def _promoted(script: _Caller, maker: Actor) -> Actor:
    """A fresh account beside its maker and with the same role, for this case alone."""
    made = script.neighbour(maker)
    assign, role = script.needed("account.assign_role"), {script.catalog.cased("role"): maker.role}
    path = {script.account_key(): script.own_row(assign.group, made).key}
    script.call(assign, maker, path=path, json=role, expect={"status": [200]}, save={made.name: "body"})
    return Actor(made.name, maker.role)


def _suited(script: _Caller, operation: OperationPlan) -> Actor | None:
    if operation.access.public:
        return script.suite.who(operation)
    actors = [actor for actor in script.suite.actors if script.suite.may(actor, operation)]
    for actor in actors:
        if all(_can_have(script, actor, table, scoping) for table, scoping in _tables(script, operation)):
            return actor
    if not actors:
        raise Unavailable(f"no account that the API lets be made may call {operation.name.snake}")
    return actors[0]


def _tables(script: _Caller, operation: OperationPlan) -> list[tuple[str, Scoping]]:
    targets = target_columns(operation).values()
    return [(table, scoping_of(call, script.catalog.tenant_column)) for table, _, call in targets]


def _can_have(script: _Caller, actor: Actor, table: str, scoping: Scoping) -> bool:
    creator = script.catalog.maker(table)
    if script.catalog.is_account(table) or creator is None:
        return True
    return script.suite.may(actor, creator) or not (scoping.any or script.catalog.created_scope(table))
