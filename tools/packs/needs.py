"""What the function of an operation needs to be given."""

from dataclasses import dataclass, replace

from tools.blueprint.plan.expr import BoundValue, ViewerValue
from tools.blueprint.plan.operation import (
    Compute,
    EndSessions,
    Fetch,
    FetchAggregate,
    FetchPage,
    ForEach,
    IssueSession,
    MatchVersion,
    OperationPlan,
    Present,
    ResponsePlan,
    RevokeSession,
    RotateSession,
    ShowRows,
    VerifySecret,
    WriteSet,
    every,
)
from tools.blueprint.plan.parts import parts_of
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import FindRows, InsertRow, UpsertRow


@dataclass(frozen=True)
class Needs:
    """Which parameters the service function of an operation has."""

    settings: bool
    session: bool
    """It opens or ends a session."""
    viewer: bool
    query: bool
    data: bool
    if_match: bool


def needs(operation: OperationPlan) -> Needs:
    """What the operation's steps use."""
    session = (IssueSession, RotateSession)
    answer = operation.response
    said = (*operation.nodes, answer.file, answer.beside)
    return Needs(
        settings=any(isinstance(node, session) for node in operation.nodes),
        session=any(isinstance(node, IssueSession | RevokeSession) for node in operation.nodes),
        viewer=any(isinstance(node, RevokeSession) for node in operation.nodes) or any(parts_of(said, ViewerValue)),
        query=bool(operation.query),
        data=operation.body is not None,
        if_match=operation.if_match,
    )


def present_name(operation: OperationPlan) -> str:
    """The function that looks for what must be there first: `look_for_update_book`."""
    return f"look_for_{operation.name.snake}"


def looking(operation: OperationPlan, present: Present) -> OperationPlan:
    """The operation as far as it looks for what must be there."""
    return replace(
        operation, nodes=present.nodes, query=(), body=None, if_match=False, response=ResponsePlan(204, "empty")
    )


def shows(operation: OperationPlan) -> bool:
    """Whether values are computed for what it answers."""
    return bool(operation.response.beside) or any(isinstance(node, ShowRows) for node in operation.nodes)


def takes_tables(plan: RenderPlan) -> bool:
    """Whether the body of some operation is a table."""
    return any(item.body is not None and item.body.table for item in plan.operations)


def takes_forms(plan: RenderPlan) -> bool:
    """Whether some operation takes files."""
    return any(item.body is not None and item.body.is_form for item in plan.operations)


def answers_files(plan: RenderPlan) -> bool:
    """Whether some operation answers with bytes."""
    return any(item.response.file is not None for item in plan.operations)


def written_as(plan: RenderPlan) -> list[str]:
    """What some answers are written in besides JSON, and first what all of that rests on."""
    found = sorted({item.response.media for item in plan.operations} - {"json"})
    return ["following", *found] if found else []


def row_binds(operation: OperationPlan) -> dict[str, str]:
    """Bound name of each row → its table."""
    found: dict[str, str] = {}
    for node in every(operation.nodes):
        match node:
            case ForEach(bind=bind, items=FindRows() as rows):
                found[bind] = rows.table
            case Fetch(bind, call) | VerifySecret(bind=bind, call=call):
                found[bind] = call.table
            case WriteSet(writes):
                found |= {step.bind: step.call.table for step in writes if step.bind}
    return found


def asked_binds(operation: OperationPlan) -> frozenset[str]:
    """Bound names that a later step or the answer asks for."""
    parts = (*operation.nodes, operation.response.file, operation.response.beside)
    found = {item.bind for item in parts_of(parts, BoundValue)}
    found |= {item.bind for item in parts_of(parts, MatchVersion)} | {item.bind for item in parts_of(parts, ShowRows)}
    found |= {item.of for item in parts_of(parts, Compute)}
    found |= {node.account for node in every(operation.nodes) if isinstance(node, IssueSession | EndSessions)}
    return frozenset(found | {operation.response.bind or ""})


def made_binds(operation: OperationPlan) -> frozenset[str]:
    """Bound names of rows that the operation makes."""
    sets = [node for node in every(operation.nodes) if isinstance(node, WriteSet)]
    made = (write for node in sets for write in node.writes if isinstance(write.call, InsertRow | UpsertRow))
    return frozenset(write.bind for write in made if write.bind is not None)


def page_bind(operation: OperationPlan) -> str | None:
    """Table of the page or aggregate that is answered."""
    for node in operation.nodes:
        if isinstance(node, FetchPage | FetchAggregate) and node.bind == operation.response.bind:
            return node.call.table
    return None
