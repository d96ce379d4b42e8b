"""Gathers what a text tells of two things that it keeps: whether a row of one refers to a row of the other."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, permutations

from agent.planner.archetypes import archetype
from agent.planner.sketch import Sketch
from agent.planner.text.chunks import Noun
from agent.planner.text.definition import Definition
from agent.planner.text.evidence.gather import Evidence, kind_of
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.statements import Statement, statements
from agent.planner.text.topics import topic_of
from agent.planner.text.words import PEOPLE
from tools.blueprint.model import Cardinality
from tools.blueprint.names import words

Pair = tuple[str, str]
"""The first may refer to the second."""
_ONE = frozenset({"a", "an", "one", "the", "its", "their", "this", "that", "exactly", "each", "every"})
_MANY = frozenset({"many", "several", "multiple", "various", "some", "all"})


def gather_pairs(
    reading: Reading, sketch: Sketch, definitions: Iterable[Definition], names: Iterable[str]
) -> dict[Pair, Evidence]:
    """Evidence for each ordered pair of these entities."""
    found = {pair: Evidence() for pair in permutations(names, 2)}
    for clause in reading.clauses:
        if clause.kind is Kind.CODE or negated("", 0, 0, clause.heading, clause.parent):
            continue
        seen: set[Pair] = set()
        for pair, sign in _of_clause(clause, reading):
            if pair in found:
                found[pair].signs[sign] += 1
                seen.add(pair)
        for pair in seen:
            found[pair].mentions += 1
    for pair, sign in (*_of_definitions(definitions, reading), *_of_paths(sketch), *_of_rules(sketch)):
        if pair in found:
            found[pair].signs[sign] += 1
    for pair, evidence in found.items():
        evidence.signs.update(_of_names(*pair, sketch))
    return found


def both_ways(found: Mapping[Pair, Evidence], one: str, other: str) -> Evidence:
    """Evidence of two things, whichever refers to which."""
    made = Evidence(found[one, other].mentions + found[other, one].mentions)
    for pair in ((one, other), (other, one)):
        made.signs.update(found[pair].signs)
    return made


def _of_clause(clause: Clause, reading: Reading) -> Iterator[tuple[Pair, str]]:
    topic = topic_of(clause)
    about = reading.entity(topic.words) if topic is not None else None
    told = reading.statements(clause) or statements(clause.text)
    for statement in told:
        for one, other, sign in _of_statement(statement, reading):
            yield (one, other), f"{sign} first"
            yield (other, one), f"{sign} second"
        if about is None:
            continue
        for noun in statement.nouns:
            name = reading.entity(noun.words)
            if name is not None and name != about:
                sign = f"topic mentions {_number(noun)}"
                yield (about, name), f"{sign} first"
                yield (name, about), f"{sign} second"


def _of_statement(statement: Statement, reading: Reading) -> Iterator[tuple[str, str, str]]:
    """One, other, and how they stand to each other."""
    kind = kind_of(statement)
    subjects = [(noun, name) for noun in statement.subjects if (name := reading.entity(noun.words))]
    objects = [(noun, name) for noun in statement.objects if (name := reading.entity(noun.words))]
    behind = [
        (noun, name, phrase.word)
        for phrase in (*statement.subject_phrases, *statement.phrases)
        for noun in phrase.nouns
        if (name := reading.entity(noun.words))
    ]
    for _, one in subjects:
        for noun, other in objects:
            yield one, other, f"{kind} {_number(noun)}"
        for noun, other, word in behind:
            yield one, other, f"{kind} {word} {_number(noun)}"
    for _, one in objects:
        for noun, other, word in behind:
            yield one, other, f"object {word} {_number(noun)}"
    for at, (_, one, _word) in enumerate(behind):
        for noun, other, word in behind[at + 1 :]:
            yield one, other, f"phrase {word} {_number(noun)}"
    for noun in statement.nouns:
        name, holder = reading.entity(noun.words), reading.entity(noun.possessor) if noun.possessor else None
        if name is not None and holder is not None:
            yield name, holder, "possessed"


def _number(noun: Noun) -> str:
    if noun.determiner in _MANY or noun.plural:
        return "many"
    return "one" if noun.determiner in _ONE else "bare"


def _of_definitions(definitions: Iterable[Definition], reading: Reading) -> Iterator[tuple[Pair, str]]:
    for definition in definitions:
        holder = reading.entity(definition.words)
        if holder is None:
            continue
        for item in definition.items:
            for statement in statements(item):
                for noun in statement.nouns[:2]:
                    other = reading.entity(noun.words)
                    if other is not None and other != holder:
                        yield (holder, other), f"item {_number(noun)} first"
                        yield (other, holder), f"item {_number(noun)} second"


def _of_paths(sketch: Sketch) -> Iterator[tuple[Pair, str]]:
    for endpoint in sketch.endpoints:
        parts = [part for part in endpoint.parts if part in sketch.entities]
        for parent, child in pairwise(parts):
            yield (child, parent), "below in a path"
            yield (parent, child), "above in a path"


def _of_rules(sketch: Sketch) -> Iterator[tuple[Pair, str]]:
    for item in sketch.relationships:
        if item.cardinality is Cardinality.MANY_TO_MANY:
            yield (item.source, item.target), "rule many"
            yield (item.target, item.source), "rule many"
            continue
        turned = item.cardinality is Cardinality.ONE_TO_MANY
        pair = (item.target, item.source) if turned else (item.source, item.target)
        yield pair, "rule refers"
        yield pair[::-1], "rule referred"


def _of_names(one: str, other: str, sketch: Sketch) -> Iterator[str]:
    ours, theirs = words(one), words(other)
    if len(ours) > len(theirs):
        if ours[: len(theirs)] == theirs:
            yield "named after"
        if ours[-len(theirs) :] == theirs:
            yield "kind of"
    elif len(ours) < len(theirs) and theirs[: len(ours)] == ours:
        yield "gives name"
    for first, second, sign in ((one, other, "usual"), (other, one, "usual back")):
        kind = archetype(first)
        for link in kind.links if kind is not None else ():
            if second in link.to or (link.people and second == sketch.auth.account):
                yield f"{sign} many" if link.many else sign
    for name, side in ((ours[-1].lower(), "first"), (theirs[-1].lower(), "second")):
        if name in PEOPLE:
            yield f"person {side}"
        if name in {
            "line",
            "item",
            "entry",
            "assignment",
            "membership",
            "registration",
            "enrollment",
            "booking",
            "request",
        }:
            yield f"join {side}"
    if sketch.auth.account == one:
        yield "account first"
    if sketch.auth.account == other:
        yield "account second"
    size = len(sketch.entities)
    yield "few things" if size <= 4 else "some things" if size <= 7 else "many things"
