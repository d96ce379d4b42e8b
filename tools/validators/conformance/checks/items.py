"""Objects in the lists of a body: each constraint of a member, wherever in the list its object stands."""

from collections.abc import Iterator
from typing import Any

from tools.blueprint.plan.expr import BoundValue, Call, Expr
from tools.blueprint.plan.operation import Assign, Branch, Guard, OperationPlan, every
from tools.blueprint.plan.shapes import Field, Shape
from tools.blueprint.plan.values import Member
from tools.validators.conformance.cells import beyond_cells, edges_of_cells
from tools.validators.conformance.checks import reading
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import problem
from tools.validators.conformance.edges import TELLING, Edge, beyond, edges
from tools.validators.conformance.items import Item, Loop, any_items, items, loops_over, objects_of
from tools.validators.conformance.samples import sample
from tools.validators.conformance.script import Script
from tools.validators.conformance.stories import Story
from tools.validators.conformance.suite import Unavailable

INSIDE = "members-at-the-bound"
OUTSIDE = "members-beyond-the-bound"
WHOLE = "lists-of-objects"
MADE = "rows-of-listed-objects"
LAST = 1
"""The place of the object that is wrong: those before it are right."""
OBJECTS: tuple[object, ...] = ("text", 7, True, [], None)


def add(out: Collector) -> None:
    listing = [
        (operation, field)
        for operation in out.plan.operations
        for field in (operation.body.fields if operation.body is not None else ())
        if objects_of(field) is not None
    ]
    for operation, field in listing:
        kind = objects_of(field)
        for member in kind.members if kind is not None else ():
            label = f"{field.wire}.{member.wire}"
            out.add(INSIDE, operation, label, _inside, operation, field, member)
            out.add(OUTSIDE, operation, label, _outside, operation, field, member)
        out.add(WHOLE, operation, field.wire, _whole, operation, field)
        if operation.response.form == "empty":
            out.add(MADE, operation, field.wire, _made, operation, field)
    if not listing:
        out.none(WHOLE, API, "no operation takes lists of objects")


class _Probe:
    """Sends bodies that are right but for one object of a list."""

    def __init__(self, script: Script, operation: OperationPlan, field: Field, *, taken: bool = False) -> None:
        """`taken`: the operation must take the objects as they are. Raises Unavailable where it may not."""
        self.script = script
        self.operation = operation
        self.field = field
        self.story = Story(script, operation, script.caller(operation, alone=True))
        self.story.reach()
        self.right = any_items(script, operation, field, self.story.actor) if not taken else self.fresh()

    def fresh(self) -> list[Item]:
        """Objects that the operation takes."""
        found = items(self.script, self.operation, self.field, self.story.actor)
        if not found:
            raise Unavailable("what its steps ask of the objects cannot be told")
        return found

    def send(self, listed: object, wanted: dict[str, Any]) -> None:
        body = {**self.story.sent, self.field.wire: listed}
        self.script.call(self.operation, self.story.actor, path=self.story.path, json=body, expect=wanted)

    def changed(self, **change: object) -> list[Item]:
        """The list, with members of its last object changed; `...` takes one away."""
        *others, last = self.right
        merged = {**last, **change}
        return [*others, {name: value for name, value in merged.items() if value is not ...}]

    def refused(self, place: str, *codes: str) -> dict[str, Any]:
        entry = {"pointer": f"/{self.field.wire}{place}", **({"code": list(codes)} if codes else {})}
        return problem(422, "validation_failed", errors=[entry])


def _body(operation: OperationPlan) -> Shape:
    assert operation.body is not None
    return operation.body


def _outside(script: Script, operation: OperationPlan, field: Field, member: Member) -> None:
    probe, table = _Probe(script, operation, field), _body(operation).table
    number = script.suite.number()
    cases = beyond_cells(member.type, number) if table else beyond(member.type, number)
    for case in cases:
        wanted = probe.refused(f"/{LAST}/{member.wire}", *case.codes)
        if 400 in case.statuses:
            wanted = problem(case.statuses, "validation_failed", "malformed")
        probe.send(probe.changed(**{member.wire: case.sent}), wanted)
    if member.required:
        probe.send(
            probe.changed(**{member.wire: None if table else ...}), probe.refused(f"/{LAST}/{member.wire}", "required")
        )
    if not member.nullable and not table:
        probe.send(probe.changed(**{member.wire: None}), probe.refused(f"/{LAST}/{member.wire}", "not_null", "type"))


def _inside(script: Script, operation: OperationPlan, field: Field, member: Member) -> None:
    """What is on the bound goes well, where nothing but its bounds decides about the member."""
    loops = loops_over(operation, field)
    _require_free(script, operation, loops, member)
    probe, number = _Probe(script, operation, field, taken=True), script.suite.number()
    found = edges_of_cells(member.type, number) if _body(operation).table else edges(member.type, number)
    tables = [call.table for loop in loops for call in loop.inserts if member.name.snake in call.accept]
    unique = any(member.name.snake in script.catalog.single_uniques(table) for table in tables)
    sent: list[object] = [edge.sent for edge in found if not unique or _tells(edge)]
    sent += [None] if member.nullable or not member.required else []
    if not sent:
        raise Unavailable(f"every {member.type.kind} is inside")
    for value in sent:
        left_out = value is None and not member.nullable and not _body(operation).table
        probe.right = probe.fresh()
        probe.send(probe.changed(**{member.wire: ... if left_out else value}), {"status": [operation.response.status]})


