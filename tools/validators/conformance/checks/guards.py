"""What an operation refuses because of the state of its rows: each of its guards, and the row stays as it was."""

from contextlib import suppress

from tools.blueprint.plan.operation import Fetch, OperationPlan
from tools.validators.conformance.checks import reading
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import problem
from tools.validators.conformance.moves import guards_of
from tools.validators.conformance.scoping import scoping_of, target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.shapes import view_matcher
from tools.validators.conformance.stories import Story
from tools.validators.conformance.suite import Unavailable

CHECK = "guards"
PARALLEL = 8


def add(out: Collector) -> None:
    guarded = [operation for operation in out.plan.operations if guards_of(operation)]
    for operation in guarded:
        for number, guard in enumerate(guards_of(operation)):
            out.add(CHECK, operation, guard.error.code, _refused, operation, number)
        out.add(CHECK, operation, "in parallel", _race, operation)
    if not guarded:
        out.none(CHECK, API, "no operation asks for a state of its rows")


def _refused(script: Script, operation: OperationPlan, number: int) -> None:
    story = refusing(script, operation, number)
    error = guards_of(operation)[number].error
    more = {"json": story.sent} if operation.body is not None else {}
    script.call(operation, story.actor, path=story.path, expect=problem(error.status, error.code), **more)
    unchanged(script, story)


def unchanged(script: Script, story: Story) -> None:
    """Each row of the story is what it was before."""
    for field, row in story.rows.items():
        found = reading.reader(script, row.table)
        if found is None or found.response.view is None:
            continue
        known = story.known.tellable(story.binds[field])
        kept = {item.wire: known[item.column] for item in found.response.view.fields if item.column in known}
        narrowed = script.catalog.find_scoping(found, row.table).any
        reader = row.actor if narrowed and row.actor is not None else story.actor
        step = reading.read(script, row, reader, view_matcher(found.response.view, kept))
        script.steps += [step] if step else []


def refusing(script: Script, operation: OperationPlan, number: int | None, *, timed: bool = False) -> Story:
    """A story that the guard ends: about other owners' rows, else about the caller's own, else as somebody's guest.

    None: that no guard ends. `timed`: where times that may be null are there.
    """
    caller = script.caller(operation, alone=True)
    with suppress(Unavailable):
        return _reached(Story(script, operation, caller, number, timed=timed))
    with suppress(Unavailable):
        return _reached(Story(script, operation, caller, number, own=True, timed=timed))
    targets = target_columns(operation).values()
    narrowed = any(scoping_of(call, script.catalog.tenant_column).any for _, _, call in targets)
    maker = caller if narrowed else script.new_account()
    return _reached(Story(script, operation, caller, number, maker=maker, timed=timed))


def _reached(story: Story) -> Story:
    story.reach()
    return story


def _race(script: Script, operation: OperationPlan) -> None:
    """Of many calls at once on one row, one goes well, where it leaves the row in a state that refuses the next."""
    story = Story(script, operation, script.caller(operation, alone=True))
    story.reach(spent=not story.deletes())
    after = story.after()
    refusing = [guard.error for guard in guards_of(operation) if after.holds(guard.condition) is False]
    gone = bool(story.deletes())
    errors = _absent(operation, story) if gone else {refusing[0].status}
    more = {"json": story.sent} if operation.body is not None else {}
    status = operation.response.status
    script.steps.append(
        {
            "do": "parallel",
            "times": PARALLEL,
            "request": script.request(operation, story.actor, path=story.path, **more),
            "allowed": [status, *sorted({*errors, *_stale(script, operation)})],
            "exactly": {str(status): 1},
        }
    )


def _absent(operation: OperationPlan, story: Story) -> set[int]:
    """How the operation ends where a row is gone that it deletes."""
    gone = {row.bind for row in story.deletes()}
    finds = [node for node in operation.nodes if isinstance(node, Fetch)]
    return {node.absent.status for node in finds if (row := story.named(node.bind)) is not None and row.bind in gone}


def _stale(script: Script, operation: OperationPlan) -> set[int]:
    """A row that carries a version may also be told to have changed."""
    return {script.suite.plan.status("precondition_failed")} if operation.if_match else set()
