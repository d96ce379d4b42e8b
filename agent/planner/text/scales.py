"""Reads the scale of a thing that is kept: `ratings from 1 to 5`."""

from agent.planner.sketch import Sketch
from agent.planner.text.chunks import Noun
from agent.planner.text.facets import read_facets
from agent.planner.text.reading import Reading
from agent.planner.text.statements import Statement
from agent.planner.text.words import ACTING


def read_scales(reading: Reading, sketch: Sketch) -> None:
    """Notes the bounds that stand right behind, or in brackets behind, the name of an entity; it must be known."""
    for clause in reading.prose:
        for statement in reading.statements(clause):
            for noun in statement.nouns:
                facets, rest = read_facets(noun.group or clause.text[noun.start : noun.end])
                # `tickets (subject, severity 1-4)` lists what a ticket has.
                entity = None if noun.group and "," in rest else _scaled(statement, noun, reading)
                if entity is not None and set(facets) == {"minimum", "maximum"}:
                    sketch.entity(entity).scale = (facets["minimum"], facets["maximum"])


def _scaled(statement: Statement, noun: Noun, reading: Reading) -> str | None:
    """`users rate movies from 1 to 10` speaks of the rating, not of the movie."""
    if statement.verb in ACTING and noun not in statement.subjects:
        return reading.entities.get((ACTING[statement.verb],))
    return reading.entities.get(noun.words)
