"""A text, taken apart once, and which of its clauses have found a place."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from agent.planner.notes import Notes
from agent.planner.text.chunks import Noun
from agent.planner.text.encoder import Encoded, encoded
from agent.planner.text.endpoints.endpoint import Endpoint
from agent.planner.text.groups import Group
from agent.planner.text.places import Place, Places
from agent.planner.text.sentences import Clause, Kind, clauses
from agent.planner.text.statements import Statement, statements
from tools.blueprint.model import Action
from tools.blueprint.names import pascal, singular
from tools.blueprint.names import words as words_of

_NEAR = 8
BRIEF, SHORT = 250, 500
"""Letters of a text that is brief, and of one that is short."""
_SIZES = (120, 250, 500, 900, 2000)
"""Letters below which a text has a sign of its own."""
_LETTERS = re.compile(r"[A-Za-z]+")
_BLANK = "\x00"
_BLANKED = re.compile(r"(?:\b(?:no|without|using|with|on|by|via|any|and)\s+)*\x00+")


@dataclass(frozen=True, slots=True)
class Shut:
    """What a rule closes of which it cannot be said whom it lets in."""

    actions: tuple[Action, ...]
    entity: str
    said: str


@dataclass
class Reading:
    """What the readers of one text share."""

    text: str
    notes: Notes
    placed: set[int] = field(default_factory=set)
    """Indexes of clauses that some reader has used."""
    title: tuple[int, tuple[int, int]] | None = None
    """Clause and place of the words that name the backend."""
    used: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Clause → where in it stand words that some reader has used."""
    entities: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Words of a noun → the entity it means."""
    endpoints: tuple[Endpoint, ...] = ()
    """Those that the text lists."""
    whole: dict[int, str] = field(default_factory=dict)
    """Clause → what stood there before readers took words out of it."""
    groups: list[Group] = field(default_factory=list)
    """What lists of attributes say is unique together."""
    shut: list[Shut] = field(default_factory=list)
    _indexed: int = 0
    _first: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)

    @property
    def brief(self) -> bool:
        """In a sentence or two what rules say stands, unless evidence is next to sure that it is wrong."""
        return len(self.text) < BRIEF

    @property
    def short(self) -> bool:
        """In few words what somebody does something to is a thing, though nothing else tells of it."""
        return len(self.text) < SHORT

    @property
    def size(self) -> str:
        """A sign of how much is told: in few words each weighs more."""
        return next((f"letters below {size}" for size in _SIZES if len(self.text) < size), "letters many")

    @cached_property
    def original(self) -> tuple[Clause, ...]:
        """The clauses as they stand there, whatever readers have taken out of them since."""
        return clauses(self.text)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return self.original

    @cached_property
    def said(self) -> frozenset[str]:
        """All words of the text, in small letters."""
        return frozenset(word.lower() for word in _LETTERS.findall(self.text))

    @cached_property
    def places(self) -> Places:
        """Where words stand in the original clauses."""
        return Places(self.original)

    @cached_property
    def encoded(self) -> Encoded:
        """What the model makes of the original clauses."""
        return encoded(tuple((clause.text, clause.kind.value) for clause in self.original))

    def places_of(self, entity: str) -> tuple[Place, ...]:
        """Where the words stand that mean an entity."""
        named = {told for told, meant in self.entities.items() if meant == entity}
        return self.places.of_all(sorted(named | {words_of(entity)}))

    @cached_property
    def prose(self) -> tuple[Clause, ...]:
        """Clauses written as sentences or bullets."""
        return tuple(clause for clause in self.clauses if clause.kind in {Kind.PROSE, Kind.BULLET})

    @cached_property
    def _statements(self) -> dict[int, list[Statement]]:
        return {clause.index: statements(clause.text) for clause in self.prose}

    def statements(self, clause: Clause) -> list[Statement]:
        return self._statements.get(clause.index, [])

    def before(self, clause: Clause) -> list[Clause]:
        """The statements right before a clause, the nearest first: what a pronoun in it may mean."""
        at = bisect_left(self.prose, clause.index, key=lambda item: item.index)
        return list(reversed(self.prose[max(0, at - _NEAR) : at]))

    def place(self, clause: Clause, *spans: tuple[int, int]) -> None:
        """A reader has used the clause: the words at `spans`, and those that name what it made of them."""
        self.placed.add(clause.index)
        self.used.setdefault(clause.index, []).extend(spans)

    def consume(self, index: int, start: int, end: int, kind: Kind | None = None, instead: str = "") -> None:
        """Takes words out of a clause, before its statements are read: whoever has read them has them whole.

        What is left of the clause is of that `kind` then, where one is given; the words `instead` stand there, where
        they fit.
        """
        clause = next(item for item in self.clauses if item.index == index)
        if kind is None:
            self.whole.setdefault(index, clause.text)
        text = f"{clause.text[:start]}{instead[: end - start].ljust(end - start)}{clause.text[end:]}"
        left = replace(clause, text=text, kind=kind or clause.kind)
        self.clauses = tuple(left if item.index == index else item for item in self.clauses)
        self.placed.add(index)
        for name in ("prose", "_statements"):
            self.__dict__.pop(name, None)

    def taken_out(self, index: int, start: int, end: int) -> bool:
        """Whether a reader has taken words out of this part of a clause."""
        if index not in self.whole:
            return False
        now = next(clause.text for clause in self.clauses if clause.index == index)
        return now[start:end] != self.whole[index][start:end]

    def region(self, clause: Clause, start: int, end: int) -> str:
        """A part of a clause without what other readers have used: `title, no auth, SQLite` is a list of one."""
        text = clause.text
        for first, last in self.used.get(clause.index, ()):
            text = f"{text[:first]}{_BLANK * (last - first)}{text[last:]}"
        return _BLANKED.sub("", text[start:end])

    def taken(self, clause: Clause, noun: Noun) -> bool:
        """Another reader has used a word of the noun."""
        return any(first < noun.end and noun.start < last for first, last in self.used.get(clause.index, ()))

    def entity(self, words: tuple[str, ...]) -> str | None:
        """The entity that a noun means: all its words, or the last ones."""
        for start in range(len(words)):
            found = self.entities.get(words[start:])
            if found is not None:
                return found
        return None

    def meant(self, nouns: Iterable[Noun]) -> list[str]:
        """The entities that nouns mean, each once, in order."""
        found = (self.entity(noun.words) for noun in nouns)
        return list(dict.fromkeys(name for name in found if name is not None))

    def mentioned(self, text: str) -> list[str]:
        """The entities that a piece of text names, in the order in which they were found."""
        found = {entity for _, _, entity in self.named(text)}
        return [entity for entity in dict.fromkeys(self.entities.values()) if entity in found]

    def named(self, text: str) -> list[tuple[int, int, str]]:
        """Where a piece of text names entities, and which: begin, end and name, in order."""
        seen = [(match.start(), match.end(), singular(match[0].lower())) for match in _LETTERS.finditer(text)]
        found = []
        for at, (start, _, word) in enumerate(seen):
            for words, entity in self._by_first.get(word, ()):
                if tuple(item[2] for item in seen[at : at + len(words)]) == words:
                    found.append((start, seen[at + len(words) - 1][1], entity))
        return found

    @property
    def _by_first(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """Names by their first word; made anew when names were added."""
        if self._indexed != len(self.entities):
            self._indexed = len(self.entities)
            self._first = {}
            for words, entity in self.entities.items():
                self._first.setdefault(words[0], []).append((words, entity))
        return self._first

    def name(self, words: tuple[str, ...]) -> str | None:
        """PascalCase of a noun's words; None where they are too long for a name."""
        if not words or not all(word.isascii() and word.isalnum() for word in words) or not words[0][0].isalpha():
            return None
        made = pascal("_".join(words))
        return made if len(made) <= 48 else None
