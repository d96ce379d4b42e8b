"""Reads how often something may be: `one review per product and user`, `a seat can be booked once per showtime`."""

import re

from agent.planner.naming import attribute_name
from agent.planner.sketch import EntitySketch, Sketch
from agent.planner.text.reading import Reading
from tools.blueprint.model import Cardinality

_ONE_PER = re.compile(
    r"\b(?:(?:only|at most|no more than|just|exactly)\s+)?(?:one|1)\s+(?P<what>[a-z][a-z -]{0,40}?)\s+"
    r"(?:per|for each|for every)\s+(?P<per>[a-z][^.;:()]{0,80})",
    re.I,
)
_ONCE = re.compile(
    r"\b[^.;:,()]{0,120}\b(?:(?:only|at most|just)\s+once|once\s+(?:per|for each|for every)|no\s+two\b|more than once)"
    r"[^.;:()]{0,120}",
    re.I,
)


def read_once(reading: Reading, sketch: Sketch) -> None:
    """Makes uniques of rules that name what the entity has; the others are left as they were said, whole."""
    for clause in reading.prose:
        for pattern in (_ONE_PER, _ONCE):
            match = pattern.search(clause.text)
            if match is None:
                continue
            if pattern is _ONCE or not _unique(match["what"], match["per"], reading, sketch):
                reading.notes.leave(f"Rule: {' '.join(match[0].split())}")
            reading.place(clause, match.span())
            break


def _unique(what: str, per: str, reading: Reading, sketch: Sketch) -> bool:
    """Whether all that it is counted by is an attribute, or a reference that the text says."""
    named = reading.mentioned(what)
    if len(named) != 1:
        return False
    entity = sketch.entity(named[0])
    found = [_part(part, entity, reading, sketch) for part in re.split(r"\s*,\s*(?:and )?|\s+and\s+", per.strip())]
    if not found or None in found:
        return False
    members = tuple(name for name in found if name is not None)
    if len(members) == 1 and members[0] in entity.attributes:
        entity.attributes[members[0]].facets["unique"] = True
    elif members not in entity.uniques:
        entity.uniques.append(members)
    return True


def _part(text: str, entity: EntitySketch, reading: Reading, sketch: Sketch) -> str | None:
    name = attribute_name(text, reading.notes) if re.fullmatch(r"[A-Za-z][\w -]{0,47}", text) else None
    if name in entity.attributes:
        return name
    targets = reading.mentioned(text)
    return next(
        (
            link.name
            for link in sketch.relationships
            if link.source == entity.name and [link.target] == targets and link.cardinality is Cardinality.MANY_TO_ONE
        ),
        None,
    )
