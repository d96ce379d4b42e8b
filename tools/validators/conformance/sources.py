"""Where the rows of a list come from: which operation makes them, and who calls it."""

from collections.abc import Mapping
from dataclasses import dataclass

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.store import AggregateRows, ListRows
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import CREATE_ACCOUNT
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import is_selective, scoping_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.suite import Suite, Unavailable

SINGLE = "its caller sees a single row"


@dataclass(frozen=True, slots=True)
class Source:
    """Makes rows of one table; `beside`: accounts, in the tenant of an actor that makes them for lists alone."""

    creator: OperationPlan
    table: str
    actor: Actor | None
    beside: bool = False

    def row(self, script: Script, given: Mapping[str, object] | None = None, bind: str | None = None) -> Row:
        if self.beside and self.actor is not None:
            return script.beside(self.actor, given, bind)
        return script.row(self.table, self.actor, given, bind=bind)


def _own_alone(suite: Suite, call: ListRows | AggregateRows, caller: Actor | None) -> bool:
    """Whether the caller sees its own account, and not those beside it in its tenant; or its tenant alone."""
    if call.table == suite.catalog.tenant_table:
        return True
    return not scoping_of(call, suite.catalog.tenant_column).shows_others(caller.role if caller is not None else None)


def source_of(suite: Suite, operation: OperationPlan, call: ListRows | AggregateRows, *others: OperationPlan) -> Source:
    """Who makes rows that the operation lists, and may call the others too. Raises Unavailable."""
    catalog = suite.catalog
    if is_selective(call):
        raise Unavailable("it leaves out rows for what they hold")
    if catalog.shows_one(call) and (isinstance(call, ListRows) or _own_alone(suite, call, None)):
        joining = catalog.operation(CREATE_ACCOUNT, call.table)
        maker = suite.who(joining, operation) if joining is not None else None
        if joining is None or _own_alone(suite, call, maker):
            raise Unavailable(SINGLE)
        return Source(joining, call.table, suite.spare(maker.role if maker else None, "lists"), beside=True)
    creator = catalog.creator(call.table)
    if creator is None:
        raise Unavailable(f"no operation makes rows of {call.table} at will")
    # Where rows are only seen by their owner, whoever makes them may also read them.
    actor = suite.who(operation, creator, *others) if catalog.created_scope(call.table) else suite.who(creator)
    return Source(creator, call.table, actor)
