"""Gathers what a text tells of figures: whether rows of a thing are counted or measured."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from agent.planner.sketch import Sketch
from agent.planner.text.evidence.gather import Evidence
from agent.planner.text.evidence.sections import section
from agent.planner.text.evidence.surroundings import Surroundings
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.words import PEOPLE
from tools.blueprint.names import words

_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{said})\b", re.IGNORECASE))
    for name, said in (
        ("how many", r"how (?:many|much|often|long)"),
        ("number of", r"(?:number|count|amount|quantity)s? of|counts?"),
        ("sum", r"sums?|totals?|turnover|revenue|income|takings|sales|balance|add up"),
        ("mean", r"average|mean|median|rates?|ratio|share|percentage|per ?cent|utili[sz]ation|occupancy"),
        ("report", r"reports?|overview|statistics?|stats|summary|breakdown|figures|evaluation|analytics|dashboard|"
                   r"aggregat\w+|tall(?:y|ies)|charts?|numbers"),
        ("ranking", r"rankings?|leaderboard|top (?:ten|five|\d+)|most|best|standings?|popular"),
        ("by time", r"(?:per|by|each|every|of the|for a|in a|a|last|past|within a) (?:day|week|month|quarter|year|"
                    r"season|hour|term)s?|monthly|weekly|daily|yearly|annual(?:ly)?"),
        ("per", r"per|by|for each|of each|grouped by|broken down"),
        ("wanted", r"see|know|show|want|need|get|ask|tell|look"),
    )
)  # fmt: skip
_SURE = frozenset({"how many", "number of", "sum", "mean", "report", "ranking"})
_NEAR = 12
"""Letters between a word of counting and what is counted."""


@dataclass(slots=True)
class Figure:
    """A clause that may ask for figures, and the things whose rows they may be of."""

    clause: Clause
    things: dict[str, Evidence] = field(default_factory=dict)


def gather_reports(reading: Reading, sketch: Sketch) -> list[Figure]:
    """Evidence for each clause with a word of counting, in order."""
    near, found = Surroundings(reading), []
    for clause in reading.clauses:
        if clause.kind in {Kind.CODE, Kind.HEADING, Kind.ENDPOINT}:
            continue
        whole = replace(clause, text=reading.whole.get(clause.index, clause.text))
        told = {name: match for name, pattern in _SIGNS if (match := pattern.search(whole.text))}
        if not _SURE & set(told):
            continue
        figure = Figure(clause)
        signs = list(_of_clause(whole, told))
        ways = _ways(whole, told, near, reading)
        for thing, how in ways.items():
            evidence = Evidence(1)
            evidence.signs.update([*signs, *_of_thing(thing, how, ways, told, sketch)])
            figure.things[thing] = evidence
        found.append(figure)
    asked = Counter(thing for figure in found for thing in figure.things)
    for figure in found:
        for thing, evidence in figure.things.items():
            evidence.signs[f"asked {min(asked[thing], 3)}"] += 1
    return found


def _of_clause(clause: Clause, told: Mapping[str, re.Match[str]]) -> Iterator[str]:
    yield f"kind {clause.kind.value}"
    yield f"section {section(clause.heading, clause.parent) or 'other'}"
    yield from (f"says {name}" for name in told)
    yield from (f"says {name} {match[0].lower()}" for name, match in told.items() if name in _SURE)
    for text, way in ((clause.heading, "heading"), (clause.parent, "parent"), (clause.topic, "topic")):
        if any(pattern.search(text) for name, pattern in _SIGNS if name in {"report", "ranking"}):
            yield f"{way} of figures"
    if any(negated(clause.text, *told[name].span(), clause.heading, clause.parent) for name in _SURE & set(told)):
        yield "negated"
    if re.search(r"\b(?:stored?|kept|keep|field|attribute|column|max|maximum|at most|at least)\b", clause.text, re.I):
        yield "of storing"
    if "?" in clause.text:
        yield "question"


def _ways(
    clause: Clause, told: Mapping[str, re.Match[str]], near: Surroundings, reading: Reading
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}

    def add(name: str, way: str) -> None:
        if way not in found.setdefault(name, []):
            found[name].append(way)

    names = _named(clause, reading)
    for number, (start, name) in enumerate(names):
        add(name, "first" if number == 0 else "later")
        for sign in _SURE & set(told):
            if 0 <= start - told[sign].end() <= _NEAR:
                add(name, f"right behind {sign}")
            elif start >= told[sign].end():
                add(name, f"behind {sign}")
            else:
                add(name, f"before {sign}")
        if re.search(r"\b(?:per|by|each|every|for each)\s+$", clause.text[:start], re.IGNORECASE):
            add(name, "the measure")
    for name, way in near.above(clause):
        add(name, way)
    if not names:
        for name, way in near.earlier(clause):
            add(name, way)
    return found


def _named(clause: Clause, reading: Reading) -> list[tuple[int, str]]:
    """Where things are named, whatever words stand beside them: `how many loan requests granted per year`."""
    found = reading.named(clause.text)
    return [(start, name) for start, end, name in found if not _within(start, end, found)]


def _within(start: int, end: int, found: Iterable[tuple[int, int, str]]) -> bool:
    """A longer name has the place: the slots of `viewing slots`."""
    return any(first <= start and end <= last and last - first > end - start for first, last, _ in found)


def _of_thing(
    thing: str, how: list[str], ways: Mapping[str, list[str]], told: Mapping[str, re.Match[str]], sketch: Sketch
) -> Iterator[str]:
    yield from (f"thing {way}" for way in how)
    right = any(way.startswith("right behind") for way in how)
    if not right and any(way.startswith("right behind") for other in ways.values() for way in other):
        yield "another is right behind"
    if len(ways) == 1:
        yield "only thing"
    if "per" in told and "the measure" not in how and any("the measure" in other for other in ways.values()):
        yield "another is the measure"
    if words(thing)[-1].lower() in PEOPLE:
        yield "thing is a person"
    if sketch.auth.account == thing:
        yield "thing is the account"
    entity = sketch.entities.get(thing)
    kinds = {item.facets.get("type") for item in (entity.attributes.values() if entity else ())}
    yield from (
        f"has {kind}" for kind in sorted(map(str, kinds & {"decimal", "int32", "float", "date", "datetime", "enum"}))
    )
    linked = sum(item.source == thing for item in sketch.relationships)
    yield f"refers to {min(linked, 3)}"
