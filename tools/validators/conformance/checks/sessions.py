"""Accounts and sessions: what a token is worth, and when it stops."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.checks import credentials, reading
from tools.validators.conformance.checks.credentials import CARRIER, FOREIGN, PASSWORDS, SITES, secrets
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.document import expect, problem, ref
from tools.validators.conformance.script import Script
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable
from tools.validators.conformance.tokens import token_pointers

TOKENS = "forged-tokens"
SESSIONS = "sessions"
SECRET = "${jwt_secret}"
OTHER_SECRET = "another secret of sixty-four characters, known to anybody........"

FORGERIES: dict[str, dict[str, object]] = {
    "expired": {"relative": {"exp": -60}},
    "no expiry": {"drop": ["exp"]},
    "not yet valid": {"relative": {"nbf": 3600}},
    "issued later than now": {"relative": {"iat": 3600}},
    "another account": {"claims": {"sub": "00000000-0000-4000-8000-000000000001"}},
    "no account": {"drop": ["sub"]},
    "another issuer": {"claims": {"iss": "somebody-else"}},
    "another audience": {"claims": {"aud": "somebody-else"}},
    "algorithm none": {"alg": "none"},
    "algorithm None": {"alg": "None"},
    "stronger algorithm": {"alg": "HS512"},
}


def add(out: Collector) -> None:
    if out.plan.auth is None:
        for check in (CARRIER, TOKENS, SITES, SESSIONS, PASSWORDS):
            out.none(check, "api", "there are no accounts")
        return
    if not out.plan.auth.has_sessions:
        for check in (TOKENS, SESSIONS):
            out.none(check, "api", "each request carries login and password: there are neither sessions nor tokens")
        credentials.add(out)
        return
    me = out.catalog.operation("account.me")
    if me is not None:
        out.add(CARRIER, me, "", _carrier, me)
        out.add(TOKENS, me, "", _forged if out.plan.auth.scheme == "jwt" else _tampered, me)
        for giving in out.plan.operations:
            if (
                giving.access.public
                and giving.response.beside
                and "access_token" in token_pointers(out.catalog, giving)
            ):
                out.add(CARRIER, giving, "the token in the answer", _given, giving)
    logout = out.catalog.operation("account.logout")
    if out.plan.auth.carrier.kind == "cookie" and logout is not None:
        out.add(SITES, logout, "", _other_site, logout)
    else:
        out.none(SITES, "api", "no browser sends a token by itself")
    for intent, check, label, build in (
        ("account.refresh", SESSIONS, "rotation and reuse", _reuse),
        ("account.refresh", SESSIONS, "parallel refresh", _parallel_refresh),
        ("account.logout", SESSIONS, "logged out", _logged_out),
        ("account.logout", SESSIONS, "other sessions go on", _other_sessions),
        ("account.login", PASSWORDS, "wrong and unknown", _wrong_password),
        ("account.login", PASSWORDS, "login in another case", _login_case),
        ("account.register", PASSWORDS, "secrets never come back", secrets),
    ):
        operation = out.catalog.operation(intent)
        if operation is not None:
            out.add(check, operation, label, build, operation)


def _me(script: Script) -> OperationPlan:
    operation = script.catalog.operation("account.me")
    if operation is None:
        raise Unavailable("no operation shows the caller's account")
    return operation


def _bearing(script: Script, token: str, wanted: dict[str, object]) -> None:
    script.call(_me(script), None, headers=carried(script.suite.plan, f"${{{token}}}"), expect=wanted)


def carried(plan: RenderPlan, token: str) -> dict[str, str]:
    """The header that carries the token."""
    assert plan.auth is not None
    return {plan.auth.carrier.header: f"{plan.auth.carrier.prefix}{token}"}


def _carrier(script: Script, operation: OperationPlan) -> None:
    """A good token is good where the contract says that it travels, and nowhere else."""
    auth = script.suite.plan.auth
    assert auth is not None
    carrier, refused = auth.carrier, problem(401, "unauthenticated")
    actor = script.new_account()
    token = f"${{{actor.name}.token}}"
    right: list[dict[str, str]] = [{carrier.header: f"{carrier.prefix}{token}"}]
    wrong: list[dict[str, str]] = [{"Authorization": token}, {"Authorization": f"Basic {token}"}]
    if carrier.kind == "bearer":
        # Scheme words are the same in either case (RFC 9110).
        right += [{"Authorization": f"{word} {token}"} for word in (carrier.name.lower(), carrier.name.upper())]
        wrong += [{"Authorization": f"x{carrier.name} {token}"}, {"X-API-Key": token}]
    elif carrier.kind == "cookie":
        right.append({"Cookie": f"theme=dark; {carrier.prefix}{token}; lang=en"})
        wrong += [{"Cookie": f"other={token}"}, {"Cookie": token}, {"X-API-Key": token}]
    else:
        wrong.append({carrier.header: f"Bearer {token}"})
    if not carrier.usual:
        wrong.append({"Authorization": f"Bearer {token}"})
    for headers in right:
        script.call(operation, None, headers=headers, expect=expect(200))
    for headers in wrong:
        script.call(operation, None, headers=headers, expect=refused)


def _given(script: Script, operation: OperationPlan) -> None:
    """Whoever gets a token beside the row that is answered is signed in with it, as that row."""
    sent = script.body(operation, None)[0]
    if operation.intent == "account.login":
        known = script.register("registered").sent
        sent = {wire: known[wire] for wire in sent}
    script.call(operation, None, json=sent, expect=success(script.catalog, operation, sent), save={"signed": "body"})
    pointer = token_pointers(script.catalog, operation)["access_token"].removeprefix("/")
    member = pointer.removeprefix(f"{operation.response.wrapper.wire}/") if operation.response.wrapper else pointer
    me = _me(script)
    shown = expect(200, body=reading.own_account(script, me, operation, "signed"))
    script.call(me, None, headers=carried(script.suite.plan, f"${{signed/{member}}}"), expect=shown)


def _forged(script: Script, operation: OperationPlan) -> None:
    actor = script.new_account()
    token = f"{actor.name}.token"
    refused = problem(401, "unauthenticated")
    # The control: a token signed anew with the server's own key is good, so the others are refused for what they are.
    forgeries: list[tuple[str, dict[str, object], str, dict[str, object]]] = [
        ("same", {}, SECRET, expect(200)), ("wrong key", {}, OTHER_SECRET, refused), ("empty key", {}, "", refused),
    ]  # fmt: skip
    forgeries += [(label, change, SECRET, refused) for label, change in FORGERIES.items()]
    forgeries.append(
        ("changed claims", {"claims": {"sub": "1", "role": "admin"}, "keep_signature": True}, SECRET, refused)
    )
    for label, change, key, wanted in forgeries:
        save = f"forged {label}"
        script.steps.append({"do": "forge", "token": token, "change": change, "key": key, "save": save})
        _bearing(script, save, wanted)


def _tampered(script: Script, operation: OperationPlan) -> None:
    """An opaque token is good as it was given, and in no other form: not changed, not cut, not as it is stored."""
    token, refused = f"{script.new_account().name}.token", problem(401, "unauthenticated")
    _bearing(script, token, expect(200))
    for change in ("changed", "cut", "longer", "in capitals", "stored"):
        save = f"tampered {change}"
        script.steps.append({"do": "tamper", "token": token, "change": change, "save": save})
        _bearing(script, save, refused)
    _bearing(script, token, expect(200))


def _other_site(script: Script, operation: OperationPlan) -> None:
    """What a page of another site sends with the cookie changes nothing; what it reads is its browser's business."""
    actor = script.new_account()
    refused = problem(403, "forbidden")
    for headers in FOREIGN:
        script.call(operation, actor, headers=headers, expect=refused)
    script.call(_me(script), actor, headers=FOREIGN[-1], expect=expect(200))
    own = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "same-origin"}
    script.call(operation, actor, headers=own, expect=success(script.catalog, operation))
    _bearing(script, f"{actor.name}.token", problem(401, "unauthenticated"))


