"""The running backend: its documents, health, metrics, headers, limits, and what a restart leaves."""

from contextlib import suppress

from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import REGISTER
from tools.validators.conformance.checks import reading
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import Step, expect, problem, ref
from tools.validators.conformance.rows import Row
from tools.validators.conformance.script import Script
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

DOCUMENTS = "served-documents"
HEALTH = "health"
METRICS = "metrics"
SECURITY = "security-headers"
REQUEST_IDS = "request-ids"
RESTART = "persistence-across-restart"
DRAINING = "requests-while-it-ends"
DATABASE = "database-loss"
HELD, CALLERS = 6, 3
COUNTED = 3
KEPT_ID = "0123456789abcdef0123456789abcdef"
"""The id of a request that goes well: the log tells of it."""


def add(out: Collector) -> None:
    out.add(DOCUMENTS, API, "", _documents)
    out.add(HEALTH, API, "", _health)
    out.add(METRICS, API, "", _metrics)
    out.add(SECURITY, API, "", _security)
    out.add(REQUEST_IDS, API, "", _request_ids)
    out.add(RESTART, API, "", _restart)
    out.add(DRAINING, API, "", _draining)
    if "server" in out.plan.capabilities:
        out.add(DATABASE, API, "", _database)
    else:
        out.none(DATABASE, API, "the datastore has no server of its own to lose")


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
    """Requests are counted by route, each once, never by the keys in it; nothing secret stands there."""
    operation, actor = _some_read(script)
    script.call(operation, actor, expect=success(script.catalog, operation))
    path = script.suite.plan.api.prefix + operation.path
    keyed = [item for item in script.suite.plan.operations if item.intent == "crud.read"]
    auth = script.suite.plan.auth
    hidden: list[object] = [auth.carrier.prefix or auth.carrier.header if auth is not None else "Bearer "]
    if not any("password" in item.path for item in script.suite.plan.operations):
        hidden.append("password")
    if script.catalog.operation(REGISTER) is not None:
        # The secret itself, whatever paths are called.
        known = script.register(f"known{script.suite.number()}")
        hidden.append(known.sent[script.catalog.cased("password")])
    for item in keyed[:1]:
        caller = script.caller(item)
        rows = script.targets(item, caller)
        script.call(item, caller, path=script.path(rows), expect=success(script.catalog, item))
        if item.path_fields[0].type.kind == "uuid":
            hidden.append(ref(next(iter(rows.values())).key))
    kind = {"Content-Type": {"pattern": "(text/plain|application/openmetrics-text).*"}}
    wanted = expect(200, headers=kind, raw={"has": ["# TYPE", path], "lacks": hidden})
    script.steps.append(_get("/metrics", wanted, headers={"Accept": "text/plain"}))
    good = success(script.catalog, operation)
    labels = {"method": "GET", "route": path, "status": str(operation.response.status)}
    again = script.request(operation, actor, expect=good)
    script.steps.append({"do": "counted", "request": again, "times": COUNTED, "labels": labels})
    if not operation.access.public and not operation.access.optional:
        stranger = script.request(operation, None, expect=problem(401, "unauthenticated"))
        labels = {**labels, "status": "401"}
        script.steps.append({"do": "counted", "request": stranger, "times": COUNTED, "labels": labels})


def _security(script: Script) -> None:
    """On good answers and on refusals alike."""
    operation, actor = _some_read(script)
    headers = {
        "X-Content-Type-Options": {"is": "nosniff"},
        "X-Frame-Options": {"is": "DENY"},
        "Strict-Transport-Security": {"pattern": "max-age=[1-9][0-9]*.*"},
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
    form = {"pattern": "(?!short$)(?!x{65}$)[A-Za-z0-9._-]{8,64}"}
    for sent, matcher in (
        (None, form),
        (KEPT_ID, {"is": KEPT_ID}),
        ("x" * 64, {"is": "x" * 64}),
        ("x" * 65, form),
        ("short", form),
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
        if _out_of_sight(script, row):
            continue
        step = reading.read(script, row, row.actor, {"is": ref(row.bind)})
        if step is not None:
            found.append((row, step))
    return found


def _out_of_sight(script: Script, row: Row) -> bool:
    """Whether who made the row does not see it: another tenant than its own."""
    found = reading.reader(script, row.table)
    if found is None or row.actor is None:
        return False
    return script.catalog.itself_alone(row.table, script.catalog.find_scoping(found, row.table), row.actor.role)


def _restart(script: Script) -> None:
    """Rows, sessions and idempotency records outlive the process."""
    kept = _kept_rows(script)
    script.steps.append({"do": "control", "action": "restart"})
    script.steps += [step for _, step in kept]
    me = script.catalog.operation("account.me")
    if me is not None:
        actor = script.suite.ordinary
        script.call(me, actor, expect=expect(200, body=reading.own_account(script, me, None, actor.name)))


def _draining(script: Script) -> None:
    """What the server has begun with when it is told to end is done and answered, and others are not answered wrongly.

    What it began with is there after its next start.
    """
    operation, actor = _some_read(script)
    held, seen = _held_creations(script)
    if not held:
        raise Unavailable("nothing that is made can be read again")
    meanwhile = script.request(operation, actor, expect=success(script.catalog, operation))
    script.steps.append({"do": "drained", "requests": held, "meanwhile": meanwhile, "callers": CALLERS})
    script.steps += seen


def _held_creations(script: Script) -> tuple[list[Step], list[Step]]:
    """Requests that make rows of one kind, and those that read them; what they need is added."""
    for creator in script.catalog.with_intent("crud.create", REGISTER):
        held: list[Step] = []
        seen: list[Step] = []
        for _ in range(HELD if creator.body is not None and creator.body.is_json else 0):
            inner = Script(script.suite)
            with suppress(Unavailable):
                row = inner.row(creator.group, script.suite.who(creator))
                *before, creation = inner.steps
                reads = _read_again(inner, row)
                if reads and creation.get("save") == {row.bind: "body"} and not _out_of_sight(script, row):
                    script.needs += [name for name in inner.needs if name not in script.needs]
                    script.steps += before
                    held.append(creation)
                    seen += reads
        if held:
            return held, seen
    return [], []


def _read_again(script: Script, row: Row) -> list[Step]:
    """What tells that the row is there: it is read, and of an account, that it signs in."""
    if script.catalog.is_account(row.table):
        inner = Script(script.suite)
        inner.signed_in(row)
        return inner.steps
    step = reading.read(script, row, row.actor, {"is": ref(row.bind)})
    return [step] if step is not None else []


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
