"""Who may, among accounts of one tenant: what belongs to one of them is hidden from the others, but for roles above.

Between tenants nothing tells whether owners are looked at: rows of another tenant are hidden from everybody.
"""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.store import AggregateRows
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import CREATE_ACCOUNT
from tools.validators.conformance.checks import reading
from tools.validators.conformance.checks.access import FOREIGN
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.document import Step, expect, problem
from tools.validators.conformance.moves import guards_of
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import (
    finds_deleted,
    is_selective,
    named_rows,
    read_of,
    scoping_of,
    target_columns,
)
from tools.validators.conformance.script import Script
from tools.validators.conformance.suite import Unavailable

ASSIGN = "account.assign_role"


def add(out: Collector) -> None:
    joining, auth = out.catalog.operation(CREATE_ACCOUNT), out.plan.auth
    if joining is None or auth is None or auth.tenant is None:
        return
    for operation in out.plan.operations:
        if out.catalog.brings(operation.group) or operation.access.public:
            continue
        call = read_of(operation)
        if not operation.path_fields and call is not None:
            scoping = scoping_of(call, auth.tenant)
            build = _listed
        elif operation.path_fields and named_rows(operation):
            scoping = out.catalog.find_scoping(operation, operation.group)
            build = _named
        else:
            continue
        if scoping.owner is None or scoping.tenant is None:
            continue
        for role in auth.roles:
            if not out.suite.may(Actor("", role), operation):
                continue
            sees = role in scoping.exempt
            # Where the state of the row decides too, whoever sees it may still be refused.
            if not (sees and guards_of(operation)):
                label = f"{'seen by' if sees else 'hidden from'} a neighbour who is {role}"
                out.add(FOREIGN, operation, label, build, operation, role, sees)


def neighbours(script: Script, role: str) -> tuple[Actor, Actor]:
    """Two accounts of a tenant: an ordinary one, and one of the role. Raises Unavailable where it cannot be had."""
    joining, auth = script.needed(CREATE_ACCOUNT), script.auth
    if role == auth.first_role:
        maker = script.suite.who(joining)
        if maker is None or maker.role != role:
            raise Unavailable(f"nobody makes accounts as {role}")
        return script.neighbour(maker), maker
    assigning = [script.needed(ASSIGN)] if role != auth.default_role else []
    maker = script.suite.who(joining, *assigning)
    if maker is None:
        raise Unavailable("nobody makes accounts")
    row = script.beside(maker, bind=f"@guest{script.suite.number()}")
    other = Actor(script.signed_in(row).name, role)
    for operation in assigning:
        sent = {script.catalog.cased("role"): role}
        script.call(operation, maker, path={script.account_key(): row.key}, json=sent, expect=expect(200))
    return script.neighbour(maker), other


def _named(script: Script, operation: OperationPlan, role: str, sees: bool) -> None:
    owner, other = neighbours(script, role)
    if not script.suite.may(owner, operation):
        raise Unavailable("whoever owns the row may not call it")
    rows = script.targets(operation, owner)
    sent = script.body(operation, owner)[0] if operation.body is not None else None
    if sees and operation.body is not None and operation.intent == "crud.update":
        sent = {}
    more = {"json": sent} if sent is not None else {}
    wanted = expect(operation.response.status) if sees else problem(404, "not_found")
    script.call(operation, other, path=script.path(rows), expect=wanted, **more)
    if sees or any(finds_deleted(call) for _, _, call in target_columns(operation).values()):
        return
    # The refused change left the row as it was.
    step = reading.read(script, next(iter(rows.values())), owner)
    script.steps += [step] if step else []


def _listed(script: Script, operation: OperationPlan, role: str, sees: bool) -> None:
    call = read_of(operation)
    if call is None or isinstance(call, AggregateRows):
        raise Unavailable("its numbers are checked under analytics")
    if is_selective(call) or finds_deleted(call):
        raise Unavailable("it leaves out rows for what they hold")
    owner, other = neighbours(script, role)
    if not script.suite.may(owner, operation):
        raise Unavailable("whoever owns the row may not call it")
    row = script.row(operation.group, owner)
    script.steps.append(_pages(script, operation, other, row, call.search.columns if call.search else ()))
    match = {"object": {script.catalog.key_wire(operation, operation.group): {"is": row.reference}}, "open": True}
    about = f"rows of {owner.name} listed as {role}"
    wanted = {"has" if sees else "lacks": match}
    script.steps.append({"do": "holds", "list": "listed", "about": about, "matcher": wanted})


def _pages(script: Script, operation: OperationPlan, reader: Actor, row: Row, searched: tuple[str, ...]) -> Step:
    query: list[list[object]] = []
    if any(field.name.snake == "q" for field in operation.query):
        texts = [value for name, value in row.values.items() if name in searched and isinstance(value, str)]
        if not texts:
            raise Unavailable("nothing of the row can be searched for")
        query = [["q", texts[0]]]
    return reading.pages(script, operation, reader, query, script.suite.plan.api.max_limit, "listed")
