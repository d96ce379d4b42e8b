"""Gathers what a text tells of things that refer to others of their kind: `a post may answer another post`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from agent.planner.archetypes import archetype
from agent.planner.sketch import Sketch
from agent.planner.text.evidence.gather import Evidence
from agent.planner.text.places import Place
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.words import PEOPLE

_TERMS = {
    "parent": r"parents?|child(?:ren)?|sub-?\w*|nest(?:ed|s)|tree|hierarch\w+|levels? deep|inside",
    "reply": r"repl(?:y|ies|ied)|answers?|respon(?:ds?|ses?)|quotes?|in_reply_to\w*",
    "previous": r"previous|next|predecessor|successor|follow(?:s|ed)? (?:on|up)|supersede[sd]?|replace[sd]?\w*|renews?",
    "original": r"original|cop(?:y|ies|ied)|duplicate[sd]?|fork(?:s|ed)?|clone[sd]?|version|revis(?:es|ion)",
    "manager": r"managers?|superiors?|supervis\w+|reports? to|boss|mentors?|lead(?:er)?|refer(?:red|rer)\w*|invited by",
    "mother": r"mothers?|dam|sire|fathers?|descend\w+|ancestors?|offspring|split off|born",
    "related": r"related|linked?|links|similar|connect(?:s|ed)|adjacent|neighbou?r\w*|paired|depends? on|blocks?",
    "following": r"follow(?:s|ed|ers?|ing)?|friends?|befriend\w*|contacts?|subscribe[sd]?|mut(?:e|es|ed)",
}
"""Name of a reference → words that tell of it."""
_SIGNS = {name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in _TERMS.items()}
_OTHER = r"(?:another|other|one other|a different|an earlier|an existing|each other'?s?|a second|same)"
_BEFORE = r"(?:parent|child|sub|previous|original|related|linked|next)"


@dataclass(slots=True)
class Self:
    """What is known of one thing; `names` counts the words for the reference that stand beside it."""

    evidence: Evidence = field(default_factory=Evidence)
    names: Counter[str] = field(default_factory=Counter)
    places: set[Place] = field(default_factory=set)


def gather_selves(reading: Reading, sketch: Sketch) -> dict[str, Self]:
    """Evidence by entity, of those that something is said of."""
    found: dict[str, Self] = {}
    for clause in reading.original:
        if negated("", 0, 0, clause.heading, clause.parent):
            continue
        named = Counter(name for _, _, name in reading.named(clause.text))
        about = named.keys() or reading.mentioned(clause.topic or clause.heading)
        for entity in about:
            signs, names = _of_clause(clause, entity, named[entity], reading)
            if signs:
                there = found.setdefault(entity, Self())
                there.evidence.mentions += 1
                there.evidence.signs.update(signs)
                there.names.update(names)
                there.places |= _places(clause, entity, reading)
    for entity, there in found.items():
        there.evidence.signs.update(_of_name(entity, sketch))
    return found


def _of_clause(clause: Clause, entity: str, times: int, reading: Reading) -> tuple[list[str], list[str]]:
    signs, names = [], []
    text = clause.text
    for name, sign in _SIGNS.items():
        match = sign.search(text)
        if match is not None:
            names.append(name)
            signs += [f"says {name}", f"says {name} in {clause.kind.value}"]
            if times > 1:
                signs.append(f"says {name} between two")
            if negated(text, *match.span(), clause.heading, clause.parent):
                signs.append("rules it out")
    words = "|".join(re.escape(" ".join(told)) for told, meant in reading.entities.items() if meant == entity)
    if words and re.search(rf"\b{_OTHER}\s+(?:\w+\s+)?(?:{words})s?\b", text, re.IGNORECASE):
        signs.append("another of it")
    if words and re.search(rf"\b{_BEFORE}[ _-]?(?:{words})", text, re.IGNORECASE):
        signs.append("named after it")
    if words and re.search(rf"\b(?:\w+_)(?:{words.replace(' ', '_')})_id\b|\bparent_?id\b", text, re.IGNORECASE):
        signs.append("key named after it")
    if times > 1 and clause.kind is not Kind.CODE:
        signs.append("named twice")
    return signs, names


def _places(clause: Clause, entity: str, reading: Reading) -> set[Place]:
    spans = [(start, end) for start, end, name in reading.named(clause.text) if name == entity]
    spans += [match.span() for sign in _SIGNS.values() for match in sign.finditer(clause.text)]
    return {(clause.index, start, end) for start, end in spans}


def _of_name(entity: str, sketch: Sketch) -> Iterator[str]:
    if any(item.source == item.target == entity for item in sketch.relationships):
        yield "rule"
    if entity.lower() in PEOPLE:
        yield "people"
    kind = archetype(entity)
    if kind is not None and any(entity in link.to for link in kind.links):
        yield "usual"


def chosen_name(names: Iterable[str]) -> str:
    """What the reference is called: the word that tells of it oftenest."""
    told = Counter(names).most_common(1)
    return told[0][0] if told else "parent"
