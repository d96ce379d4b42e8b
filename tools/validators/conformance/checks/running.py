"""The running backend: its documents, health, metrics, headers, limits, and what a restart leaves."""

from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.checks import reading
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import Step, expect, problem, ref
from tools.validators.conformance.script import Row, Script
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Actor, Unavailable

DOCUMENTS = "served-documents"
HEALTH = "health"
METRICS = "metrics"
SECURITY = "security-headers"
REQUEST_IDS = "request-ids"
RESTART = "persistence-across-restart"
DATABASE = "database-loss"
RATE = "rate-limit"
LIMITED = "limited"
"""The configuration of the server with a small limit on requests."""
LIMIT = 5
SENSITIVE_LIMIT = 3
WINDOW_SECONDS = 86_400


def add(out: Collector) -> None:
    out.add(DOCUMENTS, API, "", _documents)
    out.add(HEALTH, API, "", _health)
    out.add(METRICS, API, "", _metrics)
    out.add(SECURITY, API, "", _security)
    out.add(REQUEST_IDS, API, "", _request_ids)
    out.add(RESTART, API, "", _restart)
    if "server" in out.plan.capabilities:
        out.add(DATABASE, API, "", _database)
    else:
        out.none(DATABASE, API, "the datastore has no server of its own to lose")
    _rates(out)


def limited_settings() -> dict[str, str]:
    """Environment of the server in the small-limit configuration."""
    return {
        "RATE_LIMIT_REQUESTS": str(LIMIT),
        "RATE_LIMIT_WINDOW_SECONDS": str(WINDOW_SECONDS),
        "AUTH_RATE_LIMIT_REQUESTS": str(SENSITIVE_LIMIT),
    }


def _get(path: str, wanted: dict[str, object], **more: object) -> Step:
    return {"do": "request", "method": "GET", "path": path, "expect": wanted, **more}


def _documents(script: Script) -> None:
    """The contract is served as it was generated, byte for byte."""
    kind = {"Content-Type": {"pattern": "application/(openapi\\+)?json.*"}}
    script.steps.append(_get("/openapi.json", expect(200, headers=kind, sha256=ref("openapi_sha256"))))
    page = {"Content-Type": {"pattern": "text/html.*"}}
    script.steps.append(
        _get("/docs", expect(200, headers=page, raw={"has": ["<html"], "lacks": ['src="http', 'href="http', "cdn."]}))
    )


def _health(script: Script) -> None:
    for path in ("/health/live", "/health/ready"):
        script.steps.append(_get(path, expect(200, body={"object": {}, "open": True})))


def _some_read(script: Script) -> tuple[OperationPlan, Actor | None]:
    for operation in script.suite.plan.operations:
        if operation.method == "GET" and not operation.path_fields and operation.intent in ("crud.list", "account.me"):
            return operation, script.caller(operation)
    raise Unavailable("no operation reads without a key")


def _metrics(script: Script) -> None:
    """Requests are counted by route, never by the keys in it; nothing secret stands there."""
    operation, actor = _some_read(script)
    script.call(operation, actor, expect=success(script.catalog, operation))
    path = script.suite.plan.api.prefix + operation.path
    keyed = [item for item in script.suite.plan.operations if item.intent == "crud.read"]
    hidden: list[object] = ["password", "Bearer "]
    for item in keyed[:1]:
        caller = script.caller(item)
        rows = script.targets(item, caller)
        script.call(item, caller, path=script.path(rows), expect=success(script.catalog, item))
        if item.path_fields[0].type.kind == "uuid":
            hidden.append(ref(next(iter(rows.values())).key))
    kind = {"Content-Type": {"pattern": "(text/plain|application/openmetrics-text).*"}}
    wanted = expect(200, headers=kind, raw={"has": ["# TYPE", path], "lacks": hidden})
    script.steps.append(_get("/metrics", wanted, headers={"Accept": "text/plain"}))


def _security(script: Script) -> None:
    """On good answers and on refusals alike."""
    operation, actor = _some_read(script)
    headers = {
        "X-Content-Type-Options": {"is": "nosniff"},
        "Content-Security-Policy": {"pattern": ".*default-src 'none'.*"},
        "Referrer-Policy": {"pattern": ".+"},
        "Cache-Control": {"pattern": ".*(no-store|no-cache|private).*"},
        "Access-Control-Allow-Origin": {"absent": True},
        "X-Powered-By": {"absent": True},
    }
    good = success(script.catalog, operation)
    script.call(
        operation,
        actor,
        headers={"Origin": "https://evil.example"},
        expect={**good, "headers": {**good["headers"], **headers}},
    )
    script.steps.append(_get("/no-such-route", {**problem(404, "not_found"), "headers": headers}))
    preflight = {"Origin": "https://evil.example", "Access-Control-Request-Method": "DELETE"}
    step = _get(
        script.suite.plan.api.prefix + operation.path,
        expect((200, 204, 400, 401, 404, 405), headers={"Access-Control-Allow-Origin": {"absent": True}}),
    )
    script.steps.append({**step, "method": "OPTIONS", "headers": preflight})


