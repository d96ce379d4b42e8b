"""Reads attributes that entities get: `add a subtitle to books`, `books also have an isbn (unique)`."""

import re
from collections.abc import Sequence
from typing import Any

from agent.chat.turns.changes import change
from agent.chat.turns.definitions import continued, hang
from agent.chat.turns.entities import thing
from agent.chat.turns.items import read_items
from agent.chat.turns.kinds import plainly
from agent.chat.turns.operations import link_of
from agent.chat.turns.planning import typed
from agent.chat.turns.references import entity_of, need_entity
from agent.chat.turns.same import described
from agent.chat.turns.scene import Scene
from agent.chat.turns.taking import main_entity
from agent.chat.turns.turn import Address
from agent.planner.build import attribute_of
from agent.planner.sketch import AttributeSketch
from agent.planner.text.attributes import Item
from tools.blueprint.edit.model import PartKind
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.managed import managed_names
from tools.errors import BadInput

_TO = re.compile(
    r"^(?:add|create|introduce|include|put|insert|attach|append|we need|we want|i need|store|keep|record|"
    r"have|track)\s+(?P<items>.+?)\s+"
    r"(?:to|on|for|in|into|of|with)\s+(?P<entity>[^,;()]+?)(?P<rest>\s*[,(:;].*|\s+(?:with|which|that|as)\s+.*)?$",
    re.I,
)
_GIVE = re.compile(
    r"^(?:give|extend|let)\s+(?P<entity>.+?)\s+(?:with\s+|have\s+)?(?P<items>(?:an?|the|some|also|also an?)\s+"
    r".+|[^\s].+)$",
    re.I,
)
_HAVE = re.compile(
    r"^(?P<entity>.+?)\s+(?:(?:also|should|must|shall|will|can|could|may|might|to|additionally|further|now|do)\s+)*"
    r"(?:have|has|get|gets|need|needs|store|stores|keep|keeps|contain|contains|hold|holds|record|records|carry|carries|"
    r"include|includes|track|tracks)\s+(?:also\s+)?(?P<items>.+)$",
    re.I,
)
_JOINT = re.compile(r"\s+(?:to|on|for|in|into|of)\s+", re.I)
_LINK = re.compile(
    r"^(?:on|for|in|to)\s+(?P<entity>(?:the\s+)?(?:link|relationship|relation|connection|association|"
    r"join table)\s+.+?\s+(?:and|to)\s+.+?|"
    r"each\s+\w+\s+(?:in|of|on)\s+an?\s+\w+),?\s+(?:please\s+)?(?:add|put|store|keep|record|we need|"
    r"there should be)\s+(?P<items>.+)$",
    re.I,
)
_COLON = re.compile(r"^(?P<entity>[A-Za-z][\w ]{0,40}):\s*(?P<items>.+)$")
_ADD = re.compile(r"^(?:add|create|introduce|include|we need|we want|i need)\s+(?P<items>.+)$", re.I)


def read_additions(said: str, scene: Scene) -> bool:
    """Whether the clause gives an entity attributes that it does not have."""
    rest = continued(said, scene)
    if rest is not None and _add(rest[0], rest[1], scene):
        hang(rest[0], rest[2], scene)
        return True
    said = plainly(described(said, scene))
    for form in (_LINK, _COLON, _TO, _HAVE, _GIVE):
        match = form.match(said)
        if match is None:
            continue
        for entity, items in _readings(match, scene):
            if _add(entity, items, scene):
                return True
    match = _ADD.match(said)
    if match is None or thing(match["items"], scene):
        return False
    found = read_items(match["items"])
    return found is not None and _add_all(_whose(match["items"], scene), found, scene)


