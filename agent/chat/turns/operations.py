"""Finds the Blueprint's own operations and its links by what people call them."""

import re

from agent.chat.turns.references import bare, entity_of, find
from agent.chat.turns.scene import Scene
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Cardinality
from tools.blueprint.names import words

_NOUN = re.compile(
    r"^(?:(?:the|custom|own)\s+)*(?:operation|endpoint|route|call|action)\s+(?:called\s+|named\s+|for\s+)?|"
    r"\s*\b(?:operation|endpoint|route|call|action)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"^(?:the\s+)?(?:link|relationship|relation|connection|association|join(?: table)?|pair|pairing|assignment)s?\s+"
    r"(?:table\s+)?(?:between|of|from)\s+(?:each\s+|every\s+|an?\s+|the\s+)?(?P<one>.+?)\s+(?:and|to|"
    r"with)\s+(?P<other>.+)$|"
    r"^(?:each|every|a|an)\s+(?P<other2>[\w -]+?)\s+(?:in|of|on|within)\s+(?:an?|the|each|its)\s+(?P<one2>[\w -]+)$|"
    r"^(?:the\s+)?(?P<one3>[\w-]+?)(?:'s)?[\s/.-]+(?P<other3>[\w-]+)\s+(?:links?|relationships?|relation|association|"
    r"join table|"
    r"pairs?|entries|lines?)$|^(?P<one4>\w+)\s+(?P<other4>lines?|items?|positions?)$",
    re.IGNORECASE,
)


def operation_of(said: str, scene: Scene) -> str | None:
    """The operation that words mean: `the endpoint close_event`, `close event`."""
    text = _NOUN.sub("", _NOUN.sub("", bare(said)))
    return next((item.name for item in scene.blueprint.operations if words(item.name) == words(text)), None)


def link_of(said: str, scene: Scene) -> str | None:
    """The link of many to many that words mean: `the link between an order and its products`, `Order.products`."""
    links = [item for item in scene.blueprint.relationships if item.cardinality is Cardinality.MANY_TO_MANY]
    match = _BETWEEN.match(said.strip())
    if match is None:
        named = find(said, scene, {PartKind.RELATIONSHIP}) if "." in said else ()
        return next((f"{item.source}.{item.name}" for item in links for part in named
                     if part.name == f"{item.source}.{item.name}"), None)  # fmt: skip
    groups = {name.rstrip("234"): text for name, text in match.groupdict().items() if text}
    one = entity_of(groups["one"], scene)
    other = entity_of(re.sub(r"^(?:its|their|the)\s+", "", groups["other"]), scene)
    if groups["other"].lower().rstrip("s") in {"line", "item", "position"} and other is None:
        found = [item for item in links if item.source == one]
    else:
        found = [item for item in links if {item.source, item.target} == {one, other}]
    return f"{found[0].source}.{found[0].name}" if len(found) == 1 else None
