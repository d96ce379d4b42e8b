"""Rows around the caller's own account that an operation asks for: a cart is checked out when something is in it."""

from tools.blueprint.plan.expr import Related, ViewerValue
from tools.blueprint.plan.operation import Compute, Fetch, OperationPlan
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.knowledge import Known
from tools.validators.conformance.moves import guards_of, with_lets
from tools.validators.conformance.script import Script

_FEW, _MANY = 1, 1000
"""The account may have more rows than the one that is made: what is asked must hold for any number from one on."""


def provided(script: Script, operation: OperationPlan, actor: Actor | None, known: Known) -> Known | None:
    """What is known once a row was made of each kind that is counted; None where that would not surely do.

    Raises Unavailable where no operation makes such a row.
    """
    tables = _counted(operation)
    if not tables:
        return None
    for number in (_FEW, _MANY):
        counts = {name: number if kind == "count" else True for name, (kind, _) in tables.items()}
        seen = with_lets(operation, Known({**known.values, **counts}))
        if any(seen.holds(guard.condition) is not True for guard in guards_of(operation)):
            return None
    for table in dict.fromkeys(table for _, table in tables.values()):
        script.row(table, actor)
    return known


def _counted(operation: OperationPlan) -> dict[str, tuple[str, str]]:
    """Name → count or exists, and the table of the rows: of all that belong to the caller's account by a reference."""
    own = {
        node.bind
        for node in operation.nodes
        if isinstance(node, Fetch) and any(isinstance(item.value, ViewerValue) for item in node.call.parameters)
    }
    found: dict[str, tuple[str, str]] = {}
    for node in operation.nodes:
        for item in node.call.values if isinstance(node, Compute) and node.of in own else ():
            value = item.value
            if isinstance(value, Related) and value.where is None and value.link is None:
                found[item.name] = (value.function, value.table)
    return {name: what for name, what in found.items() if what[0] in ("count", "exists")}
