"""Accounts as rows: what tokens and credentials are worth once one is changed, deleted or given another role."""

from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import CREATE_ACCOUNT, REGISTER
from tools.validators.conformance.checks import reading
from tools.validators.conformance.checks.access import unreal_path
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import expect, problem, ref
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import read_of, scoping_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

CHECK = "accounts"
PAST_THE_GATE = (200, 201, 204, 404, 422)


def add(out: Collector) -> None:
    auth = out.plan.auth
    if auth is None:
        out.none(CHECK, API, "there are no accounts")
        return
    found = False
    for intent, label, build in (
        (CREATE_ACCOUNT, "whoever is made by another one", _made),
        ("crud.delete", "a deleted account is nobody", _deleted),
        ("crud.update", "a changed account goes on", _changed),
        ("account.assign_role", "a role holds at once", _role),
    ):
        operation = out.catalog.operation(intent, auth.account)
        if operation is not None:
            found = True
            out.add(CHECK, operation, label, build, operation)
    joining = out.catalog.joining_command
    if joining is not None:
        out.add(CHECK, API, "an administrator joins a tenant that is there", _joined, joining)
    if not found:
        out.none(CHECK, API, "no operation makes, changes or deletes accounts")


def _caller_and_account(script: Script, operation: OperationPlan) -> tuple[Actor, Actor]:
    """Who calls, and the account that it is about: another one, or its own where it reaches no other."""
    caller = script.caller(operation, alone=True)
    assert caller is not None
    if not script.catalog.own_only(operation):
        return caller, script.new_account()
    joining = script.catalog.operation(CREATE_ACCOUNT)
    return caller, script.neighbour(caller) if joining and script.suite.may(caller, joining) else caller


def _path(script: Script, operation: OperationPlan, account: Actor) -> dict[str, str]:
    return {operation.path_fields[0].name.snake: script.own_row(operation.group, account).key}


def _log_in(script: Script, sent: dict[str, object], wanted: dict[str, object] | None = None) -> None:
    """Tries login and password: where there are no sessions, by showing them."""
    auth, cased = script.auth, script.catalog.cased
    if not auth.has_sessions:
        me, shown = script.needed("account.me"), Actor(f"@tried{script.suite.number()}", None)
        script.log_in(shown, sent[cased(auth.login)], sent[cased("password")])
        script.call(me, shown, expect=problem(401, "unauthenticated") if wanted else success(script.catalog, me))
        return
    login = script.needed("account.login")
    script.call(login, None, json=sent, expect=wanted or success(script.catalog, login))


def _refresh(script: Script, account: Actor, wanted: dict[str, object] | None = None) -> None:
    refresh, wire = script.catalog.operation("account.refresh"), script.catalog.cased("refresh_token")
    if refresh is None:
        return
    sent = {wire: ref(f"{account.name}.tokens/{wire}")}
    script.call(refresh, None, json=sent, expect=wanted or success(script.catalog, refresh))


def _made(script: Script, operation: OperationPlan) -> None:
    """It signs in with what it was given, has the default role, and belongs to its maker's tenant and no other's."""
    auth, cased = script.suite.plan.auth, script.catalog.cased
    assert auth is not None
    maker = script.caller(operation, alone=True)
    assert maker is not None
    sent, _ = script.body(operation, maker)
    given: dict[str, object] = {cased("role"): auth.default_role} if auth.role is not None else {}
    if auth.tenant is not None:
        given[cased(auth.tenant)] = ref(f"{maker.name}/{cased(auth.tenant)}")
    wanted = success(script.catalog, operation, sent, given)
    script.call(operation, maker, json=sent, expect=wanted, save={"made": "body"})
    made = Actor(f"@made{script.suite.number()}", auth.default_role)
    script.log_in(made, sent[cased(auth.login)], sent[cased("password")])
    me = script.needed("account.me")
    script.call(me, made, expect=expect(200, body=reading.own_account(script, me, operation, "made")))
    row = Row("made", operation.group, f"made/{script.catalog.key_wire(operation, operation.group)}", maker, sent)
    script.steps += reading.listed(script, row, maker, there=True) if _sees_others(script, maker) else []
    if auth.tenant is not None:
        stranger = script.new_account(maker.role)
        absent = reading.read_absent(script, row, stranger)
        script.steps += [absent] if absent else []
        script.steps += reading.listed(script, row, stranger, there=False)
    for intent, json in (("account.assign_role", {cased("role"): auth.first_role}), ("crud.delete", None)):
        change = script.catalog.operation(intent, operation.group)
        if change is not None and script.suite.may(maker, change) and _reaches(script, change, maker):
            more: dict[str, object] = {"json": json} if json is not None else {}
            path = {change.path_fields[0].name.snake: row.key}
            script.call(change, maker, path=path, expect=success(script.catalog, change, json), **more)


def _sees_others(script: Script, actor: Actor) -> bool:
    """Whether the list of accounts shows the actor more than its own."""
    auth = script.suite.plan.auth
    lister = script.catalog.operation("crud.list", auth.account if auth is not None else None)
    call = read_of(lister) if lister is not None else None
    return call is not None and scoping_of(call, script.catalog.tenant_column).shows_others(actor.role)


def _reaches(script: Script, change: OperationPlan, actor: Actor) -> bool:
    return script.catalog.find_scoping(change, change.group).shows_others(actor.role)


