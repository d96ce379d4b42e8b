"""The fuzzer's configuration, derived from the contract: one mechanism for every stack."""

import json

from tools.blueprint.plan.expr import Argument, ViewerValue
from tools.blueprint.plan.operation import Fetch, Guard, OperationPlan, RequireReferences, WriteSet, every
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import InsertRow
from tools.validators.conformance.scoping import scoping_of

SEED = 20_261_123
MAX_EXAMPLES = 12
ADMITTED = (404, 409, 412, 428)
"""Statuses that a well-formed request may meet, because they rest on what is stored; only where declared."""
STORED = ("not_found", "conflict", "in_use", "request_in_progress", "precondition_failed", "precondition_required")
"""Standard errors that do; a contract may answer them with other statuses."""


def settings(plan: RenderPlan) -> str:
    """TOML: a fixed seed, every phase and check, and what each operation may answer to a valid request."""
    lines = [
        f"seed = {SEED}",
        "continue-on-failure = true",
        "",
        "[generation]",
        f"max-examples = {MAX_EXAMPLES}",
        "allow-x00 = true",
        'database = "none"',
    ]
    for operation in plan.operations:
        lines += ["", *_operation(operation, plan)]
    return "\n".join(lines) + "\n"


def _operation(operation: OperationPlan, plan: RenderPlan) -> list[str]:
    declared = {error.status for error in operation.errors}
    stored = dict.fromkeys((*ADMITTED, *map(plan.status, STORED)))
    admitted: list[int | str] = ["2xx", *(status for status in stored if status in declared)]
    invalid, required = plan.status("validation_failed"), plan.status("precondition_required")
    # What its steps ask for rests on what is stored, on the caller and on the clock.
    absent = {node.absent.status for node in every(operation.nodes) if isinstance(node, Fetch)}
    own = {node.error.status for node in every(operation.nodes) if isinstance(node, Guard)} | absent
    admitted += sorted(own - set(admitted))
    if operation.revalidates:
        admitted.append(304)
    if operation.intent in ("account.login", "account.refresh"):
        admitted.append(plan.status("invalid_credentials"))
    if invalid in declared and invalid not in admitted and _refuses_stored(operation, plan):
        admitted.append(invalid)
    if operation.body is not None and operation.body.table:
        # The contract calls a table text: its columns and cells stand in words.
        admitted += [status for status in (plan.status("malformed"), invalid) if status not in admitted]
    missing = [plan.status("malformed"), invalid, *([required] if required in declared else [])]
    if operation.if_match:
        # Where there is no row, none is asked which version of it was read.
        missing += sorted(absent - set(missing))
    if plan.auth is not None and plan.auth.carrier.kind == "header" and not operation.access.public:
        # What carries the token is a header like others to the fuzzer, unless it is `Authorization`.
        missing.append(plan.status("unauthenticated"))
    return [
        "[[operations]]",
        f"include-operation-id = {json.dumps(operation.name.snake)}",
        f"checks.positive_data_acceptance.expected-statuses = {json.dumps(admitted)}",
        f"checks.missing_required_header.expected-statuses = {json.dumps(missing)}",
        *(["checks.ensure_resource_availability.enabled = false"] if _misses(operation, plan) else []),
    ]


def _misses(operation: OperationPlan, plan: RenderPlan) -> bool:
    """Whether a row that was just made may be answered as one that is not there."""
    return _misses_others(operation, plan) or (bool(operation.path_fields) and _misses_foreign(operation, plan))


def _misses_foreign(operation: OperationPlan, plan: RenderPlan) -> bool:
    """Whether it knows rows of its caller or tenant alone, and something makes those of others."""
    tenant = plan.auth.tenant if plan.auth is not None else None
    for node in every(operation.nodes):
        if isinstance(node, Fetch):
            scoping = scoping_of(node.call, tenant)
            columns = {column for column in (scoping.owner, scoping.tenant) if column is not None}
            if any(not columns <= _of_caller(call) for call in _inserts(plan, node.call.table)):
                return True
    return False


def _inserts(plan: RenderPlan, table: str) -> list[InsertRow]:
    """What stores rows of a table for a POST."""
    nodes = (node for operation in plan.operations if operation.method == "POST" for node in every(operation.nodes))
    calls = [write.call for node in nodes if isinstance(node, WriteSet) for write in node.writes]
    return [call for call in calls if isinstance(call, InsertRow) and call.table == table]


def _of_caller(call: InsertRow) -> frozenset[str]:
    """Columns that get what the caller has: its key, its tenant."""
    theirs = {item.name for item in call.parameters if isinstance(item.value, ViewerValue)}
    values = ((item.column, item.value) for item in call.assignments)
    return frozenset(column for column, value in values if isinstance(value, Argument) and value.name in theirs)


def _misses_others(operation: OperationPlan, plan: RenderPlan) -> bool:
    """Whether it is answered as for a row that is not there, though the one of the path is: it looks for others too.

    The fuzzer knows of one resource for each request, and takes such an answer for a loss of it.
    """
    missing = plan.status("not_found")
    nodes = list(every(operation.nodes))
    found = sum(isinstance(node, Fetch) and node.absent.status == missing for node in nodes)
    return found > 1 or any(isinstance(node, Guard) and node.error.status == missing for node in nodes)


def _refuses_stored(operation: OperationPlan, plan: RenderPlan) -> bool:
    """Whether a valid body may still be refused as 422: for a reference, a check, or a key that was used."""
    checked = any(table.name.snake == operation.group and table.checks for table in plan.tables)
    references = any(isinstance(node, RequireReferences) for node in every(operation.nodes))
    return references or operation.idempotency_key or (checked and operation.body is not None)
