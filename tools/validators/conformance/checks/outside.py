"""Services outside: what they are asked, that they are asked once, and what happens when they fail."""

from contextlib import suppress

from tools.blueprint.plan.operation import Ask, OperationPlan
from tools.validators.conformance.checks.guards import unchanged
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import Matcher, Step, problem
from tools.validators.conformance.evaluate import Unknown
from tools.validators.conformance.knowledge import is_told, wire_value
from tools.validators.conformance.replies import address, answering
from tools.validators.conformance.script import Script
from tools.validators.conformance.shapes import view_matcher
from tools.validators.conformance.stories import Story
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Suite, Unavailable

CHECK = "services-outside"
_FAILURES: dict[str, dict[str, object]] = {
    "an error": {"status": 503, "answer": {}},
    "a redirect": {"status": 302, "answer": {}},
    "no JSON": {"answer": None},
    "an empty object": {"answer": {}},
}
_HELD_SECONDS = 8
"""How long an answer is kept back at most: less than backends wait for one."""


def add(out: Collector) -> None:
    asking = [operation for operation in out.plan.operations if operation.asks]
    for operation in asking:
        for ask in operation.asks:
            out.add(CHECK, operation, ask.call, _asked, operation, ask)
            out.add(CHECK, operation, f"{ask.call} is slow", _slow, operation, ask)
            for label, answer in _FAILURES.items():
                if label != "an empty object" or out.plan.port(ask.port).call(ask.call).reply.fields:
                    out.add(CHECK, operation, f"{ask.call} answered with {label}", _failed, operation, ask, answer)
        if operation.idempotency_key:
            out.add(CHECK, operation, "asked under one key", _again, operation)
    if not asking:
        out.none(CHECK, API, "no operation calls a service outside")


def _asked(script: Script, operation: OperationPlan, ask: Ask) -> None:
    story = _story(script, operation)
    question = _question(script, story, ask)
    script.steps.append({"do": "asked", "requests": [_request(script, story)], "call": question, "times": 1})


def _slow(script: Script, operation: OperationPlan, ask: Ask) -> None:
    """While the service takes its time nothing is locked: others write as if nobody had asked."""
    story = _story(script, operation)
    others = _writing(script.suite)
    script.needs += others.needs
    script.steps.append({
        "do": "held", "request": _request(script, story), "call": address(script.suite.plan, ask),
        "seconds": _HELD_SECONDS, "meanwhile": others.steps,
    })  # fmt: skip


def _writing(suite: Suite) -> Script:
    """Requests that write, and have nothing to do with any others: an account registers, or a row is made."""
    script = Script(suite)
    with suppress(Unavailable):
        script.new_account()
        return script
    for table in suite.plan.tables:
        script = Script(suite)
        with suppress(Unavailable):
            script.row(table.name.snake, suite.actors[0] if suite.actors else None, optional=False)
            return script
    raise Unavailable("no other operation makes anything")


def _failed(script: Script, operation: OperationPlan, ask: Ask, answer: dict[str, object]) -> None:
    story = _story(script, operation)
    call = address(script.suite.plan, ask)
    script.steps.append({"do": "control", "action": "answer", "call": call, **answer})
    expect = problem(ask.error.status, ask.error.code)
    script.steps.append(_request(script, story, expect=expect))
    unchanged(script, story)
    # What stands for the service goes on as usual, whatever this case comes to.
    script.steps += answering(script.suite.plan, operation, {})


def _again(script: Script, operation: OperationPlan) -> None:
    """The service is asked anew where it failed, under the same key, and not at all where the answer is replayed."""
    story = _story(script, operation)
    ask = operation.asks[0]
    call = address(script.suite.plan, ask)
    headers = {"Idempotency-Key": f"outside-{script.suite.number()}"}
    failing = {"do": "control", "action": "answer", "call": call, "status": 503, "answer": {}}
    first = _request(script, story, expect=problem(ask.error.status, ask.error.code), headers=headers)
    again = _request(script, story, headers=headers)
    script.steps += [
        failing,
        {"do": "asked", "requests": [first], "call": _question(script, story, ask), "times": 1, "save": "first_key"},
        *answering(script.suite.plan, operation, story.replies),
        {
            "do": "asked", "requests": [again, again], "call": _question(script, story, ask), "times": 1,
            "key": {"$": "first_key"},
        },
    ]  # fmt: skip


def _story(script: Script, operation: OperationPlan) -> Story:
    story = Story(script, operation, script.caller(operation, alone=True))
    story.reach()
    return story


def _request(script: Script, story: Story, **more: object) -> Step:
    operation = story.operation
    body = {"json": story.sent} if operation.body is not None else {}
    wanted = {"expect": success(script.catalog, operation), **body, **more}
    return script.request(operation, story.actor, path=story.path, **wanted)


def _question(script: Script, story: Story, ask: Ask) -> Matcher:
    """What the service gets: of what cannot be told beforehand, the type alone."""
    shape = script.suite.plan.port(ask.port).call(ask.call).question
    fields = {field.name.snake: field for field in shape.fields}
    values: dict[str, object] = {}
    for name, expr in ask.sent:
        with suppress(Unknown):
            found = story.known.value(expr)
            if is_told(found):
                values[fields[name].wire] = wire_value(found, fields[name].type)
    return {
        "object": {
            "call": {"is": address(script.suite.plan, ask)},
            "authorized": {"is": True},
            "key": {"type": "string", "pattern": ".{8,}"},
            "question": view_matcher(shape, values),
        }
    }
