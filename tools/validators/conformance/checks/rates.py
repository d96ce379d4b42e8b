"""Rate limits: exact, each caller its own, and guessing slowed down; on a server with small limits.

Accounts are made by the cases themselves, so that no request of an earlier case counts.
"""

from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import problem
from tools.validators.conformance.script import Script
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

RATE = "rate-limit"
LIMITED = "limited"
"""The configuration of the server with a small limit on requests."""
LIMIT = 5
SENSITIVE_LIMIT = 14
WINDOW_SECONDS = 86_400
SPARE = 10
"""Requests to log in and register that accounts of the cases themselves may take."""


def add(out: Collector) -> None:
    limited = out.plan.api.rate_requests is not None
    if limited:
        out.add_to(LIMITED, RATE, API, "exact for one caller", _exact)
        if out.plan.auth is not None:
            out.add_to(LIMITED, RATE, API, "each caller has its own", _apart)
    else:
        out.none(RATE, API, "the Blueprint limits nothing")
    me = out.catalog.operation("account.me")
    if out.plan.auth is not None and not out.plan.auth.has_sessions and me is not None:
        out.add_to(LIMITED, RATE, me, "guessing is slowed down", _showing, me)
    login = out.catalog.operation("account.login")
    if login is not None and login.sensitive_rate:
        out.add_to(LIMITED, RATE, login, "guessing is slowed down", _guessing, login)


def limited_settings() -> dict[str, str]:
    """Environment of the server in the small-limit configuration."""
    return {
        "RATE_LIMIT_REQUESTS": str(LIMIT),
        "RATE_LIMIT_WINDOW_SECONDS": str(WINDOW_SECONDS),
        "AUTH_RATE_LIMIT_REQUESTS": str(SENSITIVE_LIMIT),
    }


SECONDS = {"pattern": "[1-9][0-9]{0,4}"}
"""How long the rest of a day may take, and no unit that is smaller."""
RATE_HEADERS = {"RateLimit-Limit": {"is": str(LIMIT)}, "RateLimit-Reset": SECONDS}
REFUSED = {**RATE_HEADERS, "RateLimit-Remaining": {"is": "0"}, "Retry-After": SECONDS}


CLAIMED = {"X-Forwarded-For": "203.0.113.9", "Forwarded": "for=203.0.113.9"}
"""Another address that the caller claims is no other caller."""


def _counted(script: Script, operation: OperationPlan, actor: Actor | None) -> None:
    """The limit's last request is served, the next one is not."""
    for used in range(1, LIMIT + 1):
        remaining = {"RateLimit-Remaining": {"is": str(LIMIT - used)}}
        good = success(script.catalog, operation)
        script.call(operation, actor, expect={**good, "headers": {**good["headers"], **RATE_HEADERS, **remaining}})
    for _ in range(2):
        script.call(operation, actor, expect={**problem(429, "too_many_requests"), "headers": REFUSED})


def _caller(script: Script) -> tuple[OperationPlan, Actor | None]:
    """A read that a caller may make who has made no request yet."""
    me = script.catalog.operation("account.me")
    if me is not None:
        return me, script.new_account()
    for operation in script.suite.plan.operations:
        if operation.intent == "crud.list" and operation.access.public:
            return operation, None
    raise Unavailable("no operation reads without a key")


def _exact(script: Script) -> None:
    operation, actor = _caller(script)
    _counted(script, operation, actor)
    script.call(operation, actor, headers=CLAIMED, expect=problem(429, "too_many_requests"))


def _apart(script: Script) -> None:
    """A second caller has the whole limit, also when it comes all at once."""
    first_read, first = _caller(script)
    script.call(first_read, first, expect=success(script.catalog, first_read))
    operation, other = _caller(script)
    request = script.request(operation, other)
    allowed = [200, script.suite.plan.status("too_many_requests")]
    script.steps.append(
        {"do": "parallel", "times": LIMIT * 3, "request": request, "allowed": allowed, "exactly": {"200": LIMIT}}
    )


def _guessing(script: Script, operation: OperationPlan) -> None:
    login = script.catalog.cased(script.suite.plan.auth.login) if script.suite.plan.auth is not None else ""
    password = script.catalog.cased("password")
    body = {login: f"nobody{script.suite.number()}@example.com", password: "a wrong password, long enough"}
    for used in range(SENSITIVE_LIMIT):
        wanted = problem(401, "invalid_credentials")
        if used >= SENSITIVE_LIMIT - SPARE:
            wanted = problem((401, 429), "invalid_credentials", "too_many_requests")
        script.call(operation, None, json=body, expect=wanted)
    for headers in ({}, CLAIMED):
        script.call(operation, None, json=body, headers=headers, expect=problem(429, "too_many_requests"))


def _showing(script: Script, operation: OperationPlan) -> None:
    """Who tried too many passwords learns no more, not even that one is right."""
    right, login = script.new_account(), script.catalog.cased(script.auth.login)
    for used in range(SENSITIVE_LIMIT + 1):
        guess = Actor(f"@guess{script.suite.number()}", None)
        script.log_in(guess, script.credentials[right.name][login], f"wrong password number {used}")
        first = used < min(LIMIT - 1, SENSITIVE_LIMIT - SPARE)
        wanted = problem(401, "unauthenticated") if first else None
        wanted = wanted or problem((401, 429), "unauthenticated", "too_many_requests")
        script.call(operation, guess, expect=wanted)
    script.call(operation, right, expect=problem(429, "too_many_requests"))
