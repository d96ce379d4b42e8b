"""Gathers what a text tells of each place that may name a value: whether it does, and whose value it is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from agent.planner.archetypes import archetype
from agent.planner.text.attributes import read_item
from agent.planner.text.chunks import Noun, chunks
from agent.planner.text.definition import Definition
from agent.planner.text.endpoints.things import things_of
from agent.planner.text.evidence.gather import Evidence, kind_of
from agent.planner.text.evidence.sections import section
from agent.planner.text.evidence.spots import Spot, spots
from agent.planner.text.evidence.words import signs_of_words
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.statements import Statement, statements
from agent.planner.text.words import ATTRIBUTE_WORDS
from tools.blueprint.names import singular, snake, words

_NEAREST = 8
"""Clauses before one that may tell what it is about."""
_STRONG = (
    "rule", "brackets", "header", "parent alone", "topic alone", "heading alone", "subject has", "of", "parent", "topic", "subject",
    "pronoun", "heading", "path", "latest", "mentioned", "last before", "before",
)  # fmt: skip


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
    near = _Surroundings(reading)
    made = []
    for spot in found:
        owners = near.owners(spot)
        for (clause, name), holders in ruled.items():
            if name == spot.name and clause == spot.clause.index:
                for holder in holders:
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
        for item in definition.items if holder is not None else ():
            read = read_item(item)
            for clause in (definition.clause, *definition.clauses) if read is not None else ():
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
    yield from _usual(spot.name)
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
    else:
        yield f"det {spot.noun.determiner if spot.noun.determiner in _DETERMINERS else 'other' if spot.noun.determiner else 'none'}"
        if spot.noun.plural:
            yield "plural"
        if spot.noun.capital and spot.start > 0:
            yield "capital"


_DETERMINERS = frozenset({"a", "an", "the", "its", "their", "his", "her", "no", "each", "every", "this", "all", "own", "one"})


@lru_cache(maxsize=4096)
def _usual(name: str) -> tuple[str, ...]:
    return ("usual name",) if name in _common_names() else ()


@lru_cache(maxsize=1)
def _common_names() -> frozenset[str]:
    from agent.planner.archetypes import names_of_attributes

    return names_of_attributes()


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


class _Surroundings:
    """Which entities stand around a place."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._told: dict[int, list[Statement]] = {}
        self._named: dict[int, list[tuple[int, str]]] = {}
        self._subjects: dict[int, str] = {}
        self._alone: dict[int, str] = {}
        self._paths = {}
        for endpoint, thing in things_of(reading.endpoints):
            name = reading.entity(thing)
            if name is not None:
                self._paths[endpoint.clause] = name
        self._headers: dict[int, str] = {}
        latest = header = ""
        for clause in reading.clauses:
            header = "" if clause.kind is not Kind.ROW else header or clause.text.split("|")[0]
            self._headers[clause.index] = header
            if clause.kind is Kind.HEADING:
                latest = ""
            one = self._only(clause.topic) or (self._only(clause.text) if clause.kind is Kind.HEADING else None)
            if one:
                latest = one
            self._alone[clause.index] = latest

    def statements(self, clause: Clause) -> list[Statement]:
        if clause.index not in self._told:
            self._told[clause.index] = statements(self._reading.whole.get(clause.index, clause.text))
        return self._told[clause.index]

    def owners(self, spot: Spot) -> dict[str, list[str]]:
        """Entity → ways in which it stands around the place."""
        found: dict[str, list[str]] = {}
        for name, way in self._ways(spot):
            if way not in found.setdefault(name, []):
                found[name].append(way)
        return found

    def _ways(self, spot: Spot) -> Iterator[tuple[str, str]]:
        clause, reading = spot.clause, self._reading
        if spot.inside and (name := reading.entity(spot.inside)):
            yield name, "brackets"
        for text, way in ((clause.parent, "parent"), (clause.topic, "topic"), (clause.heading, "heading")):
            one = self._only(text)
            for name in self._mentioned(text):
                yield name, f"{way} alone" if name == one else way
        if latest := self._alone.get(clause.index):
            yield latest, "latest"
        if path := self._paths.get(clause.index):
            yield path, "path"
        if clause.kind is Kind.ROW:
            for name in self._mentioned(self._headers.get(clause.index, "")):
                yield name, "header"
            yield from self._before(clause)
            return
        yield from self._of_statement(spot)
        for at, name in self._names(clause):
            if at < spot.start:
                yield name, "mentioned"
        yield from self._before(clause)

    def _of_statement(self, spot: Spot) -> Iterator[tuple[str, str]]:
        statement = self._statement(spot)
        if statement is None:
            return
        kind = kind_of(statement)
        for noun in statement.subjects:
            if (name := self._reading.entity(noun.words)) and noun.start != spot.start:
                yield name, "subject"
                yield name, f"subject {kind}"
        for phrases in (statement.subject_phrases, statement.phrases):
            for phrase in phrases:
                for noun in phrase.nouns:
                    if (name := self._reading.entity(noun.words)) and noun.start != spot.start:
                        yield name, "of" if phrase.word in {"of", "for"} else f"phrase {phrase.word}"
        if spot.noun is not None and spot.noun.possessor and (name := self._reading.entity(spot.noun.possessor)):
            yield name, "of"
        if statement.pronoun in {"it", "they"} or (spot.noun is not None and spot.noun.determiner in {"its", "their", "his", "her"}):
            for name in self._last_subjects(spot.clause):
                yield name, "pronoun"

    def _before(self, clause: Clause) -> Iterator[tuple[str, str]]:
        seen = 0
        for distance, past in enumerate(self._past(clause), 1):
            for _, name in self._names(past):
                seen += 1
                yield name, "before"
                yield name, f"before {min(distance, 4)}"
                if seen == 1:
                    yield name, "last before"

    def _last_subjects(self, clause: Clause) -> Iterator[str]:
        for past in self._past(clause):
            for statement in reversed(self.statements(past)):
                for noun in reversed(statement.subjects):
                    if name := self._reading.entity(noun.words):
                        yield name
                        return

    def _past(self, clause: Clause) -> Iterator[Clause]:
        for index in range(clause.index - 1, max(-1, clause.index - 1 - _NEAREST), -1):
            past = self._reading.clauses[index]
            if past.heading != clause.heading or past.kind is Kind.CODE:
                return
            yield past

    def role(self, spot: Spot) -> Iterator[str]:
        """What a place is in its sentence."""
        statement = self._statement(spot)
        if statement is None:
            yield "role none"
            return
        kind = kind_of(statement)
        noun = spot.noun
        role = "other"
        if noun is not None and any(noun.start == item.start for item in statement.subjects):
            role = "subject"
        elif noun is not None and any(noun.start == item.start for item in statement.objects):
            role = "object"
        else:
            for phrase in (*statement.subject_phrases, *statement.phrases):
                if noun is not None and any(noun.start == item.start for item in phrase.nouns):
                    role = f"behind {phrase.word}"
        yield f"role {role}"
        yield f"role {role} of {kind}"
        yield f"verb {kind}"
        if statement.verb:
            yield f"verb is {statement.verb}"
        if any(item.modal for item in statement.verbs):
            yield "modal"
        if statement.pronoun:
            yield f"pronoun {statement.pronoun}"

    def _statement(self, spot: Spot) -> Statement | None:
        """The statement that a place stands in; the place may be in brackets of one of its nouns."""
        if spot.clause.kind is Kind.ROW:
            return None
        found = None
        for statement in self.statements(spot.clause):
            if statement.start <= spot.start < max(statement.end, statement.start + 1):
                found = statement
        return found

    def _names(self, clause: Clause) -> list[tuple[int, str]]:
        if clause.index not in self._named:
            text = self._reading.whole.get(clause.index, clause.text)
            nouns = [chunk for chunk in chunks(text) if isinstance(chunk, Noun)]
            self._named[clause.index] = [(noun.start, name) for noun in nouns if (name := self._reading.entity(noun.words))]
        return self._named[clause.index]

    def _mentioned(self, text: str) -> list[str]:
        return self._reading.mentioned(text) if text else []

    def _only(self, text: str) -> str | None:
        """The entity that a title names and nothing else."""
        if not text or len(text) > 80:
            return None
        nouns = [noun for statement in statements(text) for noun in statement.nouns]
        return self._reading.entity(nouns[0].words) if len(nouns) == 1 else None
