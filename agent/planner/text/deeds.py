"""Reads what is done to things that are known by now: `a coordinator approves it`, `a lot can be withdrawn`."""

import re

from agent.planner.sketch import PatternSketch, Sketch
from agent.planner.text.evidence.deeds import Deed, gather_deeds
from agent.planner.text.evidence.weigh import Item, likelihoods
from agent.planner.text.patterns.machines import Edge, Machine
from agent.planner.text.patterns.verbs import UNDOES, base, participle
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause
from agent.planner.text.topics import topic_of
from tools.blueprint.names import words

MODEL = "deeds"
LIKELY, SURE = 0.32, 0.85
"""From here on a verb is something that is done to a thing; in a brief text too."""
UNLIKELY = 0.12
"""Below, it is not, whatever a rule has taken it for."""
_MARKED = re.compile(
    r"\bmark(?:s|ed|ing)?\s+(?:[\w']+\s+){0,4}?as\s+(?:an?\s+)?['\"`]?"
    r"(?P<state>[a-z]+(?:[ -](?!and\b|or\b|by\b|when\b|with\b)[a-z]+)?)",
    re.IGNORECASE,
)


def read_deeds(reading: Reading, sketch: Sketch) -> None:
    """Adds a step between states for each deed that no other reader has read, and takes out those that are none."""
    deeds = gather_deeds(reading, sketch)
    places = {thing: reading.places_of(thing) for thing in sorted({thing for deed in deeds for thing in deed.things})}
    items = [
        Item.of_place(evidence, (deed.clause.index, deed.start, deed.end), places[thing])
        for deed in deeds
        for thing, evidence in deed.things.items()
    ]
    told = iter(likelihoods(MODEL, items, reading))
    likely = [{thing: next(told) for thing in deed.things} for deed in deeds]
    most: dict[tuple[str, str], float] = {}
    for deed, chances in zip(deeds, likely, strict=True):
        for thing, chance in chances.items():
            most[thing, deed.name] = max(most.get((thing, deed.name), 0.0), chance)
    if reading.brief and sketch.patterns:
        # What is done has been read.
        return
    if not reading.brief:
        _drop(most, sketch)
    least = SURE if reading.brief else LIKELY
    marked = {
        (clause.index, match.start()): (clause, match)
        for clause in reading.prose
        for match in _MARKED.finditer(clause.text)
    }
    states = [(index, start, match.end()) for (index, start), (_, match) in marked.items()]
    for deed, chances in zip(deeds, likely, strict=True):
        chance, thing = max(((chance, thing) for thing, chance in chances.items()), default=(0.0, ""))
        if chance < least or (reading.brief and reading.taken_out(deed.clause.index, deed.start, deed.end)):
            continue
        if any(clause == deed.clause.index and start < deed.start < end for clause, start, end in states):
            continue
        clause, match = marked.pop((deed.clause.index, deed.start), (deed.clause, None))
        if match is None:
            _add(deed, thing, reading, sketch)
        else:
            _mark(match, thing, clause, reading, sketch)
    for clause, match in marked.values():
        named = reading.mentioned(clause.text[: match.end()])
        entity = named[-1] if named else _topic(clause, reading)
        if entity is not None and not negated(clause.text, *match.span(), clause.heading, clause.parent):
            _mark(match, entity, clause, reading, sketch)


def _drop(most: dict[tuple[str, str], float], sketch: Sketch) -> None:
    """Takes out steps of which the text says nothing that makes them likely; those of endpoints stay."""
    for pattern in [item for item in sketch.patterns if item.kind == "transition"]:
        machine: Machine = pattern.facets["machine"]
        machine.edges = [
            edge
            for edge in machine.edges
            if most.get((pattern.entity, edge.name.replace("_", "-")), most.get((pattern.entity, edge.name), 1.0))
            > UNLIKELY
            or any(edge.name in part.replace("-", "_") for item in sketch.endpoints for part in item.parts)
        ]
        if not machine.edges:
            sketch.patterns.remove(pattern)


def _topic(clause: Clause, reading: Reading) -> str | None:
    topic = topic_of(clause)
    return reading.entity(topic.words) if topic is not None else None


def _mark(match: re.Match[str], entity: str, clause: Clause, reading: Reading, sketch: Sketch) -> None:
    state = "_".join(words(match["state"]))
    verb = base(state)
    # `marked as finished` is to finish; `marked as a no-show` has no verb of its own.
    _edge(Edge(verb if verb and participle(verb) == state else f"mark_{state}", state), entity, clause, sketch)
    reading.place(clause, match.span())


def _add(deed: Deed, entity: str, reading: Reading, sketch: Sketch) -> None:
    plain, undone = deed.name.replace("-", "_"), UNDOES.get(deed.name)
    edge = Edge(plain, "", (participle(undone),)) if undone is not None else Edge(plain, participle(deed.name))
    if entity != sketch.auth.account:
        _edge(edge, entity, deed.clause, sketch)
        reading.place(deed.clause, (deed.start, deed.end))


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