def _request_ids(script: Script) -> None:
    """An id that is well formed is kept, any other is replaced; every answer carries one."""
    operation, actor = _some_read(script)
    form = {"pattern": "[A-Za-z0-9._-]{8,128}"}
    for sent, matcher in (
        (None, form),
        ("0123456789abcdef0123456789abcdef", {"is": "0123456789abcdef0123456789abcdef"}),
        ("bad id <x>", form),
    ):
        wanted = success(script.catalog, operation)
        wanted["headers"] = {**wanted["headers"], "X-Request-ID": matcher}
        script.call(operation, actor, headers={"X-Request-ID": sent} if sent else {}, expect=wanted)


def _kept_rows(script: Script) -> list[tuple[Row, Step]]:
    found: list[tuple[Row, Step]] = []
    for operation in script.catalog.with_intent("crud.create"):
        try:
            row = script.row(operation.group, script.suite.who(operation))
        except Unavailable:
            continue
        step = reading.read(script, row, row.actor, {"is": ref(row.bind)})
        if step is not None:
            found.append((row, step))
    return found


def _restart(script: Script) -> None:
    """Rows, sessions and idempotency records outlive the process."""
    kept = _kept_rows(script)
    script.steps.append({"do": "control", "action": "restart"})
    script.steps += [step for _, step in kept]
    me = script.catalog.operation("account.me")
    if me is not None:
        script.call(me, script.suite.ordinary, expect=expect(200, body={"is": ref(script.suite.ordinary.name)}))


def _database(script: Script) -> None:
    """Readiness fails when the database is gone and comes back with it; life goes on meanwhile."""
    operation, actor = _some_read(script)
    script.call(operation, actor, expect=success(script.catalog, operation))
    script.steps.append({"do": "control", "action": "stop_database"})
    unready = _get("/health/ready", problem(503, "not_ready"))
    script.steps += [{"do": "until", "seconds": 15, "request": unready}, _get("/health/live", expect(200))]
    script.call(operation, actor, expect=expect((500, 503)))
    script.steps.append({"do": "control", "action": "start_database"})
    ready = _get("/health/ready", expect(200))
    script.steps.append({"do": "until", "seconds": 30, "request": ready})
    script.call(operation, actor, expect=success(script.catalog, operation))


def _rates(out: Collector) -> None:
    limited = out.plan.api.rate_requests is not None
    if limited:
        out.add_to(LIMITED, RATE, API, "exact for one caller", _exact)
        if out.plan.auth is not None:
            out.add_to(LIMITED, RATE, API, "each caller has its own", _apart)
    else:
        out.none(RATE, API, "the Blueprint limits nothing")
    login = out.catalog.operation("account.login")
    if login is not None and login.sensitive_rate:
        out.add_to(LIMITED, RATE, login, "guessing is slowed down", _guessing, login)


RATE_HEADERS = {"RateLimit-Limit": {"is": str(LIMIT)}, "RateLimit-Reset": {"pattern": r"\d+"}}
REFUSED = {**RATE_HEADERS, "RateLimit-Remaining": {"is": "0"}, "Retry-After": {"pattern": r"[1-9]\d*"}}


def _counted(script: Script, operation: OperationPlan, actor: Actor | None) -> None:
    """The limit's last request is served, the next one is not."""
    for used in range(1, LIMIT + 1):
        remaining = {"RateLimit-Remaining": {"is": str(LIMIT - used)}}
        good = success(script.catalog, operation)
        script.call(operation, actor, expect={**good, "headers": {**good["headers"], **RATE_HEADERS, **remaining}})
    for _ in range(2):
        script.call(operation, actor, expect={**problem(429, "too_many_requests"), "headers": REFUSED})


def _exact(script: Script) -> None:
    operation, actor = _some_read(script)
    _counted(script, operation, actor)
    if actor is not None:
        # Another address that the caller claims is no other caller.
        script.call(
            operation, actor, headers={"X-Forwarded-For": "203.0.113.9"}, expect=problem(429, "too_many_requests")
        )


def _apart(script: Script) -> None:
    operation, actor = _some_read(script)
    other = next((item for item in script.suite.actors if item != actor and script.suite.may(item, operation)), None)
    if other is None or operation.access.public:
        raise Unavailable("only one account may call it")
    parallel = script.request(operation, other)
    script.steps.append(
        {"do": "parallel", "times": LIMIT * 3, "request": parallel, "allowed": [200, 429], "exactly": {"200": LIMIT}}
    )


def _guessing(script: Script, operation: OperationPlan) -> None:
    login = script.catalog.cased(script.suite.plan.auth.login) if script.suite.plan.auth is not None else ""
    password = script.catalog.cased("password")
    body = {login: f"nobody{script.suite.number()}@example.com", password: "a wrong password, long enough"}
    for _ in range(SENSITIVE_LIMIT):
        script.call(operation, None, json=body, expect=problem(401, "invalid_credentials"))
    script.call(operation, None, json=body, expect=problem(429, "too_many_requests"))
