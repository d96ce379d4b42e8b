"""Reads what is said of the rows of some entities only: `soft delete albums`, `orders are soft-deleted`."""

import re

from agent.planner.sketch import ApiSketch, Sketch
from agent.planner.text.conventions import LIFECYCLE
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Kind
from agent.planner.text.words import DETERMINERS
from tools.blueprint.names import singular, words

_JOINT = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_END = re.compile(r"[.;:()]")
_OF = re.compile(r"^\s+(?:only\s+)?(?:(?:for|of|on)\s+)?(?:only\s+)?(?=\w)", re.IGNORECASE)
_BEING = re.compile(
    r"\s+(?:are|is|be|must be|should be|can be|may be|get|gets|have|has|need|needs|use|uses)\s+"
    r"(?:only\s+|never\s+|an?\s+)?$",
    re.IGNORECASE,
)


def read_lifecycle(reading: Reading, sketch: Sketch, before: ApiSketch) -> None:
    """Narrows a switch of the whole API to the entities that its words name; `before` is what held before the text."""
    for name, pattern in LIFECYCLE:
        narrow: dict[str, bool] = {}
        wide = False
        for clause in reading.clauses:
            if clause.kind in {Kind.CODE, Kind.HEADING}:
                continue
            for match in pattern.finditer(clause.text):
                entities = _behind(clause.text[match.end() :], reading) or _ahead(clause.text[: match.start()], reading)
                wide = wide or not entities
                wanted = not negated(clause.text, match.start(), match.end(), clause.heading, clause.parent)
                narrow |= dict.fromkeys(entities, wanted or "never" in match[0].lower())
        for entity, wanted in narrow.items():
            setattr(sketch.entity(entity), name, wanted)
        if narrow and not wide:
            setattr(sketch.api, name, getattr(before, name))


def _behind(text: str, reading: Reading) -> list[str]:
    """`soft delete for albums and tracks, cursor pagination`: the entities at the head of what follows."""
    of = _OF.match(text)
    return [] if of is None else _leading(_JOINT.split(_END.split(text[of.end() :])[0]), reading)


def _ahead(text: str, reading: Reading) -> list[str]:
    """`albums and tracks are soft-deleted`: the entities right before the verb."""
    being = _BEING.search(text)
    if being is None:
        return []
    items = _JOINT.split(_END.split(text[: being.start()])[-1])
    return list(reversed(_leading(list(reversed(items)), reading)))


def _leading(items: list[str], reading: Reading) -> list[str]:
    found: list[str] = []
    for item in items:
        named = tuple(singular(word) for word in words(item) if word not in DETERMINERS | {"only"})
        entity = reading.entities.get(named)
        if entity is None:
            break
        found.append(entity)
    return found