def _refresh_call(
    script: Script, operation: OperationPlan, token: str, wanted: dict[str, object], **more: object
) -> None:
    script.call(operation, None, json={script.catalog.cased("refresh_token"): ref(token)}, expect=wanted, **more)


def _reuse(script: Script, operation: OperationPlan) -> None:
    """A refresh token works once; its second use ends the session, new tokens included."""
    actor = script.new_account()
    refresh, access = script.catalog.cased("refresh_token"), script.catalog.cased("access_token")
    refused = problem(401, "invalid_refresh_token")
    first = f"{actor.name}.tokens/{refresh}"
    _refresh_call(script, operation, first, success(script.catalog, operation), save={"second": "body"})
    _bearing(script, f"second/{access}", expect(200))
    _refresh_call(script, operation, first, refused)
    _refresh_call(script, operation, f"second/{refresh}", refused)
    for token in (f"{actor.name}.token", f"second/{access}"):
        _bearing(script, token, problem(401, "unauthenticated"))
    for value in ("x", "x" * 64, "00000000-0000-4000-8000-000000000001"):
        script.call(operation, None, json={refresh: value}, expect=refused)
    script.call(operation, None, json={refresh: ref(f"{actor.name}.token")}, expect=expect((401, 422)))


def _parallel_refresh(script: Script, operation: OperationPlan) -> None:
    """Of many that trade the same token in at once, at most one gets a pair."""
    actor = script.new_account()
    refresh = script.catalog.cased("refresh_token")
    request = script.request(operation, None, json={refresh: ref(f"{actor.name}.tokens/{refresh}")})
    allowed = [200, script.suite.plan.status("invalid_refresh_token")]
    script.steps.append({"do": "parallel", "times": 8, "request": request, "allowed": allowed, "most": {"200": 1}})


