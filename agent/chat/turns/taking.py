"""Takes what is new of a draft: an entity, what it refers to, its operations, and who may use them."""

import re
from collections import Counter
from typing import Any

from agent.chat.turns.items import stated
from agent.chat.turns.references import entity_of
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Blueprint, Cardinality, Entity, KeyKind, OnDelete, Relationship
from tools.blueprint.names import plural_snake, snake, words

_FLAGS = ("optimistic_lock", "timestamps", "audit")
_BELOW = re.compile(
    r"\b(?:on|to|for|of|about|under|in)\s+(?P<owner>[^,;()]+?)(?=\s+(?:with|that|which|having)\b|[,;(]|$)", re.I
)
_EXACTLY = re.compile(r"\b(?:entity|table|model)\b", re.I)
"""Who speaks so says what there is to be, and no more."""
HANGING = frozenset(
    {"review", "comment", "rating", "note", "attachment", "image", "photo", "picture", "like", "reaction", "remark",
     "vote", "feedback", "reply", "answer", "report", "bookmark"}
)  # fmt: skip
"""What is always about something else."""


def main_entity(scene: Scene) -> str | None:
    """The entity most referred to that is not the account."""
    counted: Counter[str] = Counter()
    for link in scene.blueprint.relationships:
        counted.update({link.source, link.target})
    others = [name for name in scene.entities if name != scene.account] or list(scene.entities)
    return max(others, key=lambda name: (counted[name], -others.index(name)), default=None)


def take(entity: Entity, draft: Blueprint, what: str, scene: Scene) -> None:
    """Adds an entity of a draft; `what` are the words that asked for it."""
    name = entity.name
    links = [link for link in draft.relationships if _fits(link, name, scene)]
    said = stated(name, what, scene)
    if said is not None and _EXACTLY.search(what):
        links = [link for link in links if _mentioned(link, name, what, scene)]
    links = _named(name, _hung(name, links, what, scene), scene)
    members = {link.name for link in links if link.source == name}
    value: dict[str, Any] = entity.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"name"})
    types = {item.name: item.type.value for item in entity.attributes}
    value["attributes"] = [{"type": types[item["name"]], **item} for item in value.get("attributes", [])]
    for flag in _FLAGS:
        value.pop(flag, None)
    value |= _like_neighbours(scene)
    value["attributes"] = [item for item in value["attributes"] if item["name"] not in members]
    if said is not None:
        value["attributes"] = _as_said(value["attributes"], said, members)
    owned = value.pop("owner", None) is not None
    value.pop("tenant", None)
    owner = next((link.name for link in links if link.source == name and link.target == scene.account), None)
    if owned and owner is not None:
        value["owner"] = owner
    scene.set(PartKind.ENTITY, name, value)
    for link in (_loose(link, scene) for link in links):
        told = link.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"name", "source"})
        told.pop("from", None)
        told = {"to": link.target, "cardinality": link.cardinality.value, **told}
        scene.set(PartKind.RELATIONSHIP, f"{link.source}.{link.name}", told)
    actions = next((item.actions for item in draft.resources if item.entity == name), None)
    if actions is not None:
        scene.set(PartKind.RESOURCE, name, {"actions": [action.value for action in actions]})
    _permit(name, draft, "owner" in value, scene)
    if not value["attributes"]:
        scene.notes.assume(f"{name} has no values of its own.")
    else:
        scene.notes.assume(f"{name} has {', '.join(item['name'] for item in value['attributes'])}.")
    scene.name(Address(part=PartKind.ENTITY, name=name))


def _mentioned(link: Relationship, name: str, what: str, scene: Scene) -> bool:
    """Whether the words name the other end of a link."""
    other = link.target if link.source == name else link.source
    return any(entity_of(part, scene) == other for part in re.findall(r"[\w-]+", what))


def _as_said(drawn: list[dict[str, Any]], said: list[dict[str, Any]], members: set[str]) -> list[dict[str, Any]]:
    """The values that the words name, and no others: what the draft knows of one, with what is said of it."""
    known = {item["name"]: item for item in drawn}
    return [{**known.get(item["name"], {}), **item} for item in said if item["name"] not in members]


