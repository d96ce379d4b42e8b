"""Reads how often something may be: `one review per product and user`, `a seat can be booked once per showtime`."""

import re
from dataclasses import dataclass

from agent.planner.naming import attribute_name
from agent.planner.sketch import EntitySketch, OnceSketch, RelationshipSketch, Sketch
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.told.together import Together
from agent.planner.text.words import ACTING, CALLING_PEOPLE, DETERMINERS, VERBS
from tools.blueprint.model import Cardinality
from tools.blueprint.names import singular, snake, words

_ONE_PER = re.compile(
    r"\b(?:(?:only|at most|no more than|just|exactly)\s+)?(?:one|1)\s+(?P<what>[a-z][a-z -]{0,40}?)\s+"
    r"(?:per|for each|for every)\s+(?P<per>[a-z][^.;:()]{0,80})",
    re.I,
)
_ONCE = re.compile(
    r"\b[^.;:,()]{0,120}\b(?:(?:only|at most|just)\s+once|once\s+(?:per|for each|for every)|no\s+two\b|more than once|"
    r"once(?=\s*(?:[.;,)]|$)))"
    r"[^.;:()]{0,120}",
    re.I,
)
_AT_MOST = re.compile(
    r"\b(?:at most|no more than|up to|max(?:imum)?(?: of)?)\s+\d+\s+[a-z][a-z -]{0,40}?\s"
    r"(?:per|for each|for every|at a time|at once)\b[^.;:()]{0,80}",
    re.I,
)
_DOER = re.compile(
    r"(?:^|[,;:(]\s*)(?:and\s+)?(?:an?|each|every|one|the)?\s*(?P<who>[a-z]+)\s+(?:(?:can|may|must)\s+)?(?:only\s+)?"
    r"(?P<verb>[a-z]+)\s+(?:only\s+|at most\s+|just\s+)?$",
    re.I,
)
"""`each user can write`, before `one review per product`."""
_DOES = re.compile(
    r"(?:^|[,;:(]\s*)(?:and\s+)?(?:an?|each|every|one|the)?\s*(?P<who>[a-z]+)\s+(?:can|may)\s+(?P<only>only\s+)?"
    r"(?P<verb>[a-z]+)\s+(?:for\s+|on\s+|in\s+)?(?:an?|each|every|the(?: same)?|any)\s+(?P<what>[a-z]+)\s+"
    r"(?:only\s+|at most\s+|just\s+)?once\s*(?=[.,;:)]|$)",
    re.I,
)
"""`a user can rate each movie only once`."""
_UNIQUE = re.compile(
    r"(?:^|[,;:(.]\s*)(?:and\s+)?(?:(?:the|its|their)\s+)?(?P<what>[a-z][a-z_ ]{0,40}?)\s+"
    r"(?:(?:is|are|must be|has to be|have to be)\s+)unique\s+(?:per|within|in|inside|for each|for every)\s+"
    r"(?P<per>[a-z][^.;:()]{0,80})",
    re.I,
)
"""`numbers are unique per floor`."""
_ONE_EACH = re.compile(
    r"(?<=[,;:(])\s*(?:and\s+)?(?:(?:only|at most|just|exactly)\s+)?(?:one|1)\s+(?:per|for each|for every)\s+"
    r"(?P<per>[a-z][^.;:(),]{0,80})",
    re.I,
)
"""`ratings of recipes, one per user and recipe`: of what the clause begins with."""
_AND = re.compile(r"\s*,\s*(?:and )?|\s+and\s+|\s+per\s+")


def read_once(reading: Reading, sketch: Sketch) -> None:
    """Makes uniques of rules that name what the entity has; the others are left as they were said, whole."""
    for group in reading.groups:
        if not _unique(group.entity, list(group.parts), group.said, reading, sketch):
            reading.notes.leave(f"Rule: {group.said}")
    together = Together(reading, sketch)
    for clause in reading.clauses:
        read = _read(clause, reading, sketch) if clause.kind in {Kind.PROSE, Kind.BULLET} else None
        if read is None:
            if not any(group.said in clause.text for group in reading.groups):
                together.settle(clause)
            continue
        if not read.settled and not together.settle(clause):
            reading.notes.leave(f"Rule: {_said(read.said)}")
        reading.place(clause, read.span)


@dataclass(frozen=True, slots=True)
class _Read:
    """A rule in a clause: the words, where they stand, and whether they are a unique now."""

    settled: bool
    said: str
    span: tuple[int, int]


