"""Adds what sentences say of values to the sketch."""

from agent.planner.sketch import AttributeSketch, Sketch
from agent.planner.text.facets import Facets, settle
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Kind
from agent.planner.text.told.facts import told_around
from agent.planner.text.told.mentions import Mention, Mentions
from tools.errors import Contradiction

_FREE = frozenset({None, "string", "text", "enum"})
_BOUNDS = ("minimum", "maximum", "above", "below", "most", "min_length", "max_length")


def read_told(reading: Reading, sketch: Sketch) -> None:
    """Each clause that names an attribute and says something of it; what a list said of it before stands."""
    mentions = Mentions(reading, sketch)
    said: dict[tuple[str, str], Facets] = {}
    for clause in reading.clauses:
        if clause.kind in {Kind.CODE, Kind.HEADING, Kind.ENDPOINT}:
            continue
        text = reading.whole.get(clause.index, clause.text)
        found = mentions.of(clause)
        for at, mention in enumerate(found):
            if negated(text, mention.start, mention.start, clause.heading, clause.parent):
                continue
            until = found[at + 1].start if at + 1 < len(found) else len(text)
            attribute = sketch.entity(mention.entity).attributes[mention.attribute]
            free = attribute.facets.get("type") in _FREE and "values" not in attribute.facets
            facets, spans = told_around(text, mention.start, mention.end, until, free=free)
            if facets:
                _agree(mention, facets, said.setdefault((mention.entity, mention.attribute), {}), reading)
                _add(attribute, facets)
                reading.place(clause, (mention.start, mention.end), *spans)


def _agree(mention: Mention, facets: Facets, before: Facets, reading: Reading) -> None:
    """In a brief text what is said twice must agree."""
    where = f"{mention.entity}.{mention.attribute}"
    if reading.brief and {facets.get("unique"), before.get("unique")} == {True, False}:
        raise Contradiction(f"{where} is unique", f"{where} is not unique", hint="Say which of the two holds.")
    before |= facets


def _add(attribute: AttributeSketch, facets: Facets) -> None:
    optional = bool(facets.pop("optional", False))
    there = attribute.facets
    if any(name in there for name in _BOUNDS) and any(name in facets for name in _BOUNDS):
        facets = {name: value for name, value in facets.items() if name not in _BOUNDS or name not in there}
    attribute.optional = attribute.optional or optional
    if "values" in facets:
        attribute.typed = True
        there["type"] = facets["type"]
    for name, value in facets.items():
        there.setdefault(name, value)
    if attribute.typed:
        settle(there)
