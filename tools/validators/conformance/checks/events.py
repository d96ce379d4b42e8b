"""Events: told once what was done is there for good, told again until they are taken, and of nothing else."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from tools.blueprint.plan.expr import Call, Expr
from tools.blueprint.plan.operation import Branch, Emit, ForEach, Guard, Node, OperationPlan, every
from tools.blueprint.plan.shapes import ErrorCase
from tools.blueprint.plan.values import ValueType
from tools.validators.conformance.checks.guards import refusing
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import Matcher, Step, problem
from tools.validators.conformance.evaluate import Unknown
from tools.validators.conformance.knowledge import Known, is_told, wire_value
from tools.validators.conformance.moves import guards_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.shapes import INSTANT, UUID, view_matcher
from tools.validators.conformance.stories import Story
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

CHECK = "events"
REFUSALS = 2
_ASKED = ErrorCase("asked", 0, "")


def add(out: Collector) -> None:
    telling = [item for item in out.plan.operations if any(isinstance(node, Emit) for node in every(item.nodes))]
    for operation in telling:
        for emit, conditions in _emits(operation.nodes, ()):
            out.add(CHECK, operation, emit.event, _told, operation, emit, conditions)
        if guards_of(operation):
            out.add(CHECK, operation, "refused", _refused, operation)
    for operation in telling[:1]:
        for emit, conditions in list(_emits(operation.nodes, ()))[:1]:
            out.add(CHECK, operation, "refused by the receiver", _again, operation, emit, conditions)
    if not telling:
        out.none(CHECK, API, "no operation emits events")


def _emits(nodes: Sequence[Node], conditions: tuple[Expr, ...]) -> Iterator[tuple[Emit, tuple[Expr, ...]]]:
    """Each event, and what must hold for it; of loops, nobody knows how often."""
    for node in nodes:
        match node:
            case Emit():
                yield node, conditions
            case Branch(condition=condition, then=then, otherwise=otherwise):
                yield from _emits(then, (*conditions, condition))
                yield from _emits(otherwise, (*conditions, Call("not", (condition,), ValueType("bool"))))


def _told(script: Script, operation: OperationPlan, emit: Emit, conditions: tuple[Expr, ...]) -> None:
    script.steps.append(_telling(script, operation, emit, conditions))


def _again(script: Script, operation: OperationPlan, emit: Emit, conditions: tuple[Expr, ...]) -> None:
    """What the receiver does not take is kept and sent again, whenever whoever sends it is stopped."""
    step = _telling(script, operation, emit, conditions)
    # A redirection is no answer (CloudEvents 1.0, web hooks); what is told beside it may come first.
    script.steps.append({**step, "refuse": {"times": 1 + len(step["others"]), "status": 307}})
    step = _telling(script, operation, emit, conditions)
    script.steps.append({**step, "refuse": {"times": REFUSALS, "status": 503}, "restart": True})


def _telling(script: Script, operation: OperationPlan, emit: Emit, conditions: tuple[Expr, ...]) -> Step:
    """A call that goes well where the conditions hold, and the event that it is told by."""
    story = Story(script, _asking(operation, conditions), script.caller(operation, alone=True))
    story.reach()
    known = story.after()
    if not all(known.holds(condition) for condition in conditions):
        raise Unavailable("no calls were found after which it is told of")
    others = [
        other.event
        for other, asked in _emits(operation.nodes, ())
        if other is not emit and not any(known.holds(condition) is False for condition in asked)
    ]
    more = {"json": story.sent} if operation.body is not None else {}
    expect = success(script.catalog, operation)
    return {
        "do": "told",
        "request": script.request(operation, story.actor, path=story.path, expect=expect, **more),
        "events": [_event(script, emit, known)],
        "others": [*others, *_of_loops(operation)],
    }


def _refused(script: Script, operation: OperationPlan) -> None:
    """What is refused is never heard of."""
    story = refusing(script, operation, 0)
    error = guards_of(operation)[0].error
    more = {"json": story.sent} if operation.body is not None else {}
    expect = problem(error.status, error.code)
    request = script.request(operation, story.actor, path=story.path, expect=expect, **more)
    script.steps.append({"do": "told", "request": request, "events": [], "others": []})


def _asking(operation: OperationPlan, conditions: tuple[Expr, ...]) -> OperationPlan:
    """The operation, as if it asked for these conditions, too."""
    asked = tuple(Guard(condition, _ASKED) for condition in conditions)
    return replace(operation, nodes=(*operation.nodes, *asked))


def _of_loops(operation: OperationPlan) -> list[str]:
    loops = [node for node in every(operation.nodes) if isinstance(node, ForEach)]
    return [node.event for loop in loops for node in every(loop.nodes) if isinstance(node, Emit)]


def _event(script: Script, emit: Emit, known: Known) -> Matcher:
    """What the receiver gets: a signed CloudEvent."""
    shape = next(item.shape for item in script.suite.plan.events if item.type == emit.event)
    values: dict[str, object] = {}
    types = {field.name.snake: field for field in shape.fields}
    for name, expr in emit.members:
        with suppress(Unknown):
            found = known.value(expr)
            if is_told(found):
                values[types[name].wire] = wire_value(found, types[name].type)
    event = {
        "specversion": {"is": "1.0"},
        "id": {"type": "string", "pattern": UUID},
        "source": {"type": "string", "pattern": "/.+"},
        "type": {"is": emit.event},
        "time": {"type": "string", "pattern": INSTANT},
        "datacontenttype": {"is": "application/json"},
        "data": view_matcher(shape, values),
    }
    return {
        "object": {
            "content_type": {"is": "application/cloudevents+json"},
            "signed": {"is": True},
            "event": {"object": event},
        }
    }
