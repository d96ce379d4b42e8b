"""Reads how entities hang together: `a book belongs to a publisher`, `a book has many authors`."""

import re

from pydantic import JsonValue

from agent.chat.turns.references import MEMBERS, bare, entity_of, find, unknown
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from agent.planner.archetypes import archetype
from agent.planner.naming import attribute_name
from agent.planner.notes import Notes
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Cardinality, OnDelete, Relationship
from tools.blueprint.names import numbered, plural_snake, snake
from tools.errors import BadInput

_MUST = r"(?:must|has to|have to|needs? to|always)"
_BELONGS = re.compile(
    rf"^(?P<source>.+?)\s+(?P<must>{_MUST}\s+)?(?:(?:should|can|may|also|now|each|all|will)\s+)*"
    r"(?:belongs? to|refers? to|references?|points? to|is (?:only |always )?(?:for|of|about|part of|assigned to|"
    r"linked to)|"
    r"are (?:for|of|about|part of|assigned to|linked to)|be (?:for|about|part of|assigned to|linked to))\s+"
    r"(?P<one>(?:exactly\s+|just\s+|only\s+)?(?:an?|one of the|one of|one|the|its|their)\s+)?(?P<many>(?:many|several|"
    r"multiple)\s+)?(?P<target>.+)$",
    re.I,
)
_HAS = re.compile(
    rf"^(?P<source>.+?)\s+(?P<must>{_MUST}\s+)?(?:(?:should|can|may|also|now|each|all|will|could)\s+)*"
    r"(?:has|have|get|gets|need|needs)\s+(?:optionally\s+)?"
    r"(?P<count>(?:exactly |just |only |at most )?(?:an?|one)\b|many\b|several\b|multiple\b|more than one\b|"
    r"any number of\b|"
    r"zero or more\b|one or more\b|some\b)?\s*(?P<target>[^,;()]+)$",
    re.I,
)
_NAMED = re.compile(
    rf"^(?P<source>.+?)\s+(?P<must>{_MUST}\s+)?(?:(?:should|can|may|also|now|each|all|will|could|might)\s+)*(?:have|"
    rf"has|get|gets|need|needs)\s+"
    r"(?:an?|one|its|their)\s+(?P<name>[a-z][\w -]{1,40}?)\s*,?\s+(?:(?:which|that|who|and that|and this)\s+(?:is|"
    r"are|must be|should be|has to be|will be|"
    r"refers to|points to|references)|being|referring to|pointing to|of type)\s+(?:also\s+|always\s+|"
    r"itself\s+)?(?:an?|one of the|another|one of our|one)\s*"
    r"(?P<target>[\w-]+(?:\s[\w-]+){0,2}?)(?:\s+(?:as well|too|itself|again))?$|"
    r"^(?:add|give)\s+(?:an?\s+)?(?:(?:reference|link|relationship|relation|foreign key)\s+(?:called\s+|"
    r"named\s+)?)?(?P<name2>[a-z][\w-]{1,40}?)\s+"
    r"(?:reference\s+)?(?:to|on)\s+(?P<source2>[\w -]+?)\s*,?\s+(?:which|that|who|and it)\s+(?:is|must be|should be|"
    r"refers to|points to|references|links to)\s+"
    r"(?:an?|one of the|another)\s+(?P<target2>[\w-]+(?:\s[\w-]+){0,2}?)(?:\s+(?:as well|too))?$|"
    r"^(?:add|give)\s+(?:an?\s+)?(?:optional\s+)?(?:reference|link|relationship|relation|foreign key)\s+(?:called\s+|"
    r"named\s+)?(?P<name3>[a-z]\w{1,40})\s+"
    r"from\s+(?P<source3>[\w -]+?)\s+to\s+(?:an?\s+|the\s+)?(?P<target3>[\w -]+)$|"
    r"^(?:add|give)\s+(?:an?\s+)?(?:optional\s+)?(?:reference|link|relationship|relation|"
    r"foreign key)\s+from\s+(?P<source4>[\w -]+?)\s+to\s+"
    r"(?:an?\s+|the\s+)?(?P<target4>[\w -]+?)\s*,?\s+(?:called|named)\s+(?P<name4>[a-z]\w{1,40})$|"
    r"^(?P<source5>.+?)\s+(?:have|has|get|gets|needs?)\s+(?:an?|one|another)\s+(?:second\s+|other\s+|further\s+)?"
    r"(?P<target5>[\w-]+)\s*,?\s+(?:called|named)\s+(?:the\s+)?(?P<name5>[a-z]\w{1,40})$|"
    r"^(?P<source6>.+?)\s+(?:have|has|get|gets|needs?)\s+(?:an?|another)\s+(?:relationship|reference|link)\s+"
    r"(?:called\s+|named\s+)?(?P<name6>[a-z]\w{1,40})\s+to\s+(?:an?\s+|the\s+)?(?P<target6>[\w-]+)$",
    re.I,
)
"""A reference that has a name of its own: `a station may have a parent, which is a station as well`."""
_TAIL = re.compile(
    r"[\s,(]*\b(?:as\s+|in\s+)?(?:an?\s+)?(?P<kind>many[- ]to[- ]many|n[- ]?(?::|to)[- ]?[nm]|m[- ]?(?::|to)[- ]?n|"
    r"many[- ]to[- ]one|one[- ]to[- ]many)"
    r"(?:\s+(?:relationship|relation|link))?\)?$",
    re.I,
)
_WHO = re.compile(r"\s+(?:who|that|which|whom)\s+(?:have|has|had|can|may|are|is|were|they|it|we)\b[^,]*", re.I)
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
_MANY_TO_MANY = re.compile(r"^(?:many.to.many|[nm].*[nm])$", re.I)
_PLAINLY = re.compile(r"\b(?:belongs? to|refers? to|references?)\b", re.I)
"""What is only said of two things."""
_SEVERAL = re.compile(r"many|several|multiple|more than one|any number|zero or more|one or more|some", re.I)


