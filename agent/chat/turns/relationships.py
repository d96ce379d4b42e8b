"""Reads how entities hang together: `a book belongs to a publisher`, `a book has many authors`."""

import re

from pydantic import JsonValue

from agent.chat.turns.references import MEMBERS, bare, entity_of, find, unknown
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from agent.planner.archetypes import archetype
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Cardinality, OnDelete, Relationship
from tools.blueprint.names import numbered, plural_snake, snake

_MUST = r"(?:must|has to|have to|needs? to|always)"
_BELONGS = re.compile(
    rf"^(?P<source>.+?)\s+(?P<must>{_MUST}\s+)?(?:(?:should|can|may|also|now|each|all|will)\s+)*"
    r"(?:belongs? to|refers? to|references?|points? to|is (?:for|of|about|part of|assigned to|linked to)|"
    r"are (?:for|of|about|part of|assigned to|linked to)|be (?:for|about|part of|assigned to|linked to))\s+"
    r"(?P<one>(?:exactly\s+|just\s+|only\s+)?(?:an?|one of the|one of|one|the|its|their)\s+)?(?P<many>(?:many|several|"
    r"multiple)\s+)?(?P<target>.+)$",
    re.I,
)
_HAS = re.compile(
    rf"^(?P<source>.+?)\s+(?P<must>{_MUST}\s+)?(?:(?:should|can|may|also|now|each|all|will|could)\s+)*"
    r"(?:has|have|get|gets|need|needs)\s+"
    r"(?P<count>(?:exactly |just |only |at most )?(?:an?|one)\b|many\b|several\b|multiple\b|more than one\b|"
    r"any number of\b|"
    r"zero or more\b|one or more\b|some\b)?\s*(?P<target>[^,;()]+)$",
    re.I,
)
_LINK = re.compile(
    r"^(?:link|connect|relate|associate|join)\s+(?P<source>.+?)\s+(?:to|with|and)\s+(?P<target>.+)$|"
    r"^add\s+(?:an?\s+)?(?:relationship|relation|link|reference|foreign key)\s+(?:between|from)\s+(?P<source2>.+?)\s+"
    r"(?:and|to)\s+(?P<target2>.+)$",
    re.I,
)
_ADD = re.compile(r"^(?:add|give)\s+(?P<count>an?\s+|many\s+|several\s+)?(?P<target>.+?)\s+to\s+(?P<source>.+)$", re.I)
_BOTH = re.compile(
    r"^(?P<source>.+?)\s+(?:and|to|with)\s+(?P<target>.+?)\s+(?:are|is|should be|have|be)?\s*(?:an?\s+"
    r")?many[- ]to[- ]many(?: relationship)?$"
    r"|^(?:make\s+)?(?P<source2>.+?)\s+(?:and|to)\s+(?P<target2>.+?)\s+many[- ]to[- ]many$",
    re.I,
)
_PLAINLY = re.compile(r"\b(?:belongs? to|refers? to|references?)\b", re.I)
"""What is only said of two things."""
_SEVERAL = re.compile(r"many|several|multiple|more than one|any number|zero or more|one or more|some", re.I)


def read_relationships(said: str, scene: Scene) -> bool:
    """Whether the clause says how two entities that are there hang together."""
    for form in (_BOTH, _LINK, _BELONGS, _HAS, _ADD):
        match = form.match(said)
        if match is None:
            continue
        groups = {name.rstrip("2"): text for name, text in match.groupdict().items() if text}
        source, target = entity_of(groups["source"], scene), _target(groups["target"], scene)
        if source is None and groups["source"].lower() in {"it", "they", "them", "this", "these"}:
            source = scene.last_entity
        if source is not None and target is None and _PLAINLY.search(said):
            raise unknown(groups["target"], scene, {PartKind.ENTITY})
        if source is None or target is None:
            continue
        firm = "must" in groups or "exactly" in f"{groups.get('one', '')}{groups.get('count', '')}".lower()
        if form is _BOTH or "many" in groups:
            _many(source, target, scene)
        elif form in (_LINK, _BELONGS) or not _several(groups):
            _one(source, target, scene, firm=firm)
        else:
            _severally(source, target, scene)
        return True
    return False


def _target(said: str, scene: Scene) -> str | None:
    """An entity named as such: `authors`, and no value of one."""
    return entity_of(re.sub(r"\s+(?:each|at a time|too)$", "", bare(said), flags=re.I), scene)


def _several(groups: dict[str, str]) -> bool:
    count = groups.get("count", "").strip()
    if count:
        return bool(_SEVERAL.match(count))
    return plural_snake(snake(bare(groups["target"]).replace(" ", "_"))) == snake(
        bare(groups["target"]).replace(" ", "_")
    )


def _between(source: str, target: str, scene: Scene) -> list[Relationship]:
    return [item for item in scene.blueprint.relationships if {item.source, item.target} == {source, target}]


