"""Rows beside a caller's own account and tenant: where it sees no other one, none can be made for it."""

from typing import Protocol

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import Catalog
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import Scoping, reference_scoping, scoping_of, target_columns
from tools.validators.conformance.suite import Unavailable


class _Maker(Protocol):
    """Who makes rows, as far as it matters here."""

    @property
    def catalog(self) -> Catalog: ...

    def row(self, table: str, actor: Actor | None, *, optional: bool = True) -> Row: ...


def another(script: _Maker, table: str, actor: Actor | None, scoping: Scoping) -> Row:
    """A fresh row that is not the actor itself, seen under the scoping. Raises Unavailable."""
    if actor is not None and script.catalog.itself_alone(table, scoping, actor.role):
        raise Unavailable(f"its caller sees no other row of {table} than its own")
    return script.row(table, actor, optional=False)


def referable(script: _Maker, operation: OperationPlan, table: str, item: Field, actor: Actor | None) -> Row:
    """A fresh row of the table that the input may refer to. Raises Unavailable."""
    scoping = reference_scoping(operation, item.name.snake, script.catalog.tenant_column)
    return another(script, table, actor, scoping)


def named_by(script: _Maker, operation: OperationPlan, field: str, actor: Actor | None) -> Row:
    """A fresh row that the path of the operation may name. Raises Unavailable."""
    table, _, call = target_columns(operation)[field]
    return another(script, table, actor, scoping_of(call, script.catalog.tenant_column))
