"""Gathers what a text tells of each place that may name a value: whether it does, and whose value it is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from agent.planner.archetypes import archetype, names_of_attributes
from agent.planner.text.attributes import read_item
from agent.planner.text.definition import Definition
from agent.planner.text.evidence.gather import Evidence
from agent.planner.text.evidence.sections import section
from agent.planner.text.evidence.spots import Spot, spots
from agent.planner.text.evidence.surroundings import Surroundings
from agent.planner.text.evidence.words import signs_of_words
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.words import ATTRIBUTE_WORDS
from tools.blueprint.names import singular, snake, words

_STRONG = (
    "rule", "brackets", "header", "parent alone", "topic alone", "heading alone", "subject has", "of", "parent",
    "topic", "subject", "pronoun", "heading", "path", "latest", "mentioned", "last before", "before",
)  # fmt: skip
"""Ways in which an entity may stand around a place, the strongest first."""
_DETERMINERS = frozenset(
    {"a", "an", "the", "its", "their", "his", "her", "no", "each", "every", "this", "all", "own", "one"}
)


@dataclass(slots=True)
class Field:
    """A place that may name a value, and the evidence for each entity that it may be of."""

    spot: Spot
    owners: dict[str, Evidence] = field(default_factory=dict)


def gather_fields(reading: Reading, definitions: Iterable[Definition]) -> list[Field]:
    """Evidence of all places, in order."""
    ruled = _ruled(definitions, reading)
    found = [spot for spot in spots(reading) if not _is_entity(spot, reading)]
    often = Counter(spot.name for spot in found)
    near = Surroundings(reading)
    made = []
    for spot in found:
        owners = near.owners(spot)
        for holder in ruled.get((spot.clause.index, spot.name), ()):
            owners.setdefault(holder, []).insert(0, "rule")
        common = [*_of_spot(spot), *near.role(spot), f"seen {min(often[spot.name], 4)}"]
        one = Field(spot)
        for owner, ways in owners.items():
            evidence = Evidence(1)
            evidence.signs.update([*common, *_of_owner(spot, owner, ways, owners)])
            one.owners[owner] = evidence
        made.append(one)
    return made


def _ruled(definitions: Iterable[Definition], reading: Reading) -> Mapping[tuple[int, str], list[str]]:
    """What rules list: clause and name → entities."""
    found: dict[tuple[int, str], list[str]] = {}
    for definition in definitions:
        holder = reading.entity(definition.words)
        if holder is None:
            continue
        for read in filter(None, map(read_item, definition.items)):
            for clause in (definition.clause, *definition.clauses):
                found.setdefault((clause, snake(read.words)), []).append(holder)
    return found


def _is_entity(spot: Spot, reading: Reading) -> bool:
    parts = tuple(words(spot.name))
    return not parts or (*parts[:-1], singular(parts[-1])) in reading.entities


def _of_spot(spot: Spot) -> Iterator[str]:
    clause, item = spot.clause, spot.read
    yield f"kind {clause.kind.value}"
    where = section(clause.heading, clause.parent)
    yield f"section {where or 'other'}"
    parts = tuple(words(spot.name))
    yield from signs_of_words((*parts[:-1], singular(parts[-1])))
    if spot.name in names_of_attributes():
        yield "usual name"
    if "_" in spot.item.split(":")[0].split("(")[0]:
        yield "snake"
    if item.typed:
        yield f"typed {item.facets.get('type', '')}"
    if item.optional:
        yield "optional"
    for name in item.facets:
        if name != "type":
            yield f"facet {name}"
    if spot.leads:
        yield "leads"
        yield f"leads {clause.kind.value}"
    if spot.marked in {":", "(", "-", "--", "|", ","}:
        yield f"mark {spot.marked}"
        if spot.leads:
            yield f"leads and mark {spot.marked}"
    if spot.inside:
        yield "in brackets"
    if spot.behind:
        yield "behind colon"
    if spot.quoted:
        yield "quoted"
    yield f"among {1 if spot.among == 1 else 3 if spot.among <= 3 else 9}"
    if negated(clause.text, spot.start, spot.start + len(spot.name), clause.heading, clause.parent):
        yield "negated"
    if spot.noun is None:
        yield "no noun"
        return
    determiner = spot.noun.determiner
    yield f"det {determiner if determiner in _DETERMINERS else 'other' if determiner else 'none'}"
    if spot.noun.plural:
        yield "plural"
    if spot.noun.capital and spot.start > 0:
        yield "capital"


def _of_owner(spot: Spot, owner: str, ways: list[str], owners: Mapping[str, list[str]]) -> Iterator[str]:
    main = next((name for name in _STRONG if name in ways), ways[0])
    yield from (f"owner {way}" for way in dict.fromkeys(ways))
    yield f"main {main}"
    yield f"main {main} in {spot.clause.kind.value}"
    yield f"main {main} for {_shape(spot)}"
    yield f"main {main} {'leads' if spot.leads else 'inner'}"
    if spot.behind:
        yield f"main {main} behind colon"
    better = sum(_rank(other) < _rank(ways) for name, other in owners.items() if name != owner)
    yield f"better {min(better, 2)}"
    if better:
        best = min((other for name, other in owners.items() if name != owner), key=_rank)
        yield f"main {main} below {next((name for name in _STRONG if name in best), best[0])}"
    if len(owners) == 1:
        yield "only owner"
    kind = archetype(owner)
    if kind is not None:
        usual = {item.name for item in kind.attributes}
        yield "usual of owner" if spot.name in usual else "not usual of owner"


def _rank(ways: list[str]) -> int:
    return min((_STRONG.index(way) for way in ways if way in _STRONG), default=len(_STRONG))


def _shape(spot: Spot) -> str:
    head = singular(words(spot.name)[-1])
    if "_" in spot.item.split(":")[0].split("(")[0]:
        return "snake"
    if spot.read.typed:
        return "typed"
    if head in ATTRIBUTE_WORDS:
        return "attribute word"
    return "facets" if spot.read.facets or spot.read.optional else "plain"
