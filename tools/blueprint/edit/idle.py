"""What an operation sends or names for nothing once a part is taken out: it goes too."""

from collections.abc import Iterator, Mapping

from tools.blueprint.edit.expressions import Reading, readings
from tools.blueprint.edit.inputs import companion
from tools.blueprint.edit.steps import FIELDS, StepWalk
from tools.blueprint.model import Create, Each, If, Input, Let, Link, List, Operation, Place, Step, Update, Upsert
from tools.blueprint.model.steps import every_step


def without_idle(before: Operation, after: Operation) -> Operation:
    """The operation without inputs, `let`s and places that something used before, and nothing does any more."""
    while after != before:
        made = _without(after, _readings(before) - _readings(after))
        if made == after:
            break
        after = made
    if _has_body(before) and not _has_body(after) and after.wrapper is not None:
        after = after.model_copy(update={"wrapper": None})
    return after


def _has_body(operation: Operation) -> bool:
    return any(item.place not in (Place.PATH, Place.QUERY) for item in operation.inputs)


def _without(operation: Operation, idle: set[Reading]) -> Operation:
    loops = [step for step in every_step(operation.steps) if isinstance(step, Each)]
    lists = {step.bind: step.each.removeprefix("input.") for step in loops}
    members = {(lists[root], name) for root, name in idle if root in lists}
    inputs = tuple(
        _with_fields(item, members)
        for item in operation.inputs
        if ("input", item.name) not in idle or item.place is Place.PATH
    )
    found = {"inputs": inputs, "steps": _steps(operation.steps, {root for root, name in idle if not name})}
    changed = {name: value for name, value in found.items() if value != getattr(operation, name)}
    return operation.model_copy(update=changed) if changed else operation


def _with_fields(item: Input, idle: set[Reading]) -> Input:
    left = tuple(member for member in item.fields if (item.name, member.name) not in idle)
    return item if left == item.fields else item.model_copy(update={"fields": left})


def _steps(steps: tuple[Step, ...], idle: set[str]) -> tuple[Step, ...]:
    made: list[Step] = []
    for step in steps:
        match step:
            case Let(let=name) if name in idle:
                continue
            case Each():
                found = {"steps": _steps(step.steps, idle), "place": None if step.place in idle else step.place}
            case If():
                found = {"then": _steps(step.then, idle), "otherwise": _steps(step.otherwise, idle)}
            case _:
                found = {}
        changed = {name: value for name, value in found.items() if value != getattr(step, name)}
        made.append(step.model_copy(update=changed) if changed else step)
    return tuple(made)


def _readings(operation: Operation) -> set[Reading]:
    """All that is read, taken over, looped over or named in the path."""
    found = {("input", part[1:-1]) for part in operation.path.split("/") if part.startswith("{")}
    for step in every_step(operation.steps):
        if isinstance(step, Create | Update | Upsert | Link) and step.accept:
            source = None if isinstance(step, Link) else step.source
            found |= {(source or "input", name) for name in step.accept}
        if isinstance(step, Each):
            found.add(("input", step.each.removeprefix("input.")))
        if isinstance(step, List) and step.search:
            found.add(("input", "q"))
        for text in _texts(step):
            found |= readings(text)
    answer = operation.response
    for told in (*answer.beside.values(), answer.file, answer.file_name, answer.media_type):
        found |= readings(told) if told is not None else set()
    files = [companion(operation, name)[0] for root, name in found if root == "input"]
    return found | {("input", file) for file in files if file is not None}


def _texts(step: Step) -> Iterator[str]:
    """The expressions of a step, without those of steps inside it."""
    for field, spell in FIELDS.items():
        value = getattr(step, field, None)
        if spell is StepWalk.expression and isinstance(value, str):
            yield value
        elif spell in (StepWalk.expressions, StepWalk.assigned, StepWalk.by) and isinstance(value, Mapping):
            yield from value.values()
