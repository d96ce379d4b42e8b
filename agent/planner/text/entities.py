"""Finds the entities of a text: which nouns are things that the backend keeps."""

from dataclasses import dataclass

from agent.planner.archetypes import archetype, known
from agent.planner.text.callers import read_callers
from agent.planner.text.chunks import Noun
from agent.planner.text.definition import Definition
from agent.planner.text.definitions import BUILDING, definitions
from agent.planner.text.endpoints.things import surely, things_of
from agent.planner.text.evidence import Evidence, Item, gather, likelihoods
from agent.planner.text.linking import MANY
from agent.planner.text.nouns import POINTING, acceptable, is_app, ruled
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.samples import Sample, read_samples
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.statements import Statement, statements
from agent.planner.text.things import COUNTED, attribute_like
from agent.planner.text.words import (
    ACTING,
    APP_WORDS,
    ATTRIBUTE_WORDS,
    HAVE,
    MANAGE,
    NO_ENTITIES,
    OWNING,
    PEOPLE,
    RELATING,
)
from tools.blueprint.check.names import is_reserved
from tools.blueprint.names import singular
from tools.errors import BadInput

ENUMERATED = 3
SAID = 2
MENTIONED = 1
ENOUGH = 2

MOST_ENTITIES = 500
"""A text that names more is refused."""

_ASKED = BUILDING | {"track", "manage", "keep", "store", "list"}
"""Verbs that a request begins with, and that may be taken for a part of a name: `Track house plants`."""
_CHANGING = frozenset({"create", "add", "edit", "update", "change", "delete", "remove", "manage"})
_VIEW = frozenset(
    [
        "entity",
        "model",
        "resource",
        "data",
        "object",
        "table",
        "collection",
        "domain",
        "manage",
        "keep",
        "store",
        "thing",
        "concept",
        "type",
    ]
)


LIKELY, SURE, NEVER, RULED = 0.55, 0.6, 0.03, 0.3
"""From here on a noun is taken for a thing that is kept; in a brief text, with no word of the rules for it; below which
there it is none, whatever they say; from which on in a short one it is as the rules say."""


def _said(item: "_Candidate") -> str:
    """What the rules say of a noun, as evidence."""
    return "rule lists" if item.enumerated else "rule says" if item.score >= ENOUGH else "rule mentions"


@dataclass(slots=True)
class _Candidate:
    words: tuple[str, ...]
    score: int = 0
    enumerated: bool = False
    first: int = 0


