"""A small backend, and endpoints beside it, for the builders of operations."""

from collections.abc import Callable

from agent.planner.endpoints.answer import Answer
from agent.planner.notes import Notes
from agent.planner.sketch import EndpointSketch
from agent.planner.text.endpoints.endpoint import Endpoint
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Blueprint, Operation
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack

STACKS = [("fastapi", "sqlite"), ("express", "postgresql")]
WORKSHOP = Blueprint.model_validate(
    {
        "name": "workshop",
        "entities": [
            {"name": "User", "attributes": [{"name": "email", "type": "email", "required": True, "unique": True}]},
            {"name": "Place", "attributes": [{"name": "name", "required": True}]},
            {"name": "Tag", "attributes": [{"name": "label"}]},
            {
                "name": "Job",
                "owner": "user",
                "attributes": [
                    {"name": "title", "required": True},
                    {"name": "due_on", "type": "date"},
                    {"name": "closed_at", "type": "datetime"},
                    {"name": "urgent", "type": "bool", "required": True, "default": False},
                    {"name": "state", "type": "enum", "values": ["waiting", "done"]},
                    {"name": "severity", "type": "int32"},
                    {"name": "recalled", "type": "bool"},
                ],
            },
            {
                "name": "Cost",
                "attributes": [
                    {"name": "amount", "type": "decimal", "required": True},
                    {"name": "kind", "type": "enum", "values": ["part", "hour"]},
                    {"name": "paid_on", "type": "date"},
                ],
            },
            {
                "name": "Vote",
                "owner": "user",
                "uniques": [["job", "user"]],
                "attributes": [{"name": "points", "type": "int32", "required": True}],
            },
            {"name": "Membership", "owner": "user", "attributes": [{"name": "remark"}]},
            {"name": "LogEntry", "attributes": [{"name": "text", "type": "text", "required": True}]},
        ],
        "relationships": [
            {"name": "user", "source": "Job", "target": "User", "required": True},
            {"name": "place", "source": "Job", "target": "Place"},
            {"name": "tags", "source": "Job", "target": "Tag", "cardinality": "many_to_many"},
            {"name": "job", "source": "Cost", "target": "Job", "required": True},
            {"name": "job", "source": "Vote", "target": "Job", "required": True},
            {"name": "user", "source": "Vote", "target": "User", "required": True},
            {"name": "place", "source": "Membership", "target": "Place", "required": True},
            {"name": "user", "source": "Membership", "target": "User", "required": True},
            {"name": "job", "source": "LogEntry", "target": "Job", "required": True},
        ],
        "auth": {"scheme": "jwt", "account": "User", "login": "email"},
    }
)
"""Jobs at places, what they cost, votes on them and a log; users sign in."""
_THINGS = {
    "users": "User", "places": "Place", "tags": "Tag", "jobs": "Job", "costs": "Cost", "votes": "Vote",
    "log-entries": "LogEntry",
}  # fmt: skip


def answer(line: str, *named: str) -> Answer:
    """`PUT /jobs/{id}/place - said`, beside the workshop; `named`: entities that the words name."""
    head, _, said = line.partition(" - ")
    method, _, path = head.partition(" ")
    parts = tuple(_THINGS.get(part, part) for part in Endpoint(method, path, 0).parts)
    return Answer(EndpointSketch(method, path, parts, named, said), BlueprintIndex(WORKSHOP), Notes())


def built(build: Callable[[Answer], Operation | None], line: str, *named: str) -> Operation | None:
    """What a builder makes of it, once that was seen to lead to a plan on both languages."""
    found = build(answer(line, *named))
    if found is not None:
        for framework, datastore in STACKS:
            resolve(WORKSHOP.model_copy(update={"operations": (found,)}), stack(framework, datastore))
    return found


def made(build: Callable[[Answer], Operation | None], line: str, *named: str) -> Operation:
    """The same, of a line that must lead to an operation."""
    found = built(build, line, *named)
    assert found is not None
    method, _, path = line.partition(" - ")[0].partition(" ")
    assert (found.method.value, found.path) == (method, path)
    return found
