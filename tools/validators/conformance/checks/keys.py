"""Lists that name rows: what is done to them is done to all, or to none where one is not the caller's."""

from tools.blueprint.plan.operation import Fetch, OperationPlan, every
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import DeleteRow, UpdateRow
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.checks import reading
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import problem, ref
from tools.validators.conformance.items import ITSELF, keys, loops_over, names_rows
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import scoping_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.stories import Story
from tools.validators.conformance.suite import Unavailable

CHECK = "lists-of-keys"
NOBODY = "00000000-0000-7000-8000-000000000000"


def add(out: Collector) -> None:
    listing = [
        (operation, field)
        for operation in out.plan.operations
        for field in (operation.body.fields if operation.body is not None else ())
        if names_rows(operation, field) and not _taken(out, operation, field)
    ]
    for operation, field in listing:
        out.add(CHECK, operation, f"{field.wire}: all rows", _all, operation, field)
        out.add(CHECK, operation, f"{field.wire}: an unknown row", _unknown, operation, field)
        out.add(CHECK, operation, f"{field.wire}: a foreign row", _foreign, operation, field)
    if not listing:
        out.none(CHECK, API, "no operation takes keys of many rows")


def _taken(out: Collector, operation: OperationPlan, field: Field) -> bool:
    """Whether what names the rows is no key."""
    loops = [loop.named[ITSELF] for loop in loops_over(operation, field) if ITSELF in loop.named]
    return any(column != out.catalog.key_column(node.call.table) for column, node in loops)


def _all(script: Script, operation: OperationPlan, field: Field) -> None:
    """Every row is changed, or gone."""
    story = _story(script, operation)
    rows = keys(script, operation, field, story.actor)
    body = {**story.sent, field.wire: [ref(row.path) for row in rows]}
    status = {"status": [operation.response.status]}
    script.call(operation, story.actor, path=story.path, json=body, expect=status)
    changes = [step for loop in loops_over(operation, field) for step in loop.writes]
    gone = any(step.bind is None and isinstance(step.call, DeleteRow | UpdateRow) for step in changes)
    accept = {name for step in changes for name in getattr(step.call, "accept", ())}
    sent = {item.name.snake: story.sent.get(item.wire) for item in operation.body.fields} if operation.body else {}
    for row in rows:
        found = reading.reader(script, row.table)
        if found is None or found.response.view is None:
            raise Unavailable("no operation reads a row of it")
        shown = [item for item in found.response.view.fields if item.column in accept and not item.link]
        told = {item.wire: {"is": sent[item.column or ""]} for item in shown}
        after = reading.read(script, row, story.actor, {"object": told, "open": True})
        step = reading.read_absent(script, row, story.actor) if gone else after
        script.steps += [step] if step else []


def _unknown(script: Script, operation: OperationPlan, field: Field) -> None:
    story = _story(script, operation)
    (first, *_) = keys(script, operation, field, story.actor)
    kind = field.type.items.kind if field.type.items is not None else ""
    _refused(script, story, field, first, NOBODY if kind == "uuid" else 2**31 - 1)


def _foreign(script: Script, operation: OperationPlan, field: Field) -> None:
    story = _story(script, operation)
    finds = [node.call for node in every(operation.nodes) if isinstance(node, Fetch)]
    scopings = [scoping_of(call, script.catalog.tenant_column) for call in finds]
    if not any(scoping.tenant or not scoping.shows_others(_role(story.actor)) for scoping in scopings):
        raise Unavailable("its caller sees the rows of all")
    (first, *_), other = keys(script, operation, field, story.actor), script.new_account()
    (theirs, *_) = keys(script, operation, field, other)
    _refused(script, story, field, first, ref(theirs.path))
    step = reading.read(script, theirs, other, {"object": {}, "open": True})
    script.steps += [step] if step else []


def _story(script: Script, operation: OperationPlan) -> Story:
    story = Story(script, operation, script.caller(operation, alone=True))
    story.reach()
    return story


def _role(actor: Actor | None) -> str | None:
    return actor.role if actor is not None else None


def _refused(script: Script, story: Story, field: Field, first: Row, other: object) -> None:
    """The call fails for both rows, and the one that is the caller's is as it was."""
    before = reading.read(script, first, story.actor, {"object": {}, "open": True})
    script.steps += [{**before, "save": {"before": "body"}}] if before else []
    body = {**story.sent, field.wire: [ref(first.path), other]}
    script.call(story.operation, story.actor, path=story.path, json=body, expect=problem(404, "not_found"))
    after = reading.read(script, first, story.actor, {"is": ref("before")})
    script.steps += [after] if after else []
