"""Reads values that a list of values gains or loses: `add poetry to genre`."""

import re

from pydantic import JsonValue

from agent.chat.turns.changes import change
from agent.chat.turns.references import find, parts
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
_PLACED = re.compile(
    r"^(?P<rest>.+?)\s+(?P<side>before|after|in front of|behind)\s+['\"`]?(?P<beside>\w[\w-]*)['\"`]?$", re.I
)
_ORDER = re.compile(
    r"^['\"`]?(?P<value>\w[\w-]*)['\"`]?\s+(?:should|must|has to|needs to|shall)\s+(?:come|go|stand|be|be put|be "
    r"placed)"
    r"(?: right| directly)?$",
    re.I,
)
_VALUE = re.compile(r"\w[\w .+-]{0,59}")


def read_enums(said: str, scene: Scene) -> bool:
    """Whether the clause changes the values of a list of values, or their order."""
    placed = _PLACED.match(said)
    if placed is not None and _placed(placed, scene):
        return True
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


def _placed(placed: re.Match[str], scene: Scene) -> bool:
    """`add great to moods before good`; `it should come before good`, of a value that was added."""
    order, adds = _ORDER.match(placed["rest"]), _ADD.match(placed["rest"])
    if order is None and (adds is None or not read_enums(placed["rest"], scene)):
        return False
    lists = [(item, found) for item in parts(scene) if (found := _listed(item.name, scene)) is not None]
    lists = [(item, found) for item, found in lists if placed["beside"] in found.values]
    if order is None or order["value"].lower() == "it":
        lists = [(item, found) for item, found in lists if (item,) == scene.named[-1:]]
    else:
        lists = [(item, found) for item, found in lists if order["value"] in found.values]
    if len(lists) != 1:
        return False
    item, found = lists[0]
    value = order["value"] if order is not None and order["value"].lower() != "it" else found.values[-1]
    kept = [one for one in found.values if one != value]
    if placed["beside"] not in kept:
        return False
    at = kept.index(placed["beside"]) + (placed["side"].lower() in {"after", "behind"})
    made = (*kept[:at], value, *kept[at:])
    if made == found.values:
        return True
    if scene.edits and scene.edits[-1].name == item.name and _only_values(scene.edits[-1].value):
        scene.edits.pop()  # The list was set for this value just now; as a whole it is set once.
    change(item.name, {"values": made}, scene)
    return True


def _only_values(value: JsonValue) -> bool:
    return isinstance(value, dict) and value.keys() == {"values"}


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