def read_relationships(said: str, scene: Scene) -> bool:
    """Whether the clause says how two entities that are there hang together."""
    named = _NAMED.match(said)
    if named is not None and _reference(named, scene):
        return True
    tail = _TAIL.search(said)
    if tail is not None and _LINK.match(said):
        said = _WHO.sub("", said[: tail.start()])
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
        if form is _BOTH or "many" in groups or (tail is not None and _MANY_TO_MANY.search(tail["kind"])):
            _many(source, target, scene)
        elif form in (_LINK, _BELONGS) or not _several(groups):
            _one(source, target, scene, firm=firm)
        else:
            _severally(source, target, scene)
        return True
    return False


def _reference(match: re.Match[str], scene: Scene) -> bool:
    """A reference by the name that is said."""
    said = {name.rstrip("23456"): text for name, text in match.groupdict().items() if text}
    source, target = entity_of(said["source"], scene), _target(said["target"], scene)
    name = attribute_name(said["name"], Notes()) if source and target else ""
    if source is None or target is None:
        return False
    if scene.relationship(f"{source}.{name}") is not None or scene.attribute(f"{source}.{name}") is not None:
        raise BadInput(f"There is a {source}.{name} already.", hint="Choose another name.", code="name-taken")
    loose = re.search(r"\b(?:may|can|might|could|optional)\b", match[0], re.I) is not None
    _new(source, target, name, Cardinality.MANY_TO_ONE, scene, firm="must" in said, loose=loose)
    return True


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
    usual = {snake(target), plural_snake(target)}
    single = next((item for item in there if item.source == source and item.name in usual), None)
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


def _new(
    source: str, target: str, name: str, kind: Cardinality, scene: Scene, *, firm: bool, loose: bool = False
) -> None:
    free = next(item for item in numbered(name) if not find(f"{source}.{item}", scene, MEMBERS))
    value: dict[str, JsonValue] = {"to": target, "cardinality": kind.value}
    many = kind is Cardinality.MANY_TO_MANY
    if firm and source in scene.there:
        scene.notes.assume(f"A {source} that exists already has no {target}: {source}.{free} is optional.")
        firm = False
    if loose:
        value["required"] = False
    if firm:
        value["required"] = True
    elif not many:
        value["on_delete"] = "set_null"
    inverse = (
        plural_snake(source) if name in {snake(target), plural_snake(target)} else f"{name}_{plural_snake(source)}"
    )
    if not find(f"{target}.{inverse}", scene, MEMBERS) and not any(
        item.inverse == inverse and item.target == target for item in scene.blueprint.relationships
    ):
        value["inverse"] = inverse
    scene.set(PartKind.RELATIONSHIP, f"{source}.{free}", value)
    scene.name(Address(part=PartKind.RELATIONSHIP, name=f"{source}.{free}"))