def _joined(script: Script, command: OperationPlan) -> None:
    """The tenant of somebody who registered gets an administrator, who reaches the accounts in it."""
    auth, cased = script.suite.plan.auth, script.catalog.cased
    assert auth is not None
    assert auth.tenant is not None
    assert command.body is not None
    founder = script.new_account()
    tenant = ref(f"{founder.name}/{cased(auth.tenant)}")
    (wire,) = (field.wire for field in command.body.fields if field.column == auth.tenant)
    admin = Actor(f"@joined{script.suite.number()}", auth.first_role)
    script.run_command(command, admin, {wire: tenant})
    shown = {cased(auth.tenant): {"is": tenant}, cased("role"): {"is": auth.first_role}}
    script.call(script.needed("account.me"), admin, expect=expect(200, body={"object": shown, "open": True}))
    change = script.catalog.operation("account.assign_role")
    if change is not None:
        wanted = {cased("role"): auth.first_role}
        path = _path(script, change, founder)
        script.call(change, admin, path=path, json=wanted, expect=success(script.catalog, change, wanted))


def _deleted(script: Script, operation: OperationPlan) -> None:
    """Neither its tokens nor its credentials are worth anything, its row is gone, and its login is free again."""
    caller, account = _caller_and_account(script, operation)
    row = script.own_row(operation.group, account)
    script.call(operation, caller, path=_path(script, operation, account), expect=success(script.catalog, operation))
    if caller != account:
        absent = reading.read_absent(script, row, caller)
        script.steps += [absent] if absent else []
        script.steps += reading.listed(script, row, caller, there=False)
    script.call(script.needed("account.me"), account, expect=problem(401, "unauthenticated"))
    _refresh(script, account, problem(401, "invalid_refresh_token"))
    known = script.credentials[account.name]
    _log_in(script, known, problem(401, "invalid_credentials"))
    register = script.catalog.operation(REGISTER)
    if register is not None and not script.catalog.table(operation.group).soft_delete:
        sent = script.body(register, None, known, again=True)[0]
        script.call(register, None, json=sent, expect=success(script.catalog, register, sent))
        _log_in(script, known)
        if not script.auth.has_sessions:
            return
        # Whoever comes after it is somebody else.
        script.call(script.needed("account.me"), account, expect=problem(401, "unauthenticated"))


def _changed(script: Script, operation: OperationPlan) -> None:
    """Its sessions, its password and its role stay; a new login counts at once, and nobody else's can be taken."""
    assert script.suite.plan.auth is not None
    caller, account = _caller_and_account(script, operation)
    me, path = script.needed("account.me"), _path(script, operation, account)
    known, login = script.credentials[account.name], script.catalog.cased(script.suite.plan.auth.login)
    sent = script.body(operation, caller)[0]
    script.call(operation, caller, path=path, json=sent, expect=success(script.catalog, operation, sent))
    role = script.catalog.cased("role")
    shown = {name: value for name, value in sent.items() if name in _wires(me)}
    kept = {role: ref(f"{account.name}/{role}")} if role in _wires(me) else {}
    script.call(me, account, expect=success(script.catalog, me, {**shown, **kept}))
    _refresh(script, account)
    _log_in(script, {**known, **{name: value for name, value in sent.items() if name == login}})
    if login not in sent:
        return
    _log_in(script, known, problem(401, "invalid_credentials"))
    taken = {login: str(script.register("taken").sent[login])}
    if script.catalog.table(operation.group).column(script.suite.plan.auth.login).type.kind == "email":
        # A pattern of its own may leave no room for capitals.
        taken = {login: taken[login].upper()}
    conflict = problem(409, "conflict", errors=[{"pointer": f"/{login}", "code": ["unique"]}])
    script.call(operation, caller, path=path, json=taken, expect=conflict)


def _wires(operation: OperationPlan) -> set[str]:
    view = operation.response.view
    return {field.wire for field in view.fields} if view is not None else set()


def _role(script: Script, operation: OperationPlan) -> None:
    """What the account may do changes with its role, in the sessions that it has."""
    auth = script.suite.plan.auth
    assert auth is not None
    assert auth.first_role is not None
    caller, account = _caller_and_account(script, operation)
    gate = next(
        (item for item in script.suite.plan.operations if _gate(item, auth.first_role, auth.default_role)), None
    )
    if gate is None:
        raise Unavailable("every operation is open to both roles")
    wire = script.catalog.cased("role")
    # Whoever reaches itself alone has the first role already, and can only lose it.
    roles = (auth.default_role,) if caller == account else (auth.first_role, auth.default_role)
    for role in roles:
        script.call(operation, caller, path=_path(script, operation, account), json={wire: role},
                    expect=success(script.catalog, operation, {wire: role}))  # fmt: skip
        wanted = expect(PAST_THE_GATE) if role == auth.first_role else problem(403, "forbidden")
        more: dict[str, object] = {"json": {}} if gate.body is not None else {}
        script.call(gate, account, path=unreal_path(script, gate), expect=wanted, **more)


def _gate(operation: OperationPlan, role: str, other: str | None) -> bool:
    """Whether the operation is open to one role and closed to the other, whatever the row."""
    access, early = operation.access, operation.present
    if access.public or access.owner or (early is not None and early.unrestricted):
        return False
    return role in access.roles and other not in access.roles
