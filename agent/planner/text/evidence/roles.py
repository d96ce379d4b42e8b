"""Gathers what a text tells of each noun: whether it names a role, by which some may do what others may not."""

import re
from collections import Counter
from collections.abc import Iterator

from agent.planner.sketch import Sketch
from agent.planner.text.chunks import Noun, chunks
from agent.planner.text.evidence.gather import Evidence
from agent.planner.text.evidence.sections import section
from agent.planner.text.evidence.surroundings import Surroundings
from agent.planner.text.evidence.words import signs_of_words
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.words import ROLE_WORDS

_ROLE = re.compile(r"\b(?:roles?|kinds? of (?:user|account|people|staff)s?|types? of users?|hats?)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(only|as|by|an?|the|no|is|are|be|role|roles|for|to|and|or|any|every|each|other)\W*$", re.IGNORECASE
)
_BEHIND = re.compile(
    r"^\W*(may|can|cannot|must|has|have|role|roles|only|is|are|who|and|or|account|user)\b", re.IGNORECASE
)
_NEAR = 40
"""Letters between the word `role` and the name of one."""


def gather_roles(reading: Reading, sketch: Sketch) -> dict[str, Evidence]:
    """Evidence by name of the role, in snake_case."""
    near = Surroundings(reading)
    found: dict[str, Evidence] = {}
    for clause in reading.clauses:
        if clause.kind is Kind.CODE:
            continue
        text = reading.whole.get(clause.index, clause.text)
        for noun, start, inside in _nouns(text):
            if len(noun.words) > 2 or not all(word.isalpha() for word in noun.words):
                continue
            evidence = found.setdefault("_".join(noun.words), Evidence())
            evidence.mentions += 1
            evidence.signs.update(_of_place(noun, start, inside, text, clause, near))
    for name, evidence in found.items():
        evidence.signs.update(_of_name(tuple(name.split("_")), reading, sketch))
    return found


def _nouns(text: str) -> Iterator[tuple[Noun, int, bool]]:
    """Nouns with their places, those in brackets too."""
    for chunk in chunks(text):
        if not isinstance(chunk, Noun):
            continue
        yield chunk, chunk.start, False
        if chunk.group:
            at = text.find(chunk.group, chunk.start)
            for inner in chunks(chunk.group):
                if isinstance(inner, Noun):
                    yield inner, at + inner.start, True


def _of_place(noun: Noun, start: int, inside: bool, text: str, clause: Clause, near: Surroundings) -> Iterator[str]:
    end = start + noun.end - noun.start
    yield f"kind {clause.kind.value}"
    yield f"section {section(clause.heading, clause.parent) or 'other'}"
    before, behind = text[:start], text[end:]
    if text[start : start + 4].lower() in {"the ", "an ", "a "}:
        yield "determined"
    if last := _BEFORE.search(before):
        yield f"behind {last[1].lower()}"
    if following := _BEHIND.match(behind):
        yield f"before {following[1].lower()}"
    for match in _ROLE.finditer(text):
        if 0 <= start - match.end() <= _NEAR:
            yield "behind the word role"
            if start - match.end() <= 4:
                yield "right behind the word role"
            if ":" in text[match.end() : start] or "(" in text[match.end() : start]:
                yield "in a list of roles"
        elif 0 <= match.start() - end <= _NEAR:
            yield "before the word role"
            if match.start() - end <= 3:
                yield "right before the word role"
    for title, way in ((clause.heading, "heading"), (clause.parent, "parent"), (clause.topic, "topic")):
        if _ROLE.search(title):
            yield f"below a {way} of roles"
    if inside:
        yield "in brackets"
    if start and text[start - 1] in "*`'\"":
        yield "marked"
    if start <= 3 and clause.kind is Kind.BULLET:
        yield "leads bullet"
    if noun.plural:
        yield "plural"
    if negated(text, start, end, clause.heading, clause.parent):
        yield "negated"
    for statement in near.statements(clause):
        if any(item.start == noun.start for item in statement.subjects):
            yield "subject"
            yield f"subject of {statement.verb or 'nothing'}"
            if any(verb.modal for verb in statement.verbs):
                yield "subject of what may be done"
        elif any(item.start == noun.start for item in statement.objects):
            yield "object"


def _of_name(name: tuple[str, ...], reading: Reading, sketch: Sketch) -> Iterator[str]:
    yield from signs_of_words(name)
    if name[-1] in ROLE_WORDS:
        yield "role word"
    if reading.entities.get(name) is not None:
        yield "is an entity"
        yield "is the account" if reading.entities[name] == sketch.auth.account else "is no account"
    elif reading.entity(name) is not None:
        yield "holds an entity"
    if "_".join(name) in sketch.roles:
        yield "rule"
    told = Counter(
        str(value).lower().replace(" ", "_")
        for entity in sketch.entities.values()
        for item in entity.attributes.values()
        if "role" in item.name
        for value in item.facets.get("values", ())
    )
    if told["_".join(name)]:
        yield "value of a role"
    if name[-1].endswith(("er", "or", "ist", "ian", "ant", "ent", "ee", "man", "ary", "ief")):
        yield "ends like people"
