"""Reads values that a list of values gains or loses: `add poetry to genre`."""

import re

from agent.chat.turns.changes import change
from agent.chat.turns.references import find
from agent.chat.turns.scene import Scene
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Attribute, AttributeType
from tools.errors import BadInput

_ADD = re.compile(
    r"^(?:add|allow|include)\s+(?:the\s+)?(?:values?\s+|options?\s+)?(?P<values>[^:;()]+?)\s+"
    r"(?:to|in|for|as an? (?:value|option) (?:of|for|in))\s+(?P<place>[^,:;()]+)$",
    re.I,
)
_REMOVE = re.compile(
    r"^(?:remove|drop|delete)\s+(?:the\s+)?(?:values?\s+|options?\s+)?(?P<values>[^:;()]+?)\s+"
    r"(?:from|of)\s+(?P<place>[^,:;()]+)$",
    re.I,
)
_VALUE = re.compile(r"\w[\w .+-]{0,59}")


def read_enums(said: str, scene: Scene) -> bool:
    """Whether the clause changes the values of a list of values."""
    for form, adds in ((_ADD, True), (_REMOVE, False)):
        match = form.match(said)
        if match is None:
            continue
        found = [item for item in find(match["place"], scene, {PartKind.ATTRIBUTE}) if _listed(item.name, scene)]
        attribute = _listed(found[0].name, scene) if len(found) == 1 else None
        if attribute is None:
            continue
        values = [value.strip(" '\"") for value in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", match["values"])]
        if not all(_VALUE.fullmatch(value) for value in values):
            continue
        if not adds and not set(values) <= set(attribute.values):
            continue
        made = _changed(attribute, values, adds=adds)
        change(found[0].name, {"values": made}, scene)
        scene.name(found[0])
        return True
    return False


def _listed(name: str, scene: Scene) -> Attribute | None:
    attribute = scene.attribute(name)
    return attribute if attribute is not None and attribute.type is AttributeType.ENUM else None


def _changed(attribute: Attribute, values: list[str], *, adds: bool) -> tuple[str, ...]:
    if adds:
        return tuple(dict.fromkeys((*attribute.values, *values)))
    if attribute.default in values:
        raise BadInput(
            f"{attribute.default} is what {attribute.name} begins with.",
            hint=f"Say `{attribute.name} defaults to …` first.",
            code="default-value",
        )
    kept = tuple(value for value in attribute.values if value not in values)
    if not kept:
        raise BadInput(f"{attribute.name} would have no values.", hint="Leave one.", code="no-values")
    return kept
