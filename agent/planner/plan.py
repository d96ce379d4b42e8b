"""From a request to a draft: read, settle, fill, build."""

from agent.planner.access import settle_ownership
from agent.planner.account import settle_account
from agent.planner.build import build
from agent.planner.contradictions import check_sketch
from agent.planner.defaults import Defaults, stack_of
from agent.planner.draft import Draft
from agent.planner.fill import fill_attributes, fill_relationships
from agent.planner.notes import Notes
from agent.planner.patterns import complete_patterns, settle_patterns
from agent.planner.payload import read_payload
from agent.planner.persons import settle_persons
from agent.planner.rulebook import RulebookPort
from agent.planner.sketch import Sketch
from agent.planner.text import read_text
from agent.planner.text.coverage import report
from agent.planner.text.limits import nothing_to_build, readable
from agent.planner.text.task_type import read_task_type
from agent.planner.uniques import settle_once
from agent.planner.yielding import give_way, settle_values
from agent.task import Request, TaskType
from tools.blueprint.check import check
from tools.blueprint.model import Blueprint


def plan(request: Request, rulebook: RulebookPort) -> Draft:
    """The draft of a request: pure, the same for the same request and rulebook.

    Raises BadInput (code `nothing-to-build` where no data is described) and Contradiction.
    """
    notes = Notes()
    for key in request.unknown:
        notes.leave(f"{key}: this key means nothing here.")
    task_type = request.task_type or read_task_type(readable(request.text))
    sketch = Sketch()
    blueprint = request.blueprint or _planned(request, task_type, sketch, rulebook, notes)
    check(blueprint)
    return Draft(
        blueprint=blueprint,
        stack=stack_of(request.stack, sketch, Defaults(rulebook, notes)),
        task_type=task_type,
        assumptions=notes.assumptions,
        questions=notes.questions,
        unplaced=notes.unplaced,
        risks=notes.risks,
        rules=notes.rules,
    )


def _planned(request: Request, task_type: TaskType, sketch: Sketch, rulebook: RulebookPort, notes: Notes) -> Blueprint:
    if not request.text.strip() and not request.payload and task_type is TaskType.GENERATE_BACKEND_CODE:
        raise nothing_to_build()
    given = read_payload(task_type, request.payload, bool(request.text.strip()), sketch, notes)
    if given.blueprint is not None:
        return given.blueprint
    sketch.roles_demanded = bool(sketch.roles)
    reading = read_text("\n\n".join(part for part in (request.text, given.text) if part), sketch, notes)
    if not sketch.entities:
        raise nothing_to_build()
    sketch.yielding = not reading.brief
    if sketch.yielding:
        give_way(sketch, notes)
    settle_account(sketch, rulebook, notes)
    settle_persons(sketch, notes)
    settle_patterns(sketch, notes)
    fill_attributes(sketch, rulebook, notes)
    fill_relationships(sketch, notes)
    complete_patterns(sketch, notes)
    settle_once(sketch, notes)
    settle_ownership(sketch, notes)
    if sketch.yielding:
        settle_values(sketch, notes)
    check_sketch(sketch)
    report(reading, sketch)
    return build(sketch, rulebook, notes)