def _tells(edge: Edge) -> bool:
    """Whether the value is another one each time."""
    return isinstance(edge.sent, str) and len(edge.sent) >= TELLING


def _require_free(script: Script, operation: OperationPlan, loops: list[Loop], member: Member) -> None:
    name = member.name.snake
    if member.refers is not None or any(name in loop.named for loop in loops):
        raise Unavailable("it names a row")
    accepting = [call for loop in loops for call in loop.inserts if name in call.accept]
    if any(name in rule.columns for call in accepting for rule in script.catalog.table(call.table).checks):
        raise Unavailable("a check of its row looks at it")
    if any(name in _asked(loop) for loop in loops) or not accepting:
        raise Unavailable("its steps look at it")


def _asked(loop: Loop) -> set[str]:
    """Members that decide, or that something is computed of."""
    exprs: list[Expr] = []
    for node in every(loop.node.nodes):
        match node:
            case Guard(condition=expr) | Branch(condition=expr) | Assign(value=expr):
                exprs.append(expr)
    calls = [step.call for node in every(loop.node.nodes) for step in getattr(node, "writes", ())]
    exprs += [item.value for call in calls for item in call.parameters]
    return {name for expr in exprs for name in _members(expr, loop.node.bind)}


def _members(expr: Expr, bind: str) -> Iterator[str]:
    match expr:
        case BoundValue(bind=name, column=str(column)) if name == bind:
            yield column
        case Call(args=args):
            for arg in args:
                yield from _members(arg, bind)


def _whole(script: Script, operation: OperationPlan, field: Field) -> None:
    """Too many objects, what is no object, and members that nobody declared: above all those of the rows."""
    probe = _Probe(script, operation, field)
    most = field.type.max_items or 0
    full = [probe.right[0]] * (most + 1)
    probe.send(full, probe.refused("", "max_items", "max_length"))
    if not _body(operation).table:
        for other in OBJECTS:
            probe.send([*probe.right[:LAST], other], probe.refused(f"/{LAST}", "type", "not_null"))
        others: tuple[object, ...] = ({}, "text", 7)
        for other in others:
            probe.send(other, probe.refused("", "type"))
        _absent(probe, field)
    kind = objects_of(field)
    known = {member.wire for member in kind.members} if kind is not None else set()
    for name, value in _undeclared(script, operation, field):
        if name not in known:
            shown = name.replace("~", "~0").replace("/", "~1")
            place = f"/{shown}" if _body(operation).table else f"/{LAST}/{shown}"
            probe.send(probe.changed(**{name: value}), probe.refused(place, "unknown"))


def _made(script: Script, operation: OperationPlan, field: Field) -> None:
    """There is a row for each object, where a list shows them."""
    probe = _Probe(script, operation, field, taken=True)
    calls = [call for loop in loops_over(operation, field) for call in loop.inserts]
    lister = script.catalog.operation("crud.list", calls[0].table) if calls else None
    if lister is None or lister.response.view is None or not script.suite.may(probe.story.actor, lister):
        raise Unavailable("no list shows what was made")
    probe.send(probe.right, {"status": [operation.response.status]})
    save, kind = f"list{script.suite.number()}", objects_of(field)
    step = reading.pages(script, lister, probe.story.actor, [], script.suite.plan.api.max_limit, save)
    script.steps.append(step)
    members = {item.name.snake: item.wire for item in kind.members} if kind is not None else {}
    shown = [item for item in lister.response.view.fields if item.column in calls[0].accept and not item.link]
    for sent in probe.right:
        told = {item.wire: {"is": sent[members[item.column or ""]]} for item in shown}
        matcher = {"has": {"object": told, "open": True}}
        script.steps.append({"do": "holds", "list": save, "about": f"list of {calls[0].table}", "matcher": matcher})


def _absent(probe: _Probe, field: Field) -> None:
    if field.required:
        body = {name: value for name, value in probe.story.sent.items() if name != field.wire}
        probe.script.call(
            probe.operation, probe.story.actor, path=probe.story.path, json=body, expect=probe.refused("", "required")
        )
    probe.send(None, probe.refused("", "not_null", "type"))


def _undeclared(script: Script, operation: OperationPlan, field: Field) -> Iterator[tuple[str, object]]:
    tables = [call.table for loop in loops_over(operation, field) for call in loop.inserts]
    for column in (column for table in tables for column in script.catalog.table(table).columns):
        yield script.catalog.cased(column.name.snake), sample(column.type, script.suite.number())
    yield from ((name, "x") for name in ("not_declared", "__proto__", "a/b~c", "\u00e9"))
