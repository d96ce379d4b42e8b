"""Reads what a new entity is where a sentence says so: `We want reviews. A review has stars and is about a product`."""

import re
from difflib import get_close_matches
from typing import Any

from agent.chat.turns.items import stated
from agent.chat.turns.planning import planned
from agent.chat.turns.relationships import read_relationships
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from agent.planner.naming import entity_name
from agent.planner.notes import Notes
from tools.blueprint.edit.apply import apply
from tools.blueprint.edit.model import Edit, PartKind
from tools.blueprint.names import plural_snake

_HAS = re.compile(
    r"^(?P<noun>(?:(?:an?|each|every|one|the)\s+)?[A-Za-z][\w-]{1,40}|it|they)\s+(?:has|have|has got|have got|"
    r"consists? of)\s+"
    r"(?P<items>(?!also\b).+)$",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\b(?:also|too|as well|another|additionally)\b", re.IGNORECASE)
_DETAILED = re.compile(r"[,(]|\band\b", re.IGNORECASE)
"""What is said of a thing to keep, and not of somebody: `a label, unique`, and not `a question`."""
_ABOUT = re.compile(
    r"(?:\s*[,;]\s*|\s+)(?:and\s+)?(?:it\s+)?(?:is|belongs)\s+(?P<firm>always\s+)?(?:about|for|of|from|at|in|on|part "
    r"of|to)\s+"
    r"(?P<target>(?:exactly\s+)?(?:an?|one|the)\s+[\w-]+)$",
    re.IGNORECASE,
)


def defined(said: str, scene: Scene) -> tuple[str, str, str] | None:
    """The entity that a sentence describes, its values, and what it is about: only of one that came with this turn, or
    that is written as a name: `A Review has stars`."""
    match = _HAS.match(said)
    if match is None or _ALSO.search(said):
        return None
    article, _, noun = match["noun"].rpartition(" ")
    about = _ABOUT.search(match["items"])
    items = match["items"][: about.start()] if about is not None else match["items"]
    hangs = _hangs(about)
    pronoun = noun.lower() in {"it", "they"}
    name = scene.last_entity if pronoun else entity_name(noun, Notes())
    if name is None:
        return None
    if name in scene.entities:
        return (name, items, hangs) if name not in scene.there and _usual(name, scene) else None
    near = get_close_matches(name.lower(), [entity.lower() for entity in scene.entities], n=1, cutoff=0.8)
    detailed = bool(hangs) or _DETAILED.search(items) is not None
    return (name, items, hangs) if article and noun[0].isupper() and detailed and not near else None


_REST = re.compile(r"^(?P<items>an?\s+[\w ]{1,40}?)(?=,?\s+and\s+(?:is|belongs)\b)(?P<about>.+)$", re.IGNORECASE)


def continued(said: str, scene: Scene) -> tuple[str, str, str] | None:
    """The same of what stands behind a comma: `A Review has stars, and a comment, and is about one product`."""
    match, name = _REST.match(said), scene.last_entity
    about = _ABOUT.fullmatch(match["about"]) if match is not None else None
    if match is None or about is None or name is None or name in scene.there:
        return None
    return name, match["items"], _hangs(about)


def _hangs(about: re.Match[str] | None) -> str:
    if about is None:
        return ""
    return f"{'must belong' if about['firm'] else 'belongs'} to {about['target']}"


def _usual(name: str, scene: Scene) -> bool:
    """Whether an entity has what such a thing usually has, and no values that were named."""
    draft = planned(f"Add {plural_snake(name).replace('_', ' ')}", scene)
    usual = {item.name for entity in draft.blueprint.entities if entity.name == name for item in entity.attributes}
    there = next(entity.attributes for entity in scene.blueprint.entities if entity.name == name)
    return {item.name for item in there} <= usual


def restate(name: str, items: str, scene: Scene) -> bool:
    """Gives an entity of this turn the values that are named instead of the usual ones; whether they could be read."""
    said = stated(name, f"{name} with {items}", scene)
    at = next((at for at, edit in enumerate(scene.edits) if (edit.part, edit.name) == (PartKind.ENTITY, name)), None)
    value: Any = scene.edits[at].value if at is not None else None
    if said is None or at is None or not isinstance(value, dict):
        return False
    kept = {item["name"] for item in said}
    gone = [item["name"] for item in value["attributes"] if item["name"] not in kept]
    scene.blueprint = apply(
        scene.blueprint,
        [
            Edit(op="set", part=PartKind.ENTITY, name=name, value={"attributes": said}),
            *(Edit(op="remove", part=PartKind.ATTRIBUTE, name=f"{name}.{member}") for member in gone),
        ],
    )
    scene.edits[at] = scene.edits[at].model_copy(update={"value": value | {"attributes": said}})
    scene.name(Address(part=PartKind.ENTITY, name=name))
    return True


def hang(name: str, hangs: str, scene: Scene) -> None:
    """What else the sentence says: what the entity is about."""
    if hangs and not read_relationships(f"{name} {hangs}", scene):
        scene.notes.leave(f"{name} {hangs}")
