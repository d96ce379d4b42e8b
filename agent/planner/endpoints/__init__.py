"""Endpoints that the request lists become operations with just these paths."""

from collections.abc import Iterable

from agent.planner.endpoints.acts import act
from agent.planner.endpoints.answer import Answer
from agent.planner.endpoints.below import below
from agent.planner.endpoints.effects import effect
from agent.planner.endpoints.figures import report
from agent.planner.endpoints.joined import joined
from agent.planner.endpoints.linked import linked
from agent.planner.endpoints.lists import listed
from agent.planner.endpoints.nested import nested
from agent.planner.endpoints.setting import setting
from agent.planner.endpoints.standard import standard
from agent.planner.notes import Notes
from agent.planner.sketch import EndpointSketch, Sketch
from agent.planner.text.endpoints.words import ACCOUNTS, SERVED
from tools.blueprint.check.operations import check_operations
from tools.blueprint.expand import expand
from tools.blueprint.expand.routes import route_of
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Blueprint, Operation
from tools.errors import AgentError

__all__ = ["with_endpoints"]


def with_endpoints(blueprint: Blueprint, sketch: Sketch, notes: Notes) -> Blueprint:
    """The Blueprint with an operation for each endpoint that it has none for yet; the others are told."""
    if not sketch.endpoints:
        return blueprint
    there = expand(blueprint).operations
    answers = [Answer(endpoint, BlueprintIndex(blueprint), notes, there) for endpoint in sketch.endpoints]
    asked = {answer.route for answer in answers}
    routes = {route_of(operation) for operation in there}
    kept = {operation.name for operation in there if route_of(operation) in asked}
    made: list[tuple[Operation, EndpointSketch]] = []
    for answer in answers:
        if answer.route in routes:
            continue
        operation = _made(answer)
        if operation is None:
            _tell(answer.endpoint, sketch, notes)
            continue
        # It takes the place of a standard one of its name, unless that one is asked for too.
        if operation.name in kept:
            name = f"{operation.name}_by_{operation.method.value.lower()}"
            operation = operation.model_copy(update={"name": name})
        kept.add(operation.name)
        routes.add(answer.route)
        made.append((operation, answer.endpoint))
    found = _with(blueprint, [operation for operation, _ in made])
    if found is not None:
        return found
    for operation, endpoint in made:
        whole = _with(blueprint, [operation])
        if whole is None:
            _tell(endpoint, sketch, notes)
        blueprint = whole or blueprint
    return blueprint


def _made(answer: Answer) -> Operation | None:
    builders = (standard, nested, linked, act, effect, setting, joined, below, listed, report)
    return next((made for build in builders if (made := build(answer)) is not None), None)


def _with(blueprint: Blueprint, made: Iterable[Operation]) -> Blueprint | None:
    """None where the operations do not fit into the Blueprint."""
    found = blueprint.model_copy(update={"operations": (*blueprint.operations, *made)})
    try:
        check_operations(found)
    except AgentError:
        return None
    return found


def _tell(endpoint: EndpointSketch, sketch: Sketch, notes: Notes) -> None:
    words = {part.lower() for part in endpoint.parts}
    if words & ACCOUNTS and sketch.auth.account is not None:
        notes.assume(f"{endpoint.method} {endpoint.path}: accounts are served under `/auth` and as standard rows.")
    elif words & SERVED:
        notes.assume(f"{endpoint.method} {endpoint.path}: every backend has health, metrics and contract routes.")
    else:
        notes.leave(f"{endpoint.method} {endpoint.path}" + (f" ({endpoint.said[:120]})" if endpoint.said else ""))