def _one(source: str, target: str, scene: Scene, *, firm: bool) -> None:
    """Each row of the source refers to one of the target."""
    there = next((item for item in _between(source, target, scene) if item.source == source), None)
    if there is not None and there.cardinality in {Cardinality.MANY_TO_ONE, Cardinality.ONE_TO_ONE}:
        name = f"{source}.{there.name}"
        if firm and not there.required and source in scene.there and scene.new(name):
            scene.notes.assume(f"A {source} that exists already has no {target}: {name} is optional.")
        elif firm and not there.required:
            scene.set(PartKind.RELATIONSHIP, name, {"required": True, **firmly(name, scene)})
        elif not scene.new(name):
            scene.notes.assume(f"Each {source} belongs to one {target} already.")
    elif there is not None:
        name = f"{source}.{there.name}"
        value: dict[str, JsonValue] = {
            "cardinality": "many_to_one",
            "required": firm and source not in scene.there,
        }
        if not firm:
            value["on_delete"] = "set_null"
        scene.set(PartKind.RELATIONSHIP, name, value)
        _called(name, snake(target), scene)
        return
    else:
        _new(source, target, snake(target), Cardinality.MANY_TO_ONE, scene, firm=firm)
        return
    scene.name(Address(part=PartKind.RELATIONSHIP, name=f"{source}.{there.name}"))


def firmly(name: str, scene: Scene) -> dict[str, JsonValue]:
    """What a reference that is required has beside that: it cannot become null."""
    there = scene.relationship(name)
    return {"on_delete": "restrict"} if there is not None and there.on_delete is OnDelete.SET_NULL else {}


def _many(source: str, target: str, scene: Scene) -> None:
    """Many rows of each side hang together."""
    there = _between(source, target, scene)
    if any(item.cardinality is Cardinality.MANY_TO_MANY for item in there):
        scene.notes.assume(f"{source} and {target} are linked many to many already.")
        scene.name(Address(part=PartKind.ENTITY, name=source))
        return
    single = next((item for item in there if item.source == source), None)
    if single is None:
        _new(source, target, plural_snake(target), Cardinality.MANY_TO_MANY, scene, firm=False)
        return
    name = f"{source}.{single.name}"
    scene.set(
        PartKind.RELATIONSHIP,
        name,
        {"cardinality": "many_to_many", "required": False, "on_delete": "restrict", "immutable": False},
    )
    scene.notes.assume(f"{name} was one {target}, and is many.")
    _called(name, plural_snake(single.name), scene)


def _called(name: str, to: str, scene: Scene) -> None:
    """A reference that becomes a list, or the other way about, is called in its number."""
    source, _, member = name.partition(".")
    if member != to and find(f"{source}.{to}", scene) == ():
        scene.rename(PartKind.RELATIONSHIP, name, to)
        name = f"{source}.{to}"
    scene.name(Address(part=PartKind.RELATIONSHIP, name=name))


def _severally(source: str, target: str, scene: Scene) -> None:
    """`a book has many chapters`: each chapter is of one book, unless the target is what many share."""
    there = _between(source, target, scene)
    if any(item.source == target or item.cardinality is Cardinality.MANY_TO_MANY for item in there):
        scene.notes.assume(f"{source} has many {plural_snake(target)} already.")
        scene.name(Address(part=PartKind.ENTITY, name=source))
        return
    kind = archetype(target)
    shared = bool(there) or (kind is not None and kind.many)
    if not there:
        yes, no = "yes", "no"
        one, many = snake(target).replace("_", " "), plural_snake(source).replace("_", " ")
        answer = scene.ask(
            f"shared-{snake(target).replace('_', '-')}",
            f"May one {one} have several {many}?",
            yes if shared else no,
            (yes, no),
        )
        shared = answer == yes
    if shared:
        _many(source, target, scene)
    else:
        _new(target, source, snake(source), Cardinality.MANY_TO_ONE, scene, firm=False)


def _new(source: str, target: str, name: str, kind: Cardinality, scene: Scene, *, firm: bool) -> None:
    free = next(item for item in numbered(name) if not find(f"{source}.{item}", scene, MEMBERS))
    value: dict[str, JsonValue] = {"to": target, "cardinality": kind.value}
    many = kind is Cardinality.MANY_TO_MANY
    if firm and source in scene.there:
        scene.notes.assume(f"A {source} that exists already has no {target}: {source}.{free} is optional.")
        firm = False
    if firm:
        value["required"] = True
    elif not many:
        value["on_delete"] = "set_null"
    inverse = plural_snake(source)
    if not find(f"{target}.{inverse}", scene, MEMBERS) and not any(
        item.inverse == inverse and item.target == target for item in scene.blueprint.relationships
    ):
        value["inverse"] = inverse
    scene.set(PartKind.RELATIONSHIP, f"{source}.{free}", value)
    scene.name(Address(part=PartKind.RELATIONSHIP, name=f"{source}.{free}"))
