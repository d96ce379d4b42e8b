"""Finds where a text names attributes that are known, and whose they are there."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from agent.planner.sketch import Sketch
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from tools.blueprint.names import singular, words

Words = tuple[str, ...]
_TOKEN = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_JOINT = re.compile(r"[ _-]?")
_LEFT_OUT = frozenset({"minutes", "seconds", "hours", "days", "weeks", "months", "years", "cents"})
"""A unit at the end of a name, which a sentence about the value may leave out."""
_WHOSE = re.compile(r"(?P<of>[A-Za-z][\w ]{0,40}?)(?:'s|s')\s+(?:own\s+)?$")
_OF = re.compile(
    r"[`'\"]?\s+(?:of|for)\s+(?:an?\s+|the\s+|each\s+|every\s+|its\s+|their\s+)?(?P<of>[A-Za-z][\w ]{0,40})"
)
_NEAREST = 5
"""Clauses before one, in which what it is about may stand."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An attribute, where it stands in its clause."""

    entity: str
    attribute: str
    start: int
    end: int


class Mentions:
    """Attributes of the entities of a sketch by their words; it is made when all of them are known."""

    def __init__(self, reading: Reading, sketch: Sketch) -> None:
        self._reading = reading
        self._names: dict[str, list[tuple[Words, str]]] = {}
        self._owners: dict[str, list[str]] = {}
        for entity in sketch.entities.values():
            for name in entity.attributes:
                self._owners.setdefault(name, []).append(entity.name)
        for name in self._owners:
            for form in _forms(words(name)):
                self._names.setdefault(form[0], []).append((form, name))
        for forms in self._names.values():
            forms.sort(key=lambda item: (-len(item[0]), item))

    def of(self, clause: Clause) -> list[Mention]:
        """Those of a clause, in order; a name that several entities use is left out where nothing tells which."""
        text = self._reading.whole.get(clause.index, clause.text)
        return [
            Mention(owner, name, start, self._end(text, end))
            for start, end, name in self.named(text)
            if (owner := self._owner(name, clause, text, start, end)) is not None
        ]

    def _end(self, text: str, end: int) -> int:
        """Where a name ends with the thing that it is of: `the name of a shelf`."""
        of = _OF.match(text, end)
        named = self._reading.named(of["of"]) if of is not None else []
        return of.start("of") + named[0][1] if of is not None and named else end

    def named(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Places and names of attributes in a piece of text, the longest name of each place."""
        tokens = [(match.start(), match.end(), match[0].lower()) for match in _TOKEN.finditer(text)]
        at = 0
        while at < len(tokens):
            size, name = self._longest(text, tokens, at)
            if size:
                yield tokens[at][0], tokens[at + size - 1][1], name
            at += size or 1

    def _longest(self, text: str, tokens: list[tuple[int, int, str]], at: int) -> tuple[int, str]:
        for key in dict.fromkeys((tokens[at][2], singular(tokens[at][2]))):
            for form, name in self._names.get(key, ()):
                seen = tokens[at : at + len(form)]
                said = tuple(word for _, _, word in seen)
                joined = all(_JOINT.fullmatch(text, one[1], other[0]) for one, other in pairwise(seen))
                if joined and form in {said, (*said[:-1], singular(said[-1]))}:
                    return len(form), name
        return 0, ""

    def _owner(self, name: str, clause: Clause, text: str, start: int, end: int) -> str | None:
        owners = self._owners[name]
        whose = _WHOSE.search(text[:start])
        of = _OF.match(text, end)
        for match, last in ((whose, True), (of, False)):
            named = [entity for _, _, entity in self._reading.named(match["of"])] if match is not None else []
            if named:
                entity = named[-1 if last else 0]
                return entity if entity in owners else None
        named = [entity for at, _, entity in self._reading.named(text) if not start <= at < end]
        here = _one(named, owners)
        if here is not None:
            return here
        if clause.kind is Kind.PROSE and named and not set(named) & set(owners):
            return None
        for above in (clause.parent, clause.topic, clause.heading):
            found = _one([entity for _, _, entity in self._reading.named(above)], owners)
            if found is not None:
                return found
        if len(owners) == 1:
            return owners[0]
        return self._before(clause, owners)

    def _before(self, clause: Clause, owners: list[str]) -> str | None:
        """Of the entities that the clauses before name, the last one of the nearest."""
        for index in range(clause.index - 1, max(-1, clause.index - 1 - _NEAREST), -1):
            past = self._reading.clauses[index]
            if past.heading != clause.heading:
                return None
            named = [entity for _, _, entity in self._reading.named(self._reading.whole.get(past.index, past.text))]
            found = [entity for entity in named if entity in owners]
            if found:
                return found[0]
        return None


def _forms(name: Words) -> Iterator[Words]:
    """How a text may call an attribute."""
    yield (*name[:-1], singular(name[-1]))
    yield name
    if len(name) > 1 and name[-1] in _LEFT_OUT:
        yield name[:-1]
    if len(name) > 1 and name[0] in {"is", "has"}:
        yield name[1:]


def _one(named: Iterable[str], owners: list[str]) -> str | None:
    found = {entity for entity in named if entity in owners}
    return found.pop() if len(found) == 1 else None
