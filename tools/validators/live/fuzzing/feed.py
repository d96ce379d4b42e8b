"""What the fuzzer is fed: live keys, credentials and references, made over the API by a small plan of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from tools.blueprint.plan.operation import OperationPlan, WriteSet
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import DeleteRow
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import CREATE_ACCOUNT
from tools.validators.conformance.cells import table_of, written
from tools.validators.conformance.codes import taken_code
from tools.validators.conformance.document import FORMAT, MAIN, carrier, ref, text
from tools.validators.conformance.items import any_items, items
from tools.validators.conformance.making import suite_of
from tools.validators.conformance.moves import is_particular
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import finds_deleted, target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.stories import Story
from tools.validators.conformance.suite import Suite, Unavailable
from tools.validators.conformance.tokens import token_places

SPENT = 30
"""Rows for an operation that uses each one up."""
TOLD = 10
"""Rows for an operation that takes codes, each of which an event is waited for."""
KEPT = 2
LEAVING = 3
"""Accounts that delete themselves, where nobody can delete another one."""
CASE = "feed"


@dataclass(frozen=True, slots=True)
class Feed:
    """A plan that makes the data, and a template that gathers it once the plan was played."""

    plan: dict[str, Any]
    template: dict[str, Any]
    unfed: Mapping[str, str]
    """Operations by id of which nobody can tell when they go well, and why."""


def compile_feed(plan: RenderPlan) -> Feed:
    """Pure; of operations that cannot be fed the template says who calls them, where somebody may."""
    suite = suite_of(plan)
    # Other numbers than the conformance plan's, whose rows may be there already.
    suite.number(1_000_000)
    suite.leave_out(10_000)
    script = Script(suite)
    operations: dict[str, Any] = {}
    unfed: dict[str, str] = {}
    for operation in plan.operations:
        try:
            operations[operation.name.snake] = _fed(script, operation)
        except Unavailable as missing:
            unfed[operation.name.snake] = str(missing)
            operations[operation.name.snake] = _unfed(script, operation)
    actors, keys = _actors(script)
    # What is deleted takes along what refers to it: rows that others are made with are left alone too.
    shared = {
        repr(value): value for fed in operations.values() for value in fed["body"].values() if isinstance(value, dict)
    }
    kept = [*keys, *shared.values()]
    template = {"operations": operations, "actors": actors, "kept": kept, **_session(suite)}
    case = {"id": CASE, "subject": CASE, "check": CASE, "boot": MAIN, "needs": script.needs, "steps": script.steps}
    fixtures = {name: {"needs": item.needs, "steps": item.steps} for name, item in suite.fixtures.items()}
    return Feed({"format": FORMAT, **carrier(plan), "fixtures": fixtures, "cases": [case]}, template, unfed)


def _fed(script: Script, operation: OperationPlan) -> dict[str, Any]:
    if operation.method == "DELETE" and script.catalog.holds_its_tenant(operation):
        raise Unavailable("its caller's own account keeps it")
    actor = _caller(script, operation)
    script.need_actor(actor)
    leaving = operation.method == "DELETE" and script.catalog.own_only(operation)
    scenes = [_scene(script, operation, actor) for _ in range(_count(operation, leaving=leaving))]
    paths = [_path(operation, rows) for rows, _ in scenes] if operation.path_fields else []
    # What is known of a file comes with it, and is no part of the form.
    files = {field.wire for field in operation.body.fields if field.file is not None} if operation.body else set()
    told = [{name: value for name, value in needed.items() if name not in files} for _, needed in scenes]
    bodies = [needed for needed in told if needed]
    body, drop = _body(script, operation, actor)
    if (
        operation.intent == "account.assign_role"
        and actor is not None
        and any(_own(row, actor) for row in scenes[0][0].values())
    ):
        # Whoever can only change its own role keeps it.
        body[script.catalog.cased("role")] = actor.role
    auth = script.suite.plan.auth
    if auth is not None and not auth.has_sessions and operation.intent == "crud.update":
        # Whoever shows a login with each request keeps it.
        drop += [script.catalog.cased(auth.login)] if operation.group == auth.account else []
    found: dict[str, Any] = {"intent": operation.intent, "paths": paths, "body": body, "drop": drop}
    if bodies:
        found["bodies"] = bodies
    if operation.body is not None and operation.body.table:
        found["tables"] = [text(_table(script, operation, actor)) for _ in range(KEPT)]
    if _removes(operation):
        found["removes"] = True
    if operation.wrapper is not None:
        found["wrapper"] = operation.wrapper.wire
    if actor is not None and script.suite.signs_in(operation):
        found["actor"] = actor.name
    if leaving and actor is not None:
        callers = [script.new_account(actor.role) for _ in range(LEAVING)]
        found["own"] = [
            {"actor": caller.name, "path": _path(operation, script.targets(operation, caller))} for caller in callers
        ]
    if operation.if_match:
        read = script.catalog.operation("crud.read", operation.group)
        found["tag"] = script.suite.plan.api.prefix + read.path if read is not None else None
    return found


def _unfed(script: Script, operation: OperationPlan) -> dict[str, Any]:
    """Who calls an operation for which there are no data: so at least its refusals are those of its rows."""
    found: dict[str, Any] = {"intent": operation.intent, "paths": [], "body": {}, "drop": []}
    try:
        actor = script.caller(operation)
    except Unavailable:
        return found
    script.need_actor(actor)
    return {**found, "actor": actor.name} if actor is not None and script.suite.signs_in(operation) else found


def _table(script: Script, operation: OperationPlan, actor: Actor | None) -> str:
    """A table that the operation takes, or at least one whose every value is right."""
    (field,) = operation.body.fields if operation.body is not None else ()
    assert operation.body is not None
    rows = items(script, operation, field, actor) or any_items(script, operation, field, actor)
    return written(table_of(operation.body, {field.wire: rows}))


def _caller(script: Script, operation: OperationPlan) -> Actor | None:
    """Who makes the rows that the path names, if allowed: another one, as of another tenant, may not see them."""
    caller = script.caller(operation)
    creations = (script.catalog.operation(intent, operation.group) for intent in ("crud.create", CREATE_ACCOUNT))
    creation = next((found for found in creations if found is not None), None)
    if caller is None or creation is None or not operation.path_fields:
        return caller
    try:
        creator = script.caller(creation)
    except Unavailable:
        return caller
    return creator if creator is not None and script.suite.may(creator, operation) else caller


def _count(operation: OperationPlan, *, leaving: bool) -> int:
    if not operation.path_fields and not is_particular(operation):
        return 0
    used_up = (operation.method == "DELETE" and not leaving) or is_particular(operation) or _removes(operation)
    used_up |= any(finds_deleted(call) for _, _, call in target_columns(operation).values())
    if taken_code(operation) is not None:
        return TOLD
    return SPENT if used_up else KEPT


def _removes(operation: OperationPlan) -> bool:
    """Whether it takes its row away although its method does not say so."""
    writes = (write.call for node in operation.nodes if isinstance(node, WriteSet) for write in node.writes)
    return operation.method != "DELETE" and any(isinstance(call, DeleteRow) for call in writes)


def _scene(script: Script, operation: OperationPlan, actor: Actor | None) -> tuple[dict[str, Row], dict[str, object]]:
    """Rows for the path, as they must be, and what the body must say then.

    Of an account that would delete itself: rows that are out of its reach.
    """
    if is_particular(operation):
        story = Story(script, operation, actor)
        story.reach()
        return story.rows, story.needed
    rows = script.targets(operation, actor)
    if operation.method == "DELETE" and script.catalog.own_only(operation):
        return {name: script.register(f"kept{script.suite.number()}") for name in rows}, {}
    return rows, {}


def _path(operation: OperationPlan, rows: dict[str, Row]) -> dict[str, object]:
    wires = {field.name.snake: field.wire for field in operation.path_fields}
    # The percent sign tells a value from a reference.
    return {wires[name]: unquote(row.path) if "%" in row.path else ref(row.path) for name, row in rows.items()}


def _own(row: Row, actor: Actor) -> bool:
    return row.bind == actor.name


def _body(script: Script, operation: OperationPlan, actor: Actor | None) -> tuple[dict[str, Any], list[str]]:
    """References that exist, and fields to leave out because no reference can be had for them. Raises Unavailable."""
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
            if field.required:
                raise
            drop.append(field.wire)
    return body, drop


def _actors(script: Script) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Credentials by actor, and the keys of their accounts: rows that no request may change or delete."""
    suite = script.suite
    auth = suite.plan.auth
    if auth is None:
        return {}, []
    lasting = (*suite.actors, *suite.spares.values())
    for actor in lasting:
        script.need_actor(actor)
    steps = [step for fixture in suite.fixtures.values() for step in fixture.steps] + script.steps
    login, password = script.catalog.cased(auth.login), script.catalog.cased("password")
    if not auth.has_sessions:
        shown = (step for step in steps if step["do"] == "credentials" and "password" in step)
        pairs = {step["actor"]: {name: step[name] for name in ("login", "password")} for step in shown}
        return pairs, [script.own_row(auth.account, actor).reference for actor in lasting]
    entry = script.catalog.operation("account.login")
    wrapper = entry.wrapper.wire if entry is not None and entry.wrapper is not None else None
    found = {
        step["actor"]: {"login": sent[login], "password": sent[password]}
        for step in steps
        if step["do"] == "login"
        for sent in (step["json"] if wrapper is None else step["json"][wrapper],)
    }
    return found, [script.own_row(auth.account, actor).reference for actor in lasting]


def _session(suite: Suite) -> dict[str, Any]:
    """How sessions are opened, and how their fields are named."""
    login = suite.catalog.operation("account.login")
    if suite.plan.auth is not None and not suite.plan.auth.has_sessions:
        return {"session": {**carrier(suite.plan), "ordinary": suite.ordinary.name}}
    if login is None or suite.plan.auth is None:
        return {}
    cased = suite.catalog.cased
    refresh = suite.catalog.operation("account.refresh")
    renewal = {"renewal": suite.plan.api.prefix + refresh.path} if refresh is not None else {}
    names = {"login": cased(suite.plan.auth.login), "password": cased("password"), "refresh": cased("refresh_token")}
    places = token_places(suite.catalog, login)
    names |= {"access": f"/{places.get('cookie')}", **places}
    names |= {"wrapper": login.wrapper.wire} if login.wrapper is not None else {}
    ordinary = {"ordinary": suite.ordinary.name}
    opening = {"path": suite.plan.api.prefix + login.path, **carrier(suite.plan)}
    return {"session": {**opening, **renewal, **names, **ordinary}}
