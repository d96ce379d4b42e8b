"""Codes that an event tells: they work once, the last one alone, and what they are good for is done."""

from collections.abc import Iterator, Sequence

from tools.blueprint.managed import PASSWORD_HASH
from tools.blueprint.plan.expr import InputValue
from tools.blueprint.plan.operation import EndSessions, Fetch, ForEach, Guard, HashSecret, OperationPlan, every
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import UpdateRow
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import REGISTER
from tools.validators.conformance.checks.access import refusal
from tools.validators.conformance.codes import Telling, account_values, ask, row_of, taken_code, telling_of
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import expect, problem, ref
from tools.validators.conformance.moves import guards_of
from tools.validators.conformance.scoping import named_rows
from tools.validators.conformance.script import Script
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable
from tools.validators.conformance.wanted import pairs

CHECK = "codes"
NOBODYS = "00000000-0000-4000-8000-000000000001"


def add(out: Collector) -> None:
    found = [(item, telling) for item in out.plan.operations if (telling := _told_by(out, item)) is not None]
    for operation, telling in found:
        out.add(CHECK, operation, "works once", _once, operation, telling)
        if telling.replaces:
            out.add(CHECK, operation, "the last one alone", _last, operation, telling)
        for guard, column in _addresses(out, operation):
            out.add(CHECK, operation, f"{column} changed since", _changed, operation, telling, guard, column)
        if _sets_password(operation):
            out.add(CHECK, operation, "another password", _password, operation, telling)
    for telling in dict.fromkeys(telling for _, telling in found):
        if telling.operation.access.public:
            out.add(CHECK, telling.operation, "nobody's", _nobody, telling)
    if not found:
        out.none(CHECK, API, "no event tells a code")


def _told_by(out: Collector, operation: OperationPlan) -> Telling | None:
    """What tells the code that the operation takes."""
    name = taken_code(operation)
    table = named_rows(operation)[name][0] if name is not None else None
    return telling_of(out.plan, table) if table is not None else None


def _refusal(operation: OperationPlan) -> dict[str, object]:
    """What is answered to a code that is none."""
    name = taken_code(operation)
    call = named_rows(operation)[name or ""][2]
    (absent,) = {node.absent for node in every(operation.own) if isinstance(node, Fetch) and node.call == call}
    return problem(absent.status, absent.code)


def _account(script: Script, operation: OperationPlan) -> Actor:
    if operation.path_fields or (script.suite.signs_in(operation) and operation.access.roles):
        raise Unavailable("an account of its own may not call it")
    return script.new_account()


def _fields(operation: OperationPlan) -> Sequence[Field]:
    return operation.body.fields if operation.body is not None else ()


def _body(script: Script, operation: OperationPlan, code: object) -> dict[str, object]:
    wire = next(item.wire for item in _fields(operation) if item.name.snake == taken_code(operation))
    return script.body(operation, None, {wire: code})[0]


def _use(script: Script, operation: OperationPlan, actor: Actor, sent: dict[str, object], wanted: object) -> None:
    caller = actor if script.suite.signs_in(operation) else None
    script.call(operation, caller, json=sent, expect=wanted)


def _once(script: Script, operation: OperationPlan, telling: Telling) -> None:
    """A code that nobody was told is none; one that was is good, and after that none, too."""
    actor, refused = _account(script, operation), _refusal(operation)
    row = row_of(script, telling, actor)
    sent = _body(script, operation, ref(row.path))
    _use(script, operation, actor, _body(script, operation, NOBODYS), refused)
    _use(script, operation, actor, sent, success(script.catalog, operation))
    _use(script, operation, actor, sent, refused)


def _last(script: Script, operation: OperationPlan, telling: Telling) -> None:
    """Whoever asks again has one code, the new one."""
    actor = _account(script, operation)
    former, row = row_of(script, telling, actor), row_of(script, telling, actor)
    _use(script, operation, actor, _body(script, operation, ref(former.path)), _refusal(operation))
    _use(script, operation, actor, _body(script, operation, ref(row.path)), success(script.catalog, operation))


