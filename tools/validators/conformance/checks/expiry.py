"""What time brings to an end: what guards compare with the clock, and sessions. The backend's clock is moved for it."""

from dataclasses import replace

from tools.blueprint.plan.expr import Call, Expr, Literal
from tools.blueprint.plan.operation import Guard, OperationPlan
from tools.validators.conformance.checks.guards import refusing
from tools.validators.conformance.checks.sessions import carried
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import Step, expect, problem, ref
from tools.validators.conformance.evaluate import LATER, Soon, Unknown, asks_the_clock, is_clock
from tools.validators.conformance.knowledge import Known
from tools.validators.conformance.moves import guards_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

CHECK = "expiry"
MARGIN_SECONDS = 60
"""How long before its end a thing is looked at once more: longer than a case takes."""
DAY_SECONDS = 86_400


def add(out: Collector) -> None:
    limited = [
        (operation, number)
        for operation in out.plan.operations
        for number, guard in enumerate(guards_of(operation))
        if _comparisons(guard.condition)
    ]
    for operation, number in limited:
        out.add(CHECK, operation, guards_of(operation)[number].error.code, _guarded, operation, number)
    me, auth = out.catalog.operation("account.me"), out.plan.auth
    ends = auth is not None and auth.has_sessions and (auth.scheme == "jwt" or auth.session_days is not None)
    if me is not None and ends:
        out.add(CHECK, me, "the session", _session, me)
    if not limited and not ends:
        out.none(CHECK, API, "nothing that it has ends by time")


def _clock(to: object, more: int = 0) -> Step:
    """Moves the clock: `to` a moment, or so many seconds from now; and by so many more."""
    moved = {"seconds": to + more} if isinstance(to, int) else {"to": to, "seconds": more}
    return {"do": "control", "action": "move_clock", **moved}


def _guarded(script: Script, operation: OperationPlan, number: int) -> None:
    """At the moment that the guard looks at, and just before it: on one side refused, on the other not."""
    story, guards = refusing(script, operation, None, timed=True), guards_of(operation)
    guard = guards[number]
    end, to_come = _limit(story.known, guard)
    if any(_limit(story.known, other)[0] == end for other in guards[:number] if _comparisons(other.condition)):
        raise Unavailable("a condition before it refuses from the same moment on")
    more = {"json": story.sent} if operation.body is not None else {}
    refused = problem(guard.error.status, guard.error.code)
    good = expect(operation.response.status)
    sides = [(end, 0, refused), (end, -MARGIN_SECONDS, good)]
    if not to_come:
        sides = [(end, -MARGIN_SECONDS, refused), (end, 0, good)]
    for moment, seconds, wanted in sides:
        script.steps.append(_clock(moment, seconds))
        script.call(operation, story.actor, path=story.path, expect=wanted, **more)
    script.steps.append(_clock(0))


def _limit(known: Known, guard: Guard) -> tuple[object, bool]:
    """The moment that decides, and whether it must be still to come. Raises Unavailable."""
    limits = []
    for order in _comparisons(guard.condition):
        first = is_clock(order.args[0])
        try:
            moment = known.value(order.args[1 if first else 0])
        except Unknown:
            continue
        if isinstance(moment, Soon | str) and known.holds(_without(guard.condition, order)) is False:
            limits.append((moment, LATER[order.function] != first))
    if len(limits) != 1:
        raise Unavailable("nothing tells the one moment that decides")
    moment, to_come = limits[0]
    return moment.minutes * 60 if isinstance(moment, Soon) else moment, to_come


def _comparisons(condition: Expr) -> list[Call]:
    """Where the condition compares a time with the moment of the request."""
    if not isinstance(condition, Call):
        return []
    if asks_the_clock(condition):
        return [condition] if all(_is_moment(arg) for arg in condition.args) else []
    return [found for arg in condition.args for found in _comparisons(arg)]


def _is_moment(arg: Expr) -> bool:
    kind = getattr(arg, "type", None)
    return isinstance(arg, Call) and arg.function == "now" if is_clock(arg) else getattr(kind, "kind", "") == "datetime"


def _without(condition: Expr, order: Call) -> Expr:
    """The condition as it is where one of its comparisons fails."""
    if condition == order:
        return Literal(False, None)
    if not isinstance(condition, Call):
        return condition
    return replace(condition, args=tuple(_without(arg, order) for arg in condition.args))


def _session(script: Script, operation: OperationPlan) -> None:
    """A session is good, and can be renewed, until it has ended by itself."""
    refresh, wire = script.catalog.operation("account.refresh"), script.catalog.cased("refresh_token")
    early, late = script.new_account().name, script.new_account().name
    sides = [(early, -MARGIN_SECONDS, expect(200)), (late, 0, problem(401, "unauthenticated"))]
    for name, more, wanted in sides:
        script.steps.append(_clock(_session_seconds(script), more))
        headers = carried(script.suite.plan, f"${{{name}.token}}")
        script.call(operation, None, headers=headers, expect=wanted)
        if refresh is not None:
            renewed = success(script.catalog, refresh) if name == early else problem(401, "invalid_refresh_token")
            script.call(refresh, None, json={wire: ref(f"{name}.tokens/{wire}")}, expect=renewed)
    script.steps.append(_clock(0))


def _session_seconds(script: Script) -> int:
    """How long a session lasts."""
    auth = script.auth
    return DAY_SECONDS * (auth.refresh_token_days if auth.scheme == "jwt" else auth.session_days or 0)
