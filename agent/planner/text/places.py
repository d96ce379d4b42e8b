"""Finds where in a text the words of a name stand."""

import re
from collections.abc import Iterable, Sequence

from agent.planner.text.sentences import Clause
from tools.blueprint.names import singular

Words = tuple[str, ...]
Place = tuple[int, int, int]
"""Index of a clause, and where in it something begins and ends."""

_TOKEN = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_APART = re.compile(r"[\w\s'-]*")
"""What may stand between the words of one name."""


class Places:
    """The words of all clauses by their places; those of titles, rows and samples of code too."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = clauses
        self._told: list[list[tuple[int, int, str]]] = []
        self._first: dict[str, list[tuple[int, int]]] = {}
        for clause in clauses:
            told = [(one.start(), one.end(), singular(one[0].lower())) for one in _TOKEN.finditer(clause.text)]
            for at, (_, _, word) in enumerate(told):
                self._first.setdefault(word, []).append((clause.index, at))
            self._told.append(told)

    def of(self, name: Words) -> list[Place]:
        """Where these words stand in a row, the last one in the singular or the plural."""
        found = []
        for clause, at in self._first.get(singular(name[0]), ()):
            seen = self._told[clause][at : at + len(name)]
            if len(seen) < len(name) or any(
                one[2] not in {word, singular(word)} for one, word in zip(seen, name, strict=True)
            ):
                continue
            start, end = seen[0][0], seen[-1][1]
            if _APART.fullmatch(self._clauses[clause].text, start, end):
                found.append((clause, start, end))
        return found

    def of_all(self, names: Iterable[Words]) -> tuple[Place, ...]:
        """The places of several names, in the order of the text."""
        return tuple(sorted({place for name in names for place in self.of(name)}))


def shared(ones: Sequence[Place], others: Sequence[Place]) -> tuple[Place, ...]:
    """The places of the one name in clauses where the other stands too."""
    clauses = {clause for clause, _, _ in others}
    return tuple(place for place in ones if place[0] in clauses)


def nearest(place: Place, others: Sequence[Place]) -> tuple[Place, ...]:
    """The place of a name next to another place, one before it sooner than one behind; none where it has none."""

    def distance(other: Place) -> tuple[int, bool, int]:
        return abs(other[0] - place[0]), other > place, abs(other[1] - place[1])

    return (min(others, key=distance),) if others else ()
