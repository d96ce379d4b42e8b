"""Endpoints of known entities go into the sketch; the standard ones say which operations an entity has."""

from collections.abc import Iterable

from agent.planner.sketch import EndpointSketch, Sketch
from agent.planner.text.endpoints.endpoint import OF_ALL, OF_ONE, Endpoint, fixed, spelt
from agent.planner.text.linking import Linker
from agent.planner.text.reading import Reading
from agent.planner.text.tokens import plural_word
from tools.blueprint.model import Action
from tools.blueprint.names import singular


def place_endpoints(endpoints: Iterable[Endpoint], reading: Reading, sketch: Sketch, linker: Linker) -> None:
    """Each with the entities of its path; entities must be known by now.

    What stands below one row of another thing refers to it: `/showtimes/{id}/bookings`.
    """
    listed: dict[str, set[Action]] = {}
    for endpoint in endpoints:
        parts = tuple(_named(part, reading) or part for part in endpoint.parts)
        named = tuple(reading.mentioned(endpoint.said))
        sketch.endpoints.append(EndpointSketch(endpoint.method, endpoint.path, parts, named, endpoint.said))
        below = len(parts) > 2 and {parts[0], parts[2]} <= set(sketch.entities) and not fixed(parts[1])
        if below and (endpoint.method == "POST" or several(endpoint.path)):
            linker.join_one(parts[2], parts[0])
        action = standard(endpoint.method, parts, sketch)
        if action is not None:
            listed.setdefault(parts[0], set()).add(action)
    for entity, actions in listed.items():
        if entity not in sketch.actions and Action.CREATE in actions:
            sketch.actions[entity] = [action for action in Action if action in actions]


def several(path: str) -> bool:
    """Whether rows stand at its end; of `PUT /boats/{id}/berth` either may refer to the other."""
    last = next((part for part in reversed(path.split("/")) if part and fixed(part)), "")
    return bool(last) and plural_word((spelt(last) or ("",))[-1])


def standard(method: str, parts: tuple[str, ...], sketch: Sketch) -> Action | None:
    """The standard operation that a path is; None for others."""
    if not parts or parts[0] not in sketch.entities or len(parts) > 2:
        return None
    if len(parts) == 1:
        return OF_ALL.get(method)
    return None if fixed(parts[1]) else OF_ONE.get(method)


def _named(part: str, reading: Reading) -> str | None:
    if not fixed(part):
        return None
    *head, last = spelt(part) or ("",)
    return reading.entities.get((*head, singular(last)))