def _loose(link: Relationship, scene: Scene) -> Relationship:
    """Rows that exist refer to nothing new yet."""
    if not link.required or link.source not in scene.there:
        return link
    scene.notes.assume(f"{link.source}.{link.name} is optional: a {link.source} that exists already has none.")
    return link.model_copy(update={"required": False, "on_delete": OnDelete.SET_NULL})


def _fits(link: Relationship, name: str, scene: Scene) -> bool:
    return name in {link.source, link.target} and {link.source, link.target} - {name} <= set(scene.entities)


def _hung(name: str, links: list[Relationship], what: str, scene: Scene) -> list[Relationship]:
    """With what it is about: what the words name, else what it usually hangs on, else the main entity."""
    below = _BELOW.search(what)
    said = entity_of(below["owner"], scene) if below else None
    people = [link for link in links if scene.account in {link.source, link.target}]
    about = [link for link in links if link not in people]
    hanging = words(name)[-1] in HANGING
    if said is not None and said != scene.account:
        kept = [link for link in about if said in {link.source, link.target}] or [_reference(name, said)]
        return [*people, *(_firm(link) if hanging and link.source == name else link for link in kept)]
    named = {found for part in re.findall(r"[\w-]+", what) if (found := entity_of(part, scene)) is not None}
    main = main_entity(scene)
    if not about and hanging and not _EXACTLY.search(what) and main is not None and main != scene.account:
        about = [_reference(name, main)]
    own = [link for link in about if link.source == name]
    others = [item for item in scene.entities if item != scene.account]
    if _EXACTLY.search(what):
        return [*people, *about]
    if own and len(others) > 1 and not named and hanging:
        verb = {"review": "reviewed", "comment": "commented on", "rating": "rated"}.get(words(name)[-1], "meant")
        chosen = scene.ask(f"about-{snake(name).replace('_', '-')}", f"What is {verb}?", own[0].target, others)
        about = [link for link in own if link.target == chosen] or [_reference(name, chosen)]
    return [*people, *about]


def _firm(link: Relationship) -> Relationship:
    """What hangs on something is never without it."""
    return link.model_copy(update={"required": True, "on_delete": OnDelete.RESTRICT})


def _named(name: str, links: list[Relationship], scene: Scene) -> list[Relationship]:
    """A reference to one thing is not called as another one that is there: the account's is no `author` beside
    authors."""
    things = {snake(item) for item in scene.entities}
    taken: set[str] = set()
    found = []
    for link in links:
        usual = snake(link.target)
        odd = link.name != usual and (link.name in things or link.name.endswith(f"_{usual}"))
        if link.source == name and odd and link.cardinality is not Cardinality.MANY_TO_MANY and usual not in taken:
            link = link.model_copy(update={"name": usual})
        taken.add(link.name)
        found.append(link)
    return found


def _reference(name: str, target: str) -> Relationship:
    return Relationship(
        name=snake(target), source=name, target=target, cardinality=Cardinality.MANY_TO_ONE, required=True,
        inverse=plural_snake(name),
    )  # fmt: skip


def _like_neighbours(scene: Scene) -> dict[str, Any]:
    """What most entities beside it have: the kind of key, timestamps, versions."""
    there = scene.blueprint.entities
    value: dict[str, Any] = {}
    for flag in _FLAGS:
        share = sum(getattr(item, flag) for item in there) * 2 >= len(there)
        if share is not Entity.model_fields[flag].default:
            value[flag] = share
    if there and sum(item.key.kind is KeyKind.SERIAL for item in there) * 2 > len(there):
        value["key"] = {"kind": "serial"}
    return value


def _permit(name: str, draft: Blueprint, owned: bool, scene: Scene) -> None:
    """Who may, as the planner permits, in the roles that are there."""
    if scene.account is None:
        return
    first = next((role.name for role in scene.blueprint.roles if role.first), None)
    theirs = {role.name: first for role in draft.roles if role.first}
    known_words = {"public", "authenticated", *(role.name for role in scene.blueprint.roles)} | (
        {"owner"} if owned else set()
    )
    for rule in draft.permissions:
        if rule.entity != name:
            continue
        allow = [theirs.get(word) or word for word in rule.allow]
        kept = [word for word in dict.fromkeys(allow) if word in known_words]
        for action in rule.actions if kept else ():
            scene.set(PartKind.PERMISSION, f"{name}.{action.value}", {"allow": list(kept)})