class EntityFinder:
    """Gathers candidates over all clauses, then decides."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._found: dict[tuple[str, ...], _Candidate] = {}
        self._app_words: set[str] = set()
        self._ruled: set[tuple[str, ...]] = set()
        """What rules take for things."""
        self._several: dict[tuple[str, ...], str] = {}
        """Things that another has several of, and how that is told."""
        self.definitions: list[Definition] = []
        self.evidence: dict[tuple[str, ...], Evidence] = {}
        self.samples: list[Sample] = []
        self.callers: tuple[str, ...] | None = None
        """Words of whoever signs in."""

    def run(self) -> None:
        """Fills `reading.entities`."""
        for clause in self._reading.prose:
            if clause.index <= 1:
                self._title(clause)
        self.definitions = definitions(self._reading)
        for definition in self.definitions:
            self._mark(definition.words, ENUMERATED, enumerated=not definition.prose)
            if definition.prose:
                self._parts(definition)
        self.callers = read_callers(self._reading)
        self.samples = read_samples(self._reading)
        for sample in self.samples:
            self._mark(sample.words, ENUMERATED, enumerated=True)
        for endpoint, words in things_of(self._reading.endpoints):
            self._mark(words, ENUMERATED, enumerated=True)
            self._reading.placed.add(endpoint.clause)
        for clause in self._reading.clauses:
            if clause.kind is Kind.HEADING:
                continue
            self._bullet(clause)
            for statement in self._reading.statements(clause):
                if statement.negated and (statement.pronoun or not statement.subjects or statement.verb == "need"):
                    self._reading.place(clause, (statement.start, statement.end))
                else:
                    self._statement(clause, statement)
        self._weigh()
        self._aliases()
        for words, told in self._several.items():
            if words in self._reading.entities:
                self._reading.notes.assume(told)

    def _weigh(self) -> None:
        """All that is seen of a noun is weighed; what rules say of it is a part of that."""
        ruled = {item.words: _said(item) for item in self._found.values()}
        self.evidence = gather(self._reading, self.definitions, ruled)
        for sample in self.samples:
            self.evidence[sample.words].signs["sample"] += 1
            for child in sample.children:
                self.evidence.setdefault(child.words, Evidence()).signs["child of sample"] += 1
        if self.callers is not None and self.callers in self.evidence:
            self.evidence[self.callers].signs["signs in"] += 1
        items = [
            Item.of_name(evidence, tuple(self._reading.places.of(words))) for words, evidence in self.evidence.items()
        ]
        self._ruled = {words for words, item in self._found.items() if item.score >= ENOUGH}
        shown = surely(self._reading.endpoints)
        for words, likely in zip(self.evidence, likelihoods("things", items, self._reading), strict=True):
            item = self._found.setdefault(words, _Candidate(words, first=len(self._found)))
            least = shown.get(words, LIKELY)
            name = self._reading.name(words)
            if words not in self._ruled and (name is None or is_reserved(name)):
                continue
            if self._reading.short and item.score >= ENOUGH:
                least = RULED
            if self._reading.brief:
                listed = self.evidence[words].signs["item"] > 0
                least = NEVER if item.score >= ENOUGH else 1.0 if listed else SURE
            item.score = max(item.score, ENOUGH) if likely >= least else 0
        if self._reading.brief and not any(item.score for item in self._found.values()):
            for words in self._ruled:
                self._found[words].score = ENOUGH

    def from_title(self) -> None:
        """`Books API`: where nothing else is named, the name of the thing to build tells what it keeps."""
        for clause in self._reading.prose[:2]:
            named = [statement for statement in self._reading.statements(clause) if not statement.negated]
            for noun in (noun for statement in named for noun in statement.nouns):
                rest = tuple(singular(word) for word in noun.words if word not in APP_WORDS)
                name = self._reading.name(rest)
                if (is_app(noun) or noun.plural) and known(rest) and name is not None:
                    self._reading.entities[rest] = name
                    self._reading.place(clause, (noun.start, noun.end))
                    self._reading.notes.assume(f"{name} is an entity: the name of the backend says so.")
        if not self._reading.entities:
            self._from_purpose()

    def _from_purpose(self) -> None:
        """`a frobnicator for events and venues`: whatever it is, it is about things that backends keep."""
        for clause in self._reading.prose[:1]:
            phrases = [phrase for statement in self._reading.statements(clause) for phrase in statement.phrases]
            for phrase in phrases:
                if phrase.word in {"for", "with", "about"} and any(known(noun.words) for noun in phrase.nouns):
                    self._all(clause, [noun for noun in phrase.nouns if noun.plural], ENUMERATED)
        self._aliases()

    def _parts(self, definition: Definition) -> None:
        """`a course has many lessons`: things that an entity has several of are entities too."""
        for item in definition.items:
            nouns = [noun for statement in statements(item) if not statement.verb for noun in statement.subjects]
            if len(nouns) != 1 or not nouns[0].plural or nouns[0].group or COUNTED.match(item):
                continue
            kind = archetype(self._reading.name(nouns[0].words) or "")
            several = kind is not None and (kind.many or nouns[0].determiner in MANY)
            if several or (not attribute_like(nouns[0]) and acceptable(nouns[0], enumerated=True)):
                self._mark(nouns[0].words, SAID, enumerated=False)
                name, holder = self._reading.name(nouns[0].words), self._reading.name(definition.words)
                if kind is None and name is not None:
                    self._several.setdefault(nouns[0].words, f"{name} is an entity of its own: {holder} has several.")

    def _title(self, clause: Clause) -> None:
        for statement in self._reading.statements(clause)[:2]:
            for noun in (*statement.subjects, *statement.objects):
                if noun.head in APP_WORDS and not noun.plural:
                    self._app_words |= set(noun.words)

    def _statement(self, clause: Clause, statement: Statement) -> None:
        subjects, objects = statement.subjects, statement.objects
        about_app = any(is_app(noun) for noun in subjects) or statement.pronoun in {"we", "it", "i", "they", "you"}
        if statement.verb == ":":
            self._colon(clause, statement)
        elif not statement.verb:
            self._with_or_for(clause, subjects, statement)
            if not subjects or (not statement.phrases and not subjects[0].plural and clause.kind is Kind.PROSE):
                return
            if clause.kind is Kind.PROSE and len(subjects) > 1:
                self._all(clause, [noun for noun in subjects if noun.plural], ENUMERATED)
        elif statement.verb in HAVE | MANAGE and (about_app or not subjects):
            built = statement.verb in BUILDING and clause.index <= 1
            apps = [noun for noun in objects if is_app(noun) or (built and noun.determiner in {"a", "an"})]
            if apps:
                self._with_or_for(clause, apps, statement)
            else:
                plural = [noun for noun in objects if noun.plural or known(noun.words) or noun.determiner == "a"]
                self._all(clause, plural, ENUMERATED)
                self._phrase_nouns(clause, statement)
        elif statement.verb in HAVE:
            self._all(clause, subjects, SAID)
        elif statement.verb == "be":
            if not subjects:
                self._all(clause, [noun for noun in objects if noun.plural], ENUMERATED)
            self._all(clause, [noun for noun in subjects if known(noun.words) and noun.plural], SAID)
        else:
            if statement.verb == "belong":
                for noun in subjects:
                    if noun.head in NO_ENTITIES and noun.head not in APP_WORDS and len(noun.words) == 1:
                        self._mark(noun.words, ENUMERATED, enumerated=True)
            self._acting(clause, statement)

    def _colon(self, clause: Clause, statement: Statement) -> None:
        if any(definition.clause == clause.index and definition.colon for definition in self.definitions):
            return
        further = [
            noun for phrase in statement.phrases for noun in phrase.nouns[1:] if noun.plural and not noun.determiner
        ]
        self._all(clause, [*statement.objects, *further], ENUMERATED)
        self._phrase_nouns(clause, statement, subjects=False)

    def _with_or_for(self, clause: Clause, apps: list[Noun], statement: Statement) -> None:
        """`a blog with posts and tags`, `an API for books and authors`."""
        built = statement.verb in BUILDING and clause.index <= 1
        listed = any(later.verb == ":" for later in self._reading.statements(clause))
        has_with = any(
            acceptable(noun, enumerated=True) and (noun.plural or known(noun.words))
            for phrase in statement.phrases
            if phrase.word in {"with", "including"}
            for noun in phrase.nouns
        )
        for phrase in statement.phrases:
            if phrase.word in {"with", "including", "like", "of"} and (any(map(is_app, apps)) or clause.index <= 1):
                nouns = [
                    noun for noun in phrase.nouns if noun.plural or (known(noun.words) and not attribute_like(noun))
                ]
                self._all(clause, nouns, ENUMERATED)
            elif (
                phrase.word in {"for", "about", "to"}
                and not listed
                and not has_with
                and (built or any(map(is_app, apps)))
            ):
                self._all(clause, [noun for noun in phrase.nouns if noun.plural], ENUMERATED)
            else:
                self._all(clause, [noun for noun in phrase.nouns if known(noun.words) and noun.plural], MENTIONED)
        if not any(map(is_app, apps)) and clause.index > 0:
            self._all(
                clause,
                [noun for noun in apps if known(noun.words)],
                SAID if any(noun.plural for noun in apps) else MENTIONED,
            )

    def _acting(self, clause: Clause, statement: Statement) -> None:
        telling = statement.verb in ACTING or statement.verb in OWNING | RELATING or statement.binds
        # In few words what somebody may delete is kept: `only managers can delete wombats`.
        telling = telling or (self._reading.brief and statement.verb in _CHANGING)
        weight = SAID if telling else MENTIONED
        for noun in statement.subjects:
            if not is_app(noun):
                sure = noun.head in PEOPLE or telling or (known(noun.words) and noun.plural)
                sure = sure and not ruled(noun, statement)
                self._all(clause, [noun], SAID if sure else MENTIONED)
        certain = [noun for noun in statement.objects if known(noun.words) or (noun.plural and telling)]
        self._all(clause, certain, SAID)
        self._all(clause, [noun for noun in statement.objects if noun not in certain], weight - 1)
        self._phrase_nouns(clause, statement)

    def _phrase_nouns(self, clause: Clause, statement: Statement, subjects: bool = True) -> None:
        for phrase in (*(statement.subject_phrases if subjects else ()), *statement.phrases):
            for noun in phrase.nouns:
                if statement.verb in POINTING and phrase.word in {"to", "with", "on"} and noun.determiner:
                    self._all(clause, [noun], ENUMERATED)
                telling = phrase.word in {"to", "by", "on", "from", "in", "at", "of", "with", "for", "between", "into"}
                if known(noun.words) and telling:
                    self._all(clause, [noun], SAID if noun.plural or noun.determiner else MENTIONED)
                elif telling and noun.plural:
                    self._all(clause, [noun], MENTIONED)

    def _bullet(self, clause: Clause) -> None:
        """`- Books` below `Entities:` or below a line that introduces what the backend keeps."""
        title = f"{clause.heading} {clause.parent}".lower()
        if clause.kind is not Kind.BULLET or not any(word in title for word in _VIEW):
            return
        parts = self._reading.statements(clause)
        if len(parts) == 1 and not parts[0].verb and len(parts[0].subjects) == 1:
            if any(definition.owns(clause.index) for definition in self.definitions):
                return
            self._all(clause, parts[0].subjects, ENUMERATED)

    def _all(self, clause: Clause, nouns: list[Noun], score: int) -> None:
        for noun in nouns:
            enumerated = score >= ENUMERATED
            if not acceptable(noun, enumerated) or self._reading.taken(clause, noun):
                continue
            if negated(clause.text, noun.start, noun.end, clause.heading, clause.parent):
                self._reading.place(clause, (noun.start, noun.end))
                continue
            self._mark(noun.words, score, enumerated)
            if score >= SAID:
                self._reading.place(clause)

    def _mark(self, words: tuple[str, ...], score: int, enumerated: bool) -> None:
        if self._reading.name(words) is None:
            return
        there = self._found.setdefault(words, _Candidate(words, first=len(self._found)))
        there.score += score
        there.enumerated = there.enumerated or enumerated

    def _aliases(self) -> None:
        """Settles names that mean one thing, and takes what has evidence enough."""
        chosen = {words: item for words, item in self._found.items() if item.score >= ENOUGH}
        if len(chosen) > MOST_ENTITIES:
            raise BadInput(
                f"The text names more than {MOST_ENTITIES} entities.",
                hint="Split it, or send a Blueprint.",
                code="too-large",
            )
        renamed = {words: self._short(words, chosen) for words in chosen}
        for words in sorted(chosen, key=lambda words: chosen[words].first):
            target = renamed[words]
            name = self._reading.name(target)
            if name is not None:
                self._reading.entities[words] = name
                self._reading.entities.setdefault(target, name)
        for words in self.evidence:
            longer = {name for other, name in self._reading.entities.items() if other[-len(words) :] == words}
            if len(longer) == 1 and self._stands_in(words):
                self._reading.entities.setdefault(words, *longer)

    def _stands_in(self, words: tuple[str, ...]) -> bool:
        """`the order`, where nothing but work orders is kept: the last words of a name stand for it."""
        told = self.evidence[words].signs
        pointed = any(told[way] for way in ("det the", "det each", "det no", "plural"))
        return words in self._ruled or (pointed and words[-1] not in ATTRIBUTE_WORDS)

    def _short(self, words: tuple[str, ...], chosen: dict[tuple[str, ...], _Candidate]) -> tuple[str, ...]:
        bare = (*words[:-1], singular(words[-1]))
        if bare != words and bare in chosen:
            return bare
        if len(words) > 1 and words[0] in _ASKED and self._reading.text.lower().startswith(f"{words[0]} "):
            rest = next((known for known in (words[1:], words[-1:]) if known in chosen), words[1:])
            return self._short(rest, chosen) if rest in chosen else rest
        if len(words) > 1 and words[-1] == "account" and words[0] in PEOPLE:
            return words[:-1]
        if len(words) > 1 and not known(words):
            rest = words[1:]
            lead = words[0] in self._app_words or words[0] in APP_WORDS
            if lead and (known(rest) or rest in chosen):
                return rest
        longer = [other for other in chosen if len(other) > len(words) and other[-len(words) :] == words]
        if len(longer) == 1 and not chosen[words].enumerated and (known(longer[0]) or not known(words)):
            return self._short(longer[0], chosen)
        return words
