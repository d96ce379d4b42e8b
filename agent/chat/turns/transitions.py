"""Reads steps of a state machine: `orders can be shipped when paid`."""

import re

from pydantic import JsonValue

from agent.chat.turns.references import entity_of
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from agent.planner.text.patterns.verbs import act
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Action, Attribute, AttributeType
from tools.blueprint.names import snake, words
from tools.errors import BadInput

_STATE = r"[a-z][a-z_-]*"
_STATES = rf"{_STATE}(?:(?:\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+){_STATE})*"
_CAN = r"(?:can|may|should|could|must)(?:\s+only)?\s+be(?:come)?"
_WHEN = re.compile(
    rf"^(?:only\s+)?(?P<entity>.+?)\s+{_CAN}\s+(?P<to>{_STATE})\s+(?:only\s+)?(?:when|if|once|after|while|"
    rf"from|as long as|as soon as)\s+"
    rf"(?:(?:they|it|these|the [a-z]+)\s*(?:are|is|were|was|'re|'s|have been|has been)\s+|being\s+"
    rf")?(?P<sources>{_STATES})$",
    re.I,
)
_STATED = re.compile(
    rf"^(?:only\s+)?(?P<sources>{_STATES})\s+(?P<entity>[a-z][a-z]*)\s+{_CAN}\s+(?P<to>{_STATE})$", re.I
)
_GOES = re.compile(
    rf"^(?P<entity>.+?)\s+(?:can\s+|may\s+|should\s+)?(?:go(?:es)?|moves?|changes?|pass(?:es)?|turns?)\s+from\s+"
    rf"(?P<sources>{_STATES})\s+to\s+(?P<to>{_STATE})$",
    re.I,
)
_ADDED = re.compile(
    rf"^add\s+an?\s+(?:transition|step|state change)\s+from\s+(?P<sources>{_STATES})\s+to\s+(?P<to>{_STATE})\s+"
    r"(?:to|for|on|of)\s+(?P<entity>.+)$",
    re.I,
)
_NO_STATES = frozenset({"created", "updated", "edited", "deleted", "removed", "changed", "read", "listed", "searched",
                        "empty", "null", "unique", "optional", "required", "modified", "missing", "a", "an",
                        "the"})  # fmt: skip
_NAMES = ("status", "state", "stage", "phase")


def read_transitions(said: str, scene: Scene) -> bool:
    """Whether the clause adds a step of a state machine."""
    for form in (_WHEN, _STATED, _GOES, _ADDED):
        match = form.match(said)
        if match is None:
            continue
        entity = entity_of(match["entity"], scene)
        if entity is None and match["entity"].lower() in {"it", "they", "them"}:
            entity = scene.last_entity
        target = _state(match["to"])
        sources = tuple(
            dict.fromkeys(
                _state(word) for word in re.split(r"\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+", match["sources"])
            )
        )
        if entity is None or target in _NO_STATES or set(sources) & _NO_STATES:
            continue
        _transition(entity, tuple(source for source in sources if source != target), target, scene)
        return True
    return False


def _state(said: str) -> str:
    return "_".join(words(said.lower()))


def _transition(entity: str, sources: tuple[str, ...], target: str, scene: Scene) -> None:
    name = act(target)
    if not sources:
        raise BadInput("It goes from one state to another one.", hint="Name two states.", code="bad-transition")
    column = _column(entity, (*sources, target), scene)
    place = f"{entity}.{column}"
    if any(words(item.name) == words(f"{name}_{snake(entity)}") for item in scene.blueprint.operations):
        hint = f"Say `remove {name}_{snake(entity)}` first, or change that operation by hand."
        raise BadInput(f"There is an operation {name}_{snake(entity)} already.", hint=hint, code="name-taken")
    if name in {action.value for action in Action}:
        raise BadInput(f"`{name}` is a standard operation.", hint="Choose another state.", code="name-taken")
    scene.set(PartKind.PATTERN, f"transition {place} {name}", {"from": list(sources), "to": target})
    scene.name(Address(part=PartKind.ENTITY, name=entity))


def _column(entity: str, states: tuple[str, ...], scene: Scene) -> str:
    """The attribute that holds the state, with these states, set by the server only."""
    attributes = next(item.attributes for item in scene.blueprint.entities if item.name == entity)
    listed = [item for item in attributes if item.type is AttributeType.ENUM]
    fitting = [item for item in listed if set(states) & set(item.values)] or [
        item for item in listed if item.name in _NAMES
    ]
    if fitting:
        _complete(f"{entity}.{fitting[0].name}", fitting[0], states, scene)
        return fitting[0].name
    taken = {item.name for item in attributes}
    name = next((item for item in _NAMES if item not in taken), None)
    if name is None:
        raise BadInput(
            f"{entity} has no list of states.", hint="Add one: `add a status (draft, sent) to …`.", code="no-states"
        )
    value: dict[str, JsonValue] = {
        "type": "enum", "values": list(states), "default": states[0], "required": True, "managed": True,
    }  # fmt: skip
    scene.set(PartKind.ATTRIBUTE, f"{entity}.{name}", value)
    scene.notes.assume(f"{entity}.{name} is one of {', '.join(states)}, and begins as {states[0]}.")
    return name


def _complete(place: str, attribute: Attribute, states: tuple[str, ...], scene: Scene) -> None:
    missing = [state for state in states if state not in attribute.values]
    value: dict[str, JsonValue] = {}
    if missing:
        value["values"] = [*attribute.values, *missing]
        scene.notes.assume(f"{place} may be {' or '.join(missing)} from now on.")
    if not attribute.managed:
        value |= {"managed": True}
        scene.notes.assume(f"{place} is set by its own operations from now on, and not sent by callers.")
        if attribute.default is None:
            value |= {"default": attribute.values[0]}
        if not attribute.required:
            value |= {"required": True}
    if value:
        scene.set(PartKind.ATTRIBUTE, place, value)
