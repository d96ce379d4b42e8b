"""Every store call that the operations of a plan make."""

from collections.abc import Iterator

from tools.blueprint.plan.loads import Load
from tools.blueprint.plan.operation import (
    Compute,
    Fetch,
    FetchAggregate,
    FetchPage,
    ForEach,
    Lock,
    OperationPlan,
    RequireReferences,
    ShowRows,
    VerifySecret,
    WriteSet,
    every,
)
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import FindRows, StoreCall
from tools.packs.loads import loads


def store_calls(plan: RenderPlan) -> dict[str, tuple[StoreCall | Load, ...]]:
    """Every distinct store call, by table, sorted by name."""
    calls: dict[str, StoreCall | Load] = {load.name: load for load in loads(plan)}
    for group in plan.groups:
        for operation in (*group.operations, *group.commands):
            for call in _calls(operation):
                calls.setdefault(call.name, call)
    tables = sorted({call.table for call in calls.values()})
    return {table: tuple(calls[name] for name in sorted(calls) if calls[name].table == table) for table in tables}


def _calls(operation: OperationPlan) -> Iterator[StoreCall]:
    for node in every(operation.nodes):
        match node:
            case (
                Fetch()
                | FetchPage()
                | FetchAggregate()
                | RequireReferences()
                | VerifySecret()
                | Compute()
                | ShowRows()
                | Lock()
            ):
                yield node.call
            case ForEach(items=FindRows() as call):
                yield call
            case WriteSet(writes):
                for step in writes:
                    yield step.call