def _readings(match: re.Match[str], scene: Scene) -> list[tuple[str, str]]:
    """The entity and the words for its attributes; of `give order lines a note` the longest entity."""
    rest = match.groupdict().get("rest") or ""
    whole = f"{match['items']}{rest}"
    entity = entity_of(match["entity"], scene) or link_of(match["entity"], scene) or _pronoun(match["entity"], scene)
    if entity is not None:
        return [(entity, whole)]
    if match.re is not _GIVE:
        if match.re is _TO and not thing(match["items"], scene):
            later = _later(match, scene)
            if later is not None:
                return [later]
            read_items(match["items"]) and need_entity(match["entity"], scene)
        return []
    pieces = match.string.split()[1:]
    found = []
    for cut in range(min(4, len(pieces) - 1), 0, -1):
        entity = entity_of(" ".join(pieces[:cut]), scene) or _pronoun(" ".join(pieces[:cut]), scene)
        if entity is not None:
            found.append((entity, re.sub(r"^(?:with|have)\s+", "", " ".join(pieces[cut:]), flags=re.I)))
    return found[:1]


def _later(match: re.Match[str], scene: Scene) -> tuple[str, str] | None:
    """Of `the date of birth of authors` the entity behind a later `of`."""
    for joint in _JOINT.finditer(match["entity"]):
        entity = entity_of(match["entity"][joint.end() :], scene)
        if entity is not None:
            between = match.string[match.start("items") : match.start("entity") + joint.start()]
            return entity, f"{between}{match['rest'] or ''}"
    return None


def _pronoun(said: str, scene: Scene) -> str | None:
    return (
        scene.last_entity if said.strip().lower() in {"it", "they", "them", "this", "these", "those", "that"} else None
    )


def _add(entity: str, said: str, scene: Scene) -> bool:
    if thing(said, scene, below=entity):
        return False
    items = read_items(said)
    return items is not None and _add_all(entity, items, scene)


def _add_all(entity: str, items: Sequence[Item], scene: Scene) -> bool:
    added: list[Address] = []
    for item, facets in typed(entity.partition(".")[0], items, scene):
        name = f"{entity}.{facets['name']}"
        if scene.relationship(name) is not None:
            raise BadInput(f"{name} is a relationship already.", hint="Choose another name.", code="name-taken")
        if scene.attribute(name) is not None:
            said = {key: value for key, value in item.facets.items() if value is not None}
            if item.optional:
                said["optional"] = True
            if said:
                change(name, said, scene)
            else:
                scene.notes.assume(f"{entity} has {facets['name']} already.")
        else:
            _new(name, item, facets, scene)
        added.append(Address(part=PartKind.ATTRIBUTE, name=name))
    scene.name(*added)
    return True


def _new(name: str, item: Item, facets: dict[str, Any], scene: Scene) -> None:
    owner, _, member = name.rpartition(".")
    entity = owner.partition(".")[0]
    if owner == entity and member in {"id", *managed_names(BlueprintIndex(scene.blueprint), entity)}:
        raise BadInput(
            f"{entity}.{member} is there already: the backend sets it.", hint="Choose another name.", code="name-taken"
        )
    required = bool(facets.pop("required", False)) and not item.optional
    if facets["type"] == "bool" and not required and not item.optional:
        facets.setdefault("default", False)
    if not item.typed and not item.facets and facets["type"] == "string" and facets.get("max_length") == 255:
        scene.notes.assume(f"{name} is text: neither your words nor its name say otherwise.")
    facets.pop("name", None)
    facets.pop("optional", None)
    made = attribute_of(AttributeSketch(member, facets, typed=True, optional=item.optional), entity, scene.notes)
    if required and made.default is None:
        made = made.model_copy(update={"required": True})
    value = made.model_dump(mode="json", exclude_defaults=True, exclude={"name"})
    if item.optional:
        value["required"] = False
    scene.set(PartKind.ATTRIBUTE, name, {"type": made.type.value, **value})


def _whose(said: str, scene: Scene) -> str:
    """The entity that an attribute is added to where none is named."""
    if scene.last_entity is not None:
        return scene.last_entity
    entity = main_entity(scene)
    if entity is None:
        raise BadInput("There is no entity yet that could have it.", hint="Add one first: `add books with a title`.")
    if len(scene.entities) > 1:
        return scene.ask("which-entity", f"Which entity gets {said[:80]}?", entity, scene.entities)
    return entity
