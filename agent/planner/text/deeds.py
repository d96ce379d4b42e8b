"""Reads what people do to things that are known by now: `a coordinator approves it`, `a lot can be withdrawn`."""

import re
from collections.abc import Iterator

from agent.planner.sketch import PatternSketch, Sketch
from agent.planner.text.chunks import Noun, Verb
from agent.planner.text.patterns.machines import Edge, Machine
from agent.planner.text.patterns.verbs import STATE_VERBS, UNDOES, participle
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause
from agent.planner.text.statements import Statement
from agent.planner.text.topics import topic_of
from agent.planner.text.words import PEOPLE, ROLE_WORDS
from tools.blueprint.names import words

_PARTICLE = re.compile(r"\s*(?:it|them|this)?\s*(up|out|in|off|over|down|back|away)\b", re.IGNORECASE)
_MARKED = re.compile(
    r"\bmark(?:s|ed|ing)?\s+(?:[\w']+\s+){0,4}?as\s+(?:an?\s+)?['\"`]?"
    r"(?P<state>[a-z]+(?:[ -](?!and\b|or\b|by\b|when\b|with\b)[a-z]+)?)",
    re.IGNORECASE,
)
_CALLERS = frozenset({"i", "we", "you", "they", "he", "she", "who", "everyone", "anyone", "somebody"})
_MADE = frozenset({"submit", "send", "issue", "receive", "schedule", "start", "open", "sign", "run", "review", "pay"})
"""Verbs that as often tell how a row is made, or of something else: they need more than a bare object."""


def read_deeds(reading: Reading, sketch: Sketch) -> None:
    """Adds a step between states for each deed that no other reader has read."""
    for clause in reading.prose:
        for statement in reading.statements(clause):
            for verb, name in _deeds(statement, clause):
                entity = _entity(statement, clause, reading)
                if entity is not None and not _off(clause, verb):
                    _add(name, entity, clause, reading, sketch, (verb.start, verb.end))
        for match in _MARKED.finditer(clause.text):
            named = reading.mentioned(clause.text[: match.end()])
            entity = named[-1] if named else _topic(clause, reading)
            if entity is not None and not negated(clause.text, *match.span(), clause.heading, clause.parent):
                state = "_".join(words(match["state"]))
                _edge(Edge(f"mark_{state}", state), entity, clause, sketch)
                reading.place(clause, match.span())


def _deeds(statement: Statement, clause: Clause) -> Iterator[tuple[Verb, str]]:
    for verb in statement.verbs:
        particle = _PARTICLE.match(clause.text[verb.end :])
        name = verb.lemma
        if particle and f"{name}-{particle[1].lower()}" in STATE_VERBS:
            name = f"{name}-{particle[1].lower()}"
        if name not in STATE_VERBS or verb.negated:
            continue
        if statement.passive:
            sure = verb.modal or name not in _MADE
        else:
            sure = _by_people(statement) and (verb.modal or name not in _MADE)
        if sure:
            yield verb, name


def _by_people(statement: Statement) -> bool:
    if statement.pronoun.lower() in _CALLERS:
        return True
    if not statement.subjects:
        return not statement.pronoun
    return statement.subjects[-1].head in {*PEOPLE, *ROLE_WORDS} or statement.subjects[-1].head.endswith(
        ("er", "or", "ist")
    )


def _entity(statement: Statement, clause: Clause, reading: Reading) -> str | None:
    nouns: list[Noun] = statement.subjects if statement.passive else statement.objects
    found = reading.meant(nouns)
    if found:
        return found[0] if not statement.passive else found[-1]
    if nouns:
        return None
    return _topic(clause, reading) or _before(clause, reading)


def _topic(clause: Clause, reading: Reading) -> str | None:
    topic = topic_of(clause)
    return reading.entity(topic.words) if topic is not None else None


def _before(clause: Clause, reading: Reading) -> str | None:
    for earlier in reading.before(clause)[:1]:
        for statement in reversed(reading.statements(earlier)):
            found = reading.meant([*statement.subjects, *statement.objects])
            if found:
                return found[0]
    return None


def _off(clause: Clause, verb: Verb) -> bool:
    return negated(clause.text, verb.start, verb.end, clause.heading, clause.parent)


def _add(name: str, entity: str, clause: Clause, reading: Reading, sketch: Sketch, span: tuple[int, int]) -> None:
    plain, undone = name.replace("-", "_"), UNDOES.get(name)
    edge = Edge(plain, "", (participle(undone),)) if undone is not None else Edge(plain, participle(name))
    if entity != sketch.auth.account:
        _edge(edge, entity, clause, sketch)
        reading.place(clause, span)


def _edge(edge: Edge, entity: str, clause: Clause, sketch: Sketch) -> None:
    there = [item for item in sketch.patterns if item.entity == entity]
    if any(item.name == edge.name for item in there if item.kind != "transition"):
        return
    pattern = next((item for item in there if item.kind == "transition"), None)
    if pattern is None:
        machine = Machine(tuple(words(entity)), clause.text.strip())
        pattern = PatternSketch("transition", entity, "", clause.text.strip(), facets={"machine": machine})
        sketch.patterns.append(pattern)
    machine = pattern.facets["machine"]
    if not any(edge.name == other.name for other in machine.edges):
        machine.edge(edge)
