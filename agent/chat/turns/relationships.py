"""Reads how entities hang together: `a book belongs to a publisher`, `a book has many authors`."""

import re

from agent.chat.turns.corrections import ONE, other_way, refers
from agent.chat.turns.links import link_by_name, link_many, link_one, link_severally
from agent.chat.turns.references import MEMBERS, bare, entity_of, find, unknown
from agent.chat.turns.scene import Scene
from agent.planner.naming import attribute_name
from agent.planner.notes import Notes
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Cardinality
from tools.blueprint.names import plural_snake, snake
from tools.errors import BadInput

_MUST = r"(?:must|has to|have to|needs? to|always)"
_BELONGS = re.compile(
    rf"^(?P<source>.+?)\s+(?P<must>{_MUST}\s+)?(?:(?:should|can|may|also|now|each|all|will)\s+)*"
    r"(?:belongs? to|refers? to|references?|points? to|is (?:only |always )?(?:for|of|about|part of|assigned to|"
    r"linked to)|takes? place (?:in|at|on)|happens? (?:in|at|on)|(?:is|are|be) (?:in|at|on)(?= (?:many|several|"
    r"multiple)\b)|"
    r"are (?:for|of|about|part of|assigned to|linked to)|be (?:for|about|part of|assigned to|linked to))\s+"
    r"(?P<one>(?:exactly\s+|just\s+|only\s+)?(?:an?|one of the|one of|one|the|its|their)\s+)?(?P<many>(?:many|several|"
    r"multiple)\s+)?(?P<target>.+)$",
    re.I,
)
_HAS = re.compile(
    rf"^(?P<source>.+?)\s+(?P<must>{_MUST}\s+)?(?:(?:should|can|may|also|now|each|all|will|could)\s+)*"
    r"(?:has|have|get|gets|need|needs|(?:contains?|includes?|holds?)(?=\s+(?:many|several|multiple)\b))\s+"
    r"(?:optionally\s+)?"
    r"(?P<count>(?:exactly |just |only |at most )?(?:an?|one)\b|many\b|several\b|multiple\b|more than one\b|"
    r"any number of\b|"
    r"zero or more\b|one or more\b|some\b)?\s*(?P<target>[^,;()]+)$",
    re.I,
)
_NAMED = re.compile(
    rf"^(?:let\s+)?(?P<source>.+?)\s+(?P<must>{_MUST}\s+)?(?:(?:should|can|may|also|now|each|all|will|could|"
    rf"might)\s+)*(?:have|"
    rf"has|get|gets|need|needs)\s+"
    r"(?:an?|one|its|their)\s+(?P<name>[a-z][\w -]{1,40}?)\s*,?\s+(?:(?:which|that|who|and that|and this)\s+(?:is|"
    r"are|must be|should be|has to be|will be|"
    r"refers to|points to|references)|being|referring to|pointing to|of type)\s+(?:also\s+|always\s+|"
    r"itself\s+)?(?:an?|one of the|another|one of our|one|the other|some other)\s*"
    r"(?P<target>[\w-]+(?:\s[\w-]+){0,2}?)(?:\s+(?:as well|too|itself|again))?"
    r"(?:\s+like\s+(?:the|its|their)\s+\w+)?(?:,?\s+(?:but|and)\s+optional)?(?:\s+(?:which|that)\s+[^,;]{1,40})?$|"
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


_AS_MANY = re.compile(
    r"^(?P<source>[\w ]{1,40}?)\s+(?:should |can |may |also )*(?:have|has|get|gets)\s+(?P<name>[a-z]\w{1,40}),\s+as "
    r"many (?P<target>[\w-]+) "
    r"as (?:they|it|he|she|one) (?:wants?|likes?|wish(?:es)?|pleases?)"
    r"(?:,? and (?:an?|the|each|every) [\w-]+ (?:can |may |to )?be [\w ]{1,40} by (?:many|several)(?: [\w-]+)?)?$",
    re.I,
)
"""Many by a name of their own: `a listener has favourites, as many artists as they want`."""


def _named_many(said: str, scene: Scene) -> bool:
    match = _AS_MANY.match(said)
    source = entity_of(match["source"], scene) if match is not None else None
    target = _target(match["target"], scene) if match is not None else None
    if match is None or source is None or target is None:
        return False
    name = attribute_name(match["name"], Notes())
    if find(f"{source}.{name}", scene, MEMBERS):
        raise BadInput(f"There is a {source}.{name} already.", hint="Choose another name.", code="name-taken")
    link_by_name(source, target, name, Cardinality.MANY_TO_MANY, scene, firm=False)
    return True


def read_relationships(said: str, scene: Scene) -> bool:
    """Whether the clause says how two entities that are there hang together."""
    if refers(said, scene) or other_way(said, scene) or _named_many(said, scene):
        return True
    said = ONE.sub("", said)
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
            link_many(source, target, scene)
        elif form in (_LINK, _BELONGS) or not _several(groups):
            link_one(source, target, scene, firm=firm)
        else:
            link_severally(source, target, scene)
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
    link_by_name(source, target, name, Cardinality.MANY_TO_ONE, scene, firm="must" in said, loose=loose)
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
