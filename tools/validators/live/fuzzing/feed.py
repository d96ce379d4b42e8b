"""What the fuzzer is fed: live keys, credentials and references, made over the API by a small plan of their own."""

from dataclasses import dataclass
from typing import Any

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.validators.conformance.document import FORMAT, MAIN, ref
from tools.validators.conformance.script import Row, Script
from tools.validators.conformance.suite import ADMIN_LOGIN, ADMIN_PASSWORD, Actor, Suite, Unavailable

SPENT = 30
"""Rows for an operation that uses each one up."""
KEPT = 2
CASE = "feed"


@dataclass(frozen=True, slots=True)
class Feed:
    """A plan that makes the data, and a template that gathers it once the plan was played."""

    plan: dict[str, Any]
    template: dict[str, Any]


def compile_feed(plan: RenderPlan) -> Feed:
    """Pure; operations that cannot be fed are left out of the template."""
    suite = Suite(plan)
    # Other numbers than the conformance plan's, whose rows may be there already.
    suite.number(1_000_000)
    suite.leave_out(10_000)
    script = Script(suite)
    operations: dict[str, Any] = {}
    for operation in plan.operations:
        try:
            operations[operation.name.snake] = _fed(script, operation)
        except Unavailable:
            continue
    actors, keys = _actors(script)
    template = {"operations": operations, "actors": actors, "kept": keys, **_session(suite)}
    case = {"id": CASE, "subject": CASE, "check": CASE, "boot": MAIN, "needs": script.needs, "steps": script.steps}
    fixtures = {name: {"needs": item.needs, "steps": item.steps} for name, item in suite.fixtures.items()}
    return Feed({"format": FORMAT, "fixtures": fixtures, "cases": [case]}, template)


def _fed(script: Script, operation: OperationPlan) -> dict[str, Any]:
    actor = script.caller(operation)
    script.need_actor(actor)
    count = SPENT if operation.method == "DELETE" else KEPT
    rows = [script.targets(operation, actor) for _ in range(count if operation.path_fields else 0)]
    wires = {field.name.snake: field.wire for field in operation.path_fields}
    paths = [{wires[name]: row.reference for name, row in found.items()} for found in rows]
    body, drop = _body(script, operation, actor)
    if (
        operation.intent == "account.assign_role"
        and actor is not None
        and any(_own(row, actor) for row in rows[0].values())
    ):
        # Whoever can only change its own role keeps it.
        body[script.catalog.cased("role")] = actor.role
    found: dict[str, Any] = {"intent": operation.intent, "paths": paths, "body": body, "drop": drop}
    if actor is not None and not operation.access.public:
        found["actor"] = actor.name
    if operation.if_match:
        read = script.catalog.operation("crud.read", operation.group)
        found["tag"] = script.suite.plan.api.prefix + read.path if read is not None else None
    return found


def _own(row: Row, actor: Actor) -> bool:
    return row.bind == actor.name


def _body(script: Script, operation: OperationPlan, actor: Actor | None) -> tuple[dict[str, Any], list[str]]:
    """References that exist, and fields to leave out because no reference can be had for them."""
    body: dict[str, Any] = {}
    drop: list[str] = []
    write = script.catalog.insert(operation)
    table = write.call.table if write is not None else operation.group
    for field in operation.body.fields if operation.body is not None else ():
        target = script.catalog.reference_table(table, field)
        if target is None:
            continue
        if field.column in script.catalog.single_uniques(table):
            drop.append(field.wire)
            continue
        try:
            body[field.wire] = script.shared(target, actor)
        except Unavailable:
            drop.append(field.wire)
    return body, drop


def _actors(script: Script) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Credentials by actor, and the keys of their accounts: rows that no request may change or delete."""
    suite = script.suite
    auth = suite.plan.auth
    if auth is None:
        return {}, []
    cased = script.catalog.cased
    found: dict[str, Any] = {}
    keys = []
    for actor in suite.actors:
        script.need_actor(actor)
        first = actor.role is not None and actor.role == auth.first_role
        if first:
            found[actor.name] = {"login": {"$": ADMIN_LOGIN}, "password": {"$": ADMIN_PASSWORD}}
        else:
            login = next(step for step in suite.fixtures[f"actor:{actor.name}"].steps if step["do"] == "login")["json"]
            found[actor.name] = {"login": login[cased(auth.login)], "password": login[cased("password")]}
        shown = script.needed("account.me" if first else "account.register")
        keys.append(ref(f"{actor.name}/{script.catalog.key_wire(shown, auth.account)}"))
    return found, keys


def _session(suite: Suite) -> dict[str, Any]:
    """How sessions are opened, and how their fields are named."""
    login = suite.catalog.operation("account.login")
    if login is None or suite.plan.auth is None:
        return {}
    cased = suite.catalog.cased
    names = {"login": cased(suite.plan.auth.login), "password": cased("password"), "access": cased("access_token"),
             "refresh": cased("refresh_token"), "expires": cased("expires_in")}  # fmt: skip
    return {"session": {"path": suite.plan.api.prefix + login.path, **names}}
