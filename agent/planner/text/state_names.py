"""Reads what a text calls the state of a thing: `a bed has a state`, `the stage of an application`."""

import re
from collections import Counter

from agent.planner.sketch import Sketch
from agent.planner.text.patterns.machines import STATUS, Machine
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause
from agent.planner.text.topics import topic_of

_CALLED = re.compile(
    r"\b(?P<name>status|state|stage|phase)\b(?! (?:machine|code|of the art))|"
    r"\bone of (?:\w+ ){0,2}(?P<names>state|stage|phase)s\b",
    re.IGNORECASE,
)


def name_states(reading: Reading, sketch: Sketch) -> None:
    """Gives machines of states the word that stands oftenest beside their thing; transitions must be known by now."""
    for pattern in sketch.patterns:
        machine: Machine | None = pattern.facets.get("machine")
        if machine is None or machine.attribute != STATUS:
            continue
        told = Counter(
            (match["name"] or match["names"]).lower()
            for clause in reading.original
            if pattern.entity in _things(clause, reading)
            for match in _CALLED.finditer(clause.text)
        )
        if told and STATUS not in told:
            machine.attribute = told.most_common(1)[0][0]


def _things(clause: Clause, reading: Reading) -> list[str]:
    """What a clause is about: the entities that it names, else that of the title above it."""
    topic = topic_of(clause)
    above = reading.entity(topic.words) if topic is not None else None
    return reading.mentioned(clause.text) or ([above] if above is not None else [])