def _read(clause: Clause, reading: Reading, sketch: Sketch) -> _Read | None:
    text = clause.text
    does = _DOES.search(text)
    if does is not None and _done(does, reading, sketch):
        return _Read(True, does[0], does.span())
    unique = _UNIQUE.search(text)
    if unique is not None and not any(group.said in text for group in reading.groups):
        return _Read(_within(unique, reading, sketch), unique[0].strip(" ,;:("), unique.span())
    each = _ONE_EACH.search(text)
    if each is not None:
        return _Read(_one_each(each, clause, reading, sketch), each[0], each.span())
    for pattern in (_ONE_PER, _ONCE, _AT_MOST):
        match = pattern.search(text)
        if match is None or any(group.said in text[match.start() :] for group in reading.groups):
            continue
        start = match.start()
        if pattern is _AT_MOST and _taken(start, match.end(), reading.used.get(clause.index, [])):
            continue
        settled = False
        if pattern is _ONE_PER:
            doer = _DOER.search(text[:start])
            start = doer.start("who") if doer is not None else start
            settled = _counted(match, doer, reading, sketch)
        return _Read(settled, text[start : match.end()], (start, match.end()))
    return None


def _taken(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Another reader has it: `up to 50 items per page`."""
    return any(first < end and start < last for first, last in spans)


def _said(text: str) -> str:
    return " ".join(text.split())


def _counted(match: re.Match[str], doer: re.Match[str] | None, reading: Reading, sketch: Sketch) -> bool:
    """`each user can write one review per product` counts by user and product."""
    named = reading.mentioned(match["what"])
    parts = _AND.split(match["per"].strip())
    before = match.string[: match.start()]
    if doer is not None:
        parts = [doer["who"], *parts]
    elif re.search(r"\w\s*$", before):  # Something is said of it that is not understood.
        return False
    said = _said(before[doer.start("who") :] + match[0]) if doer is not None else _said(match[0])
    return len(named) == 1 and _unique(named[0], parts, said, reading, sketch)


def _done(match: re.Match[str], reading: Reading, sketch: Sketch) -> bool:
    act = ACTING.get(VERBS.get(match["verb"].lower(), ""))
    entity = reading.entities.get((act,)) if act is not None else None
    return entity is not None and _unique(entity, [match["who"], match["what"]], _said(match[0]), reading, sketch)


def _one_each(match: re.Match[str], clause: Clause, reading: Reading, sketch: Sketch) -> bool:
    nouns = [noun for statement in reading.statements(clause) for noun in statement.nouns if noun.end <= match.start()]
    named = reading.meant(sorted(nouns, key=lambda noun: noun.start))
    said = _said(f"{named[0] if named else ''} {match[0].strip(' ,;:(')}")
    return bool(named) and _unique(named[0], _AND.split(match["per"].strip()), said, reading, sketch)


def _within(match: re.Match[str], reading: Reading, sketch: Sketch) -> bool:
    """Of the one entity that has such an attribute; one that is named there goes before the others."""
    called = match["what"].strip().lower()
    column = snake("_".join(singular(word) for word in called.split()))
    having = [entity.name for entity in sketch.entities.values() if column in entity.attributes]
    named = [name for name in having if name in reading.mentioned(match.string)]
    found = named if len(named) == 1 else having
    parts = [column, *_AND.split(match["per"].strip())]
    return len(found) == 1 and _unique(found[0], parts, _said(match[0]), reading, sketch)


def _unique(name: str, parts: list[str], said: str, reading: Reading, sketch: Sketch) -> bool:
    """Whether all that it is counted by is an attribute, an entity, or whoever calls."""
    entity = sketch.entity(name)
    found = [_part(part, entity, reading, sketch) for part in parts]
    members = tuple(dict.fromkeys(item for item in found if item is not None))
    if not found or None in found:
        return False
    if len(members) == 1 and members[0] in sketch.entities and not sketch.linked(name, members[0]):
        return False  # `one nurse per shift` may as well be said of the shift.
    members = tuple(_linked(item, entity, sketch) if item in sketch.entities else item for item in members)
    if "" in members:
        sketch.once.append(OnceSketch(name, members, said))
    elif len(members) == 1 and members[0] in entity.attributes:
        entity.attributes[members[0]].facets["unique"] = True
    elif members not in entity.uniques:
        entity.uniques.append(members)
    return True


def _part(text: str, entity: EntitySketch, reading: Reading, sketch: Sketch) -> str | None:
    """An attribute, the name of another entity, or nothing (`""`) for an account; None for anything else."""
    bare = " ".join(word for word in text.split() if word.lower() not in DETERMINERS)
    name = attribute_name(bare, reading.notes) if re.fullmatch(r"[A-Za-z][\w -]{0,47}", bare) else None
    if name in entity.attributes:
        return name
    target = reading.entities.get(tuple(singular(word) for word in words(bare)))
    if target is not None and target != entity.name:
        several = any(
            {item.source, item.target} == {entity.name, target}
            and (item.source != entity.name or item.cardinality is not Cardinality.MANY_TO_ONE)
            for item in sketch.relationships
        )
        return None if several else target
    return "" if target is None and singular(bare.lower()) in CALLING_PEOPLE else None


def _linked(target: str, entity: EntitySketch, sketch: Sketch) -> str:
    """The reference to what it is counted by, which each row then has."""
    for item in sketch.relationships:
        if (item.source, item.target) == (entity.name, target):
            item.required = True if item.required is None else item.required
            return item.name
    made = RelationshipSketch(snake(target), entity.name, target, required=True)
    sketch.relate(made)
    return made.name