def _addresses(out: Collector, operation: OperationPlan) -> Iterator[tuple[Guard, str]]:
    """Guards that hold while a column of the account is still what the code was sent to."""
    accounts = {
        node.bind
        for node in every(operation.own)
        if isinstance(node, Fetch) and out.catalog.is_account(node.call.table)
    }
    for guard in guards_of(operation):
        for places, same in pairs(guard.condition, True).items():
            yield from ((guard, column) for bind, column in places if same and bind in accounts)


def _changed(script: Script, operation: OperationPlan, telling: Telling, guard: Guard, column: str) -> None:
    """A code that was sent to another address than the account has now confirms nothing."""
    actor = _account(script, operation)
    row = row_of(script, telling, actor)
    change = script.catalog.operation("crud.update", script.auth.account)
    fields = change.body.fields if change is not None and change.body is not None else ()
    wire = next((item.wire for item in fields if item.name.snake == column), None)
    if change is None or wire is None or not script.suite.may(actor, change):
        raise Unavailable(f"no account changes its own {column}")
    other = script.body(script.needed(REGISTER), None)[0][script.catalog.cased(column)]
    path = {script.account_key(): script.own_row(change.group, actor).key}
    script.call(change, actor, path=path, json={wire: other}, expect=expect(change.response.status))
    _use(
        script, operation, actor, _body(script, operation, ref(row.path)), problem(guard.error.status, guard.error.code)
    )


def _nobody(script: Script, telling: Telling) -> None:
    """A login that no account has is answered as one that some account has, and nothing is told."""
    assert script.suite.plan.auth is not None
    if not any(isinstance(node, ForEach) for node in telling.operation.nodes):
        raise Unavailable("it may say whether there is such an account")
    actor = script.new_account()
    values = account_values(script, actor)
    there = ask(script, telling, values, None)
    nobody = {**values, **script.body(script.needed(REGISTER), None)[1]}
    answer = success(script.catalog, telling.operation)
    script.steps.append({**there, "expect": answer})
    absent = {**ask(script, telling, nobody, None), "expect": answer}
    script.steps.append({"do": "told", "request": absent, "events": [], "others": []})


def _sets_password(operation: OperationPlan) -> bool:
    updates = (write.call for node in every(operation.own) for write in getattr(node, "writes", ()))
    changed = {item.column for call in updates if isinstance(call, UpdateRow) for item in call.assignments}
    return PASSWORD_HASH in changed


def _password(script: Script, operation: OperationPlan, telling: Telling) -> None:
    """The new password is good from then on, the old one and the sessions that it opened are not."""
    auth, cased = script.auth, script.catalog.cased
    actor = _account(script, operation)
    former = dict(script.credentials[actor.name])
    row = row_of(script, telling, actor)
    sent, name = _body(script, operation, ref(row.path)), cased("password")
    (secret,) = (node.secret for node in every(operation.own) if isinstance(node, HashSecret))
    wire = next(item.wire for item in _fields(operation) if secret == InputValue(item.name.snake, item.type))
    # The same characters, so that whatever passwords must hold is in it.
    now = {**former, name: str(former[name])[::-1]}
    sent[wire] = now[name]
    me = script.needed("account.me")
    script.call(me, actor, expect=expect(200))
    _use(script, operation, actor, sent, success(script.catalog, operation))
    if not auth.has_sessions:
        script.call(me, actor, expect=refusal(script.suite.plan))
        script.log_in(Actor(f"{actor.name}x", actor.role), now[cased(auth.login)], now[name])
        script.call(me, Actor(f"{actor.name}x", actor.role), expect=expect(200))
        return
    login = script.needed("account.login")
    if any(isinstance(node, EndSessions) for node in operation.nodes):
        script.call(me, actor, expect=problem(401, "unauthenticated"))
        _renewal(script, actor)
    script.call(login, None, json=former, expect=problem(401, "invalid_credentials"))
    script.call(login, None, json=now, expect=success(script.catalog, login))


def _renewal(script: Script, actor: Actor) -> None:
    """No token of an ended session is traded for another one."""
    refresh, wire = script.catalog.operation("account.refresh"), script.catalog.cased("refresh_token")
    if refresh is not None:
        sent = {wire: ref(f"{actor.name}.tokens/{wire}")}
        script.call(refresh, None, json=sent, expect=problem(401, "invalid_refresh_token"))
