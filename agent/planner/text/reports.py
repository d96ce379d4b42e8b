"""Reads what is to be counted and measured: `how many tours per month`, `an overview of the stems in stock`."""

import re
from collections.abc import Iterator

from agent.planner.sketch import Sketch
from agent.planner.text.operations import CRUD
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.topics import topic_of
from tools.blueprint.model import Action

_EACH = (
    r"(?:per|by|for each|for every|of each|each|every|in (?:a|each|every|the|one)|over|within|between|"
    r"a (?:day|week|month|year))"
)
_COUNTED = re.compile(
    rf"\b(?:how (?:many|much|often)|(?:the\s+|a\s+)?(?:number|count|total|sum|average|mean|median)s?\s+of)\s+"
    rf"(?P<what>[^.;:?]{{2,90}})(?=\s+{_EACH}\b|[.;:?]|$)",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:see|know|show|shows|want|like|need|get|tell|tells|count|report|ask|asks|answer|list|give|gives|look up|"
    rf"overview|statistics|evaluation|figures|question)\b|\?|\b{_EACH}\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:reports?|overview|statistics|stats|summary|breakdown|rankings?|figures|evaluation|tall(?:y|ies)|totals|"
    r"analytics|dashboard|leaderboard|aggregat\w+)\b(?:\s*(?::|-|;)\s*|\s+(?:of|on|about|with|for|over|showing|"
    r"which shows|that shows|that counts|by|per)\s+)?(?P<what>[^.;]{0,90})",
    re.IGNORECASE,
)
_NO_REPORT = re.compile(
    r"\b(?:damage|lab|expense|bug|crash|incident|error|progress|test|fault|abuse)\s+reports?\b", re.IGNORECASE
)


def read_reports(reading: Reading, sketch: Sketch) -> None:
    """Gives analytics to the entities whose rows are counted; entities must be known by now."""
    for clause in reading.clauses:
        if clause.kind in {Kind.CODE, Kind.HEADING, Kind.ENDPOINT}:
            continue
        for start, end, what in _found(clause, reading):
            if negated(clause.text, start, end, clause.heading, clause.parent):
                continue
            entity = _counted(what, clause, reading)
            if entity is not None:
                chosen = sketch.actions.setdefault(entity, [*CRUD])
                if Action.ANALYTICS not in chosen:
                    chosen.append(Action.ANALYTICS)
                reading.place(clause, (start, end))


def _found(clause: Clause, reading: Reading) -> Iterator[tuple[int, int, str]]:
    for match in _COUNTED.finditer(clause.text):
        around = clause.text[: match.start()] + clause.text[match.end() :]
        if _WANTED.search(around):
            yield match.start(), match.start("what"), match["what"]
    for match in _REPORT.finditer(clause.text):
        kept = reading.mentioned(clause.text[max(0, match.start() - 12) : match.start("what")])
        if not kept and not _NO_REPORT.search(clause.text[max(0, match.start() - 12) : match.end()]):
            yield match.start(), match.start("what"), match["what"]


def _counted(what: str, clause: Clause, reading: Reading) -> str | None:
    """The first thing that the words behind it name, else the last one before it, else what the paragraph is about."""
    for text in (what, clause.text):
        places = _in_order(text, reading)
        if places:
            return places[0]
    topic = topic_of(clause)
    return reading.entity(topic.words) if topic is not None else None


def _in_order(text: str, reading: Reading) -> list[str]:
    """Entities in the order in which a text names them."""
    found: list[str] = []
    pieces = re.split(r"(?<=\w)\s+", text)
    for at in range(len(pieces)):
        for size in (3, 2, 1):
            named = reading.mentioned(" ".join(pieces[at : at + size]))
            if len(named) == 1 and named[0] not in found:
                found.append(named[0])
                break
    return found