def _logged_out(script: Script, operation: OperationPlan) -> None:
    actor = script.new_account()
    refresh = script.catalog.operation("account.refresh")
    _bearing(script, f"{actor.name}.token", expect(200))
    script.call(operation, actor, expect=success(script.catalog, operation))
    _bearing(script, f"{actor.name}.token", problem(401, "unauthenticated"))
    if refresh is not None:
        wire = script.catalog.cased("refresh_token")
        _refresh_call(script, refresh, f"{actor.name}.tokens/{wire}", problem(401, "invalid_refresh_token"))


def _other_sessions(script: Script, operation: OperationPlan) -> None:
    """Logging out ends this session, not the account's other ones."""
    assert script.suite.plan.auth is not None
    login = script.catalog.cased(script.suite.plan.auth.login)
    row = script.register("twice")
    password = row.sent[script.catalog.cased("password")]
    actors = [Actor("@phone", None), Actor("@laptop", None)]
    for actor in actors:
        script.log_in(actor, row.sent[login], password)
    script.call(operation, actors[0], expect=success(script.catalog, operation))
    _bearing(script, "@phone.token", problem(401, "unauthenticated"))
    _bearing(script, "@laptop.token", expect(200))


def _wrong_password(script: Script, operation: OperationPlan) -> None:
    """A wrong password and an unknown account are told in the same words."""
    assert script.suite.plan.auth is not None
    login, password = script.catalog.cased(script.suite.plan.auth.login), script.catalog.cased("password")
    row = script.register("known")
    refused = problem(401, "invalid_credentials")
    right = row.sent[password]
    unknown = script.body(script.needed("account.register"), None)[0][login]
    script.call(
        operation, None, json={login: row.sent[login], password: f"{right}x"}, expect=refused, save={"wrong": "body"}
    )
    script.call(operation, None, json={login: unknown, password: right},
                expect={**refused, "body": {"is": ref("wrong")}})  # fmt: skip
    script.call(operation, None, json={login: row.sent[login], password: "' OR '1'='1"}, expect=refused)
    script.call(
        operation, None, json={login: row.sent[login], password: right}, expect=success(script.catalog, operation)
    )


def _login_case(script: Script, operation: OperationPlan) -> None:
    """The login is the same account in either case, and cannot be taken twice."""
    auth = script.suite.plan.auth
    assert auth is not None
    if script.catalog.table(auth.account).column(auth.login).type.kind != "email":
        raise Unavailable("the login is no email address")
    login, password = script.catalog.cased(auth.login), script.catalog.cased("password")
    row = script.register("lower")
    shouted = str(row.sent[login]).upper()
    script.call(
        operation, None, json={login: shouted, password: row.sent[password]}, expect=success(script.catalog, operation)
    )
    register = script.needed("account.register")
    again = {**script.body(register, None)[0], login: shouted}
    script.call(
        register,
        None,
        json=again,
        expect=problem(409, "conflict", errors=[{"pointer": f"/{login}", "code": ["unique"]}]),
    )
