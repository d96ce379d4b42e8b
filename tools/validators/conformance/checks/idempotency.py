"""Requests with an Idempotency-Key happen once."""

from collections.abc import Mapping
from dataclasses import dataclass

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.store import InsertRow
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.checks import reading
from tools.validators.conformance.checks.access import unreal_path
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.document import expect, problem, ref
from tools.validators.conformance.membership import for_members
from tools.validators.conformance.moves import asked_by, guards_of, is_particular
from tools.validators.conformance.scoping import named_rows, reference_scoping, scoping_of, target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.stories import Story, shown
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable
from tools.validators.conformance.wrapping import pointer_in_answer

CHECK = "idempotent-replay"
REPLAYED = {"Idempotency-Replayed": {"is": "true"}}
PARALLEL = 8
ABSENT = "30000000-0000-4000-8000-000000000000"


def add(out: Collector) -> None:
    operations = [operation for operation in out.plan.operations if operation.idempotency_key]
    for operation in operations:
        out.add(CHECK, operation, "replay", _replay, operation)
        out.add(CHECK, operation, "in parallel", _parallel, operation)
        out.add(CHECK, operation, "after a refusal", _refused, operation)
        out.add(CHECK, operation, "malformed key", _malformed, operation)
        if not operation.access.public:
            out.add(CHECK, operation, "another caller", _other_caller, operation)
    if not operations:
        out.none(CHECK, "api", "no operation takes an Idempotency-Key")


def _key(script: Script) -> dict[str, str]:
    return {"Idempotency-Key": f"key-{script.suite.number()}"}


@dataclass(frozen=True, slots=True)
class _Scene:
    """A call that goes well: its path, its body, and whether one more like it goes well too."""

    path: dict[str, str]
    body: dict[str, object]
    again: bool
    answered: Mapping[str, object]
    """What comes back of it, by wire name."""


def _scene(script: Script, operation: OperationPlan, actor: Actor | None) -> _Scene:
    if not is_particular(operation):
        path = script.path(script.targets(operation, actor))
        body = script.body(operation, actor)[0]
        return _Scene(path, body, True, body)
    story = Story(script, operation, actor)
    story.reach()
    after = story.after()
    again = all(after.holds(guard.condition) is True for guard in guards_of(operation))
    return _Scene(story.path, story.sent, again and not story.deletes(), shown(story, after))


def _replay(script: Script, operation: OperationPlan) -> None:
    """The first answer again, whole; a failure or another body is not taken for it."""
    actor = script.suite.who(operation)
    key, scene = _key(script), _scene(script, operation, actor)
    path, body = scene.path, scene.body
    first = success(script.catalog, operation, scene.answered)
    first["headers"] = {**first.get("headers", {}), "Idempotency-Replayed": {"absent": True}}
    told = operation.response.form != "empty"
    save = {"save": {"first": "body"}} if told else {}
    script.call(operation, actor, path=path, json=body, headers=key, expect=first, **save)
    again = success(script.catalog, operation, scene.answered)
    again = {**again, "headers": {**again.get("headers", {}), **REPLAYED}}
    again |= {"body": {"is": ref("first")}} if told else {}
    for _ in range(2):
        script.call(operation, actor, path=path, json=body, headers=key, expect=again)
    other = script.body(operation, actor)[0]
    if other != body:
        script.call(operation, actor, path=path, json=other, headers=key, expect=problem(422, "idempotency_key_reused"))
    elsewhere = _elsewhere(script, operation, actor)
    if elsewhere != path:
        reused = problem(422, "idempotency_key_reused")
        script.call(operation, actor, path=elsewhere, json=body, headers=key, expect=reused)
    if scene.again:
        particular = is_particular(operation)
        sent = {**body, **_unique(script, operation, other)} if particular else other
        wanted = success(script.catalog, operation, None if particular else sent)
        script.call(operation, actor, path=path, json=sent, headers=_key(script), expect=wanted)
    _listed_once(script, operation, actor)


def _elsewhere(script: Script, operation: OperationPlan, actor: Actor | None) -> dict[str, str]:
    """The path to other rows, where it names any, that the operation would take as well."""
    if not operation.path_fields:
        return {}
    if not is_particular(operation):
        return script.path(script.targets(operation, actor))
    story = Story(script, operation, actor)
    story.reach()
    return story.path


def _unique(script: Script, operation: OperationPlan, other: dict[str, object]) -> dict[str, object]:
    """What one more row must have of its own: what is unique, unless a check of the operation looks at it."""
    tables = {write.call.table for write in script.catalog.writes(operation) if isinstance(write.call, InsertRow)}
    uniques = {name for table in tables for unique in script.catalog.table(table).uniques for name in unique.columns}
    names = uniques - asked_by(operation)
    fields = operation.body.fields if operation.body is not None else ()
    return {item.wire: other[item.wire] for item in fields if item.name.snake in names and item.wire in other}


