"""Reads what rows begin with where they are named by their value: `when nothing is said an asset is in_use`."""

import re

from agent.chat.turns.changes import change
from agent.chat.turns.pieces import MUST, UNSAID, E, V
from agent.chat.turns.references import entity_of
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Attribute, AttributeType
from tools.blueprint.names import words

_NEW = re.compile(r"^new\s+", re.IGNORECASE)
_IS = rf"(?:is|are|{MUST} be)(?P<no> not)?"
_NOT_ELSE = r"(?:,? (?:and )?not [\w-]+)?"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<when>{UNSAID}),? {E} {_IS} {V}{_NOT_ELSE}",
        rf"{E} {_IS} {V}{_NOT_ELSE} (?P<when>{UNSAID})",
    )
)


def read_beginnings(said: str, scene: Scene) -> bool:
    """Whether the clause says which value rows begin with, by the value alone."""
    for form in _FORMS:
        match = form.fullmatch(said)
        if match is None:
            continue
        subject = _NEW.sub("", match["e"])
        entity = entity_of(subject, scene)
        if entity is None and subject.lower() in {"it", "they", "these", "those"}:
            entity = scene.last_entity
        found = _values(entity, match["v"], scene) if entity is not None else []
        if len(found) == 1:
            attribute, value = found[0]
            if match["no"] and not isinstance(value, bool):
                return False
            change(f"{entity}.{attribute.name}", {"default": value is not bool(match["no"]) if isinstance(value, bool)
                                                  else value}, scene)  # fmt: skip
            scene.name(Address(part=PartKind.ATTRIBUTE, name=f"{entity}.{attribute.name}"))
            return True
    return False


def _values(entity: str, said: str, scene: Scene) -> list[tuple[Attribute, str | bool]]:
    """The attributes of which a word is a value: one of a list, or the name of a flag."""
    found: list[tuple[Attribute, str | bool]] = []
    for item in next(part.attributes for part in scene.blueprint.entities if part.name == entity):
        value = next((value for value in item.values if words(value) == words(said)), None)
        if value is not None:
            found.append((item, value))
        elif item.type is AttributeType.BOOL and words(item.name) == words(said):
            found.append((item, True))
    return found