def _listed_once(script: Script, operation: OperationPlan, actor: Actor | None) -> None:
    lister = script.catalog.operation("crud.list", operation.group)
    if lister is not None and script.suite.may(actor, lister):
        script.steps.append(reading.pages(script, lister, actor, [], script.suite.plan.api.max_limit, "all"))
        wire = script.catalog.key_wire(lister, operation.group)
        script.steps.append(
            {"do": "check", "list": "all", "about": "rows after the replays", "at": f"/{wire}", "distinct": True}
        )


def _refused(script: Script, operation: OperationPlan) -> None:
    """A key under which a request was refused, whatever it asked for, is free for another one."""
    actor = script.suite.who(operation)
    key, scene = _key(script), _scene(script, operation, actor)
    table, path, body = script.catalog.written(operation), dict(scene.path), dict(scene.body)
    fields = operation.body.fields if operation.body is not None else ()
    named = [item for item in fields if script.catalog.reference_table(table, item) and item.type.kind == "uuid"]
    if operation.path_fields:
        path |= dict([*unreal_path(script, operation).items()][:1])
    elif named:
        body[named[0].wire] = ABSENT
    else:
        raise Unavailable("nothing that it asks for can be missing")
    script.call(operation, actor, path=path, json=body, headers=key, expect=expect((404, 409, 422)))
    wanted = success(script.catalog, operation, scene.answered)
    wanted["headers"] = {**wanted.get("headers", {}), "Idempotency-Replayed": {"absent": True}}
    script.call(operation, actor, path=scene.path, json=scene.body, headers=key, expect=wanted)


def _parallel(script: Script, operation: OperationPlan) -> None:
    """The same request many times at once makes one row; a duplicate in flight may be told to come again."""
    actor = script.suite.who(operation)
    scene = _scene(script, operation, actor)
    path, body = scene.path, scene.body
    request = script.request(operation, actor, path=path, json=body, headers=_key(script))
    status = operation.response.status
    key = pointer_in_answer(operation, f"/{script.catalog.key_wire(operation, operation.group)}")
    script.steps.append(
        {
            "do": "parallel",
            "times": PARALLEL,
            "request": request,
            "allowed": [status, script.suite.plan.status("request_in_progress")],
            "least": {str(status): 1},
            "same": key,
        }
    )
    again = {"status": [status], "headers": REPLAYED}
    script.call(operation, actor, path=path, json=body, headers=request["headers"], expect=again)


def _malformed(script: Script, operation: OperationPlan) -> None:
    actor = script.suite.who(operation)
    path = script.path(script.targets(operation, actor))
    for key in ("", "k" * 256, "with space", "caf\u00e9"):
        body = script.body(operation, actor)[0]
        wanted = problem(422, "validation_failed", errors=[{"parameter": "Idempotency-Key"}])
        script.call(operation, actor, path=path, json=body, headers={"Idempotency-Key": key}, expect=wanted)


def _hides(script: Script, operation: OperationPlan, other: Actor) -> bool:
    """Whether another caller may not see rows that a call names: in its path, or in a body that is sent as it is."""
    tenant = script.catalog.tenant_column
    if any(scoping_of(call, tenant).any for _, _, call in target_columns(operation).values()):
        return True
    if not is_particular(operation):
        return False
    scopings = [scoping_of(call, tenant) for _, _, call in named_rows(operation).values()]
    fields = operation.body.fields if operation.body is not None else ()
    scopings += [reference_scoping(operation, item.name.snake, tenant) for item in fields]
    return any(scoping.tenant or not scoping.shows_others(other.role) for scoping in scopings)


def _other_caller(script: Script, operation: OperationPlan) -> None:
    """The key of one caller is nothing to another one: no answer leaks."""
    actor = script.suite.who(operation)
    callers = [other for other in script.suite.actors if other != actor and script.suite.may(other, operation)]
    other = callers[0] if callers else script.new_account()
    if not script.suite.may(other, operation):
        raise Unavailable("only one account may call it")
    if _hides(script, operation, other) or for_members(script.catalog, operation):
        raise Unavailable("another caller does not see the row")
    key, scene = _key(script), _scene(script, operation, actor)
    path, body = scene.path, scene.body
    script.call(operation, actor, path=path, json=body, headers=key, expect=success(script.catalog, operation, body))
    if not scene.again:
        raise Unavailable("what it does can be done once")
    body = body if is_particular(operation) else script.body(operation, other)[0]
    fresh = success(script.catalog, operation, body)
    fresh["headers"] = {**fresh.get("headers", {}), "Idempotency-Replayed": {"absent": True}}
    script.call(operation, other, path=path, json=body, headers=key, expect=fresh)
