"""A batch of edits: whole if it fits; otherwise as much of it as fits, and why the rest does not."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice

from pydantic import JsonValue

from agent.model_planner.guard import Ground, Words, edited
from agent.task import StackWish
from tools.blueprint.edit.model import Edit, PartKind
from tools.blueprint.model import Blueprint
from tools.errors import AgentError, BadInput

MAX_CHECKS = 240
"""Of one answer of the model, whatever it holds: each takes up to a fifth of a second."""
MAX_PASSES = 8
"""Through a batch whose edits stand in another order than they can be made in."""
MOST_LEFT_OUT = 2
_MOST_REMADE = 600
"""Edits of a group that are made again in all, to find the one or two that have to be left out."""
_ENTITY = re.compile(r"\b[A-Z]\w*")
_NAME = re.compile(r"[^\W\d]\w*")
_NAMING = ("name", "inverse", "values")
"""Keys under which a value brings names of its own."""
Check = Callable[[Blueprint], None]
"""Raises AgentError for a Blueprint that cannot be built."""


class NotTried(AgentError):
    """There was too much to be tried at once."""

    code = "not-tried"


@dataclass(slots=True)
class Limited:
    """A check that can be made so many times for one answer. It counts: a clock would not end at the same place
    twice."""

    check: Callable[[Blueprint, StackWish], None]
    left: int = MAX_CHECKS

    def renew(self) -> None:
        """For the next answer."""
        self.left = MAX_CHECKS

    def __call__(self, blueprint: Blueprint, wish: StackWish) -> None:
        if self.left == 0:
            raise NotTried("It was not tried: there was too much at once.", hint="Send fewer at once.")
        self.left -= 1
        self.check(blueprint, wish)


@dataclass(frozen=True, slots=True)
class Asked:
    """One edit, its place in the batch, and the words that ask for it."""

    place: int
    edit: Edit
    because: str

    @property
    def label(self) -> str:
        return f"edits[{self.place}] ({self.edit.op} {self.edit.part.value} {self.edit.name})"


@dataclass(frozen=True, slots=True)
class Placed:
    """What came of a batch."""

    ground: Ground
    kept: int
    findings: Mapping[int, AgentError]
    """Places of the edits that were not made, in order, and why."""


def placed(ground: Ground, batch: Sequence[Asked], words: Words, check: Check) -> Placed:
    """The ground with the edits that fit together.

    Edits may need each other (an entity and the relationship to its owner), so one that cannot be built alone is no
    wrong one, unless nothing else in the batch is about what is wrong with it.
    """
    sound, after, findings = _each_sound(ground, batch, words)
    kept = len(sound)
    try:
        if sound:
            check(after.blueprint)
    except AgentError:
        # Why an edit is left out is told when the others are made.
        fit = _Fit(ground, words, check)
        findings |= _fitted(fit, sound)
        kept, after = len(fit.kept), fit.ground
    return Placed(after, kept, {place: findings[place] for place in sorted(findings)})


@dataclass(slots=True)
class _Fit:
    """The ground, and what was taken into it so far."""

    ground: Ground
    words: Words
    check: Check
    kept: set[int] = field(default_factory=set)
    why: AgentError = field(default_factory=lambda: BadInput("Nothing was tried.", hint=""))
    """Why the last part was not taken."""

    def takes(self, part: Sequence[Asked]) -> bool:
        """Takes all of it, or nothing."""
        try:
            self.ground = self.grown(part)
        except AgentError as error:
            self.why = error
            return False
        self.kept |= {item.place for item in part}
        return True

    def grown(self, part: Sequence[Asked]) -> Ground:
        """The ground with it. Raises AgentError where that cannot be built."""
        ground = self.ground
        for item in part:
            ground = _edited(ground, item, self.words)
        if part:
            self.check(ground.blueprint)
        return ground

    def halves(self, items: Sequence[Asked]) -> None:
        """Takes what fits of edits that fit one by one; of two that exclude each other the first one stays."""
        if items and not self.takes(items) and len(items) > 1 and not isinstance(self.why, NotTried):
            middle = len(items) // 2
            self.halves(items[:middle])
            self.halves(items[middle:])

    def most(self, items: Sequence[Asked]) -> None:
        """Takes all, or all but one or two, first those that the check names; nothing where that is not enough."""
        if not items or self.takes(items):
            return
        for part in islice(_parts(items, _names_in(self.why)), _MOST_REMADE // len(items)):
            if isinstance(self.why, NotTried) or self.takes(part):
                return


def _each_sound(
    ground: Ground, batch: Sequence[Asked], words: Words
) -> tuple[list[Asked], Ground, dict[int, AgentError]]:
    """The edits that can be made one after the other, in another order if need be; the ground with them; and by place
    why others cannot."""
    sound: list[Asked] = []
    findings: dict[int, AgentError] = {}
    waiting = list(batch)
    for _ in range(MAX_PASSES):
        late = []
        for item in waiting:
            try:
                ground = _edited(ground, item, words)
            except AgentError as error:
                findings[item.place] = error
                late.append(item)
            else:
                findings.pop(item.place, None)
                sound.append(item)
        if len(late) in (0, len(waiting)):
            break
        waiting = late
    return sound, ground, findings


def _fitted(fit: _Fit, sound: Sequence[Asked]) -> dict[int, AgentError]:
    """Takes what fits: first what fits alone, then what needs each other. By place why the rest does not."""
    alone, needy, findings = _apart(fit, sound)
    fit.halves(alone)
    for group in (needy, *_by_entity(needy)):
        fit.most([item for item in group if item.place not in fit.kept])
    for item in (*alone, *needy):
        if item.place not in fit.kept and not fit.takes([item]):
            findings[item.place] = fit.why
    return findings


def _apart(fit: _Fit, sound: Sequence[Asked]) -> tuple[list[Asked], list[Asked], dict[int, AgentError]]:
    """The edits that can be built alone, those that another one may make right, and by place why the rest cannot."""
    alone, needy, findings = [], [], dict[int, AgentError]()
    for item in sound:
        try:
            fit.grown([item])
        except AgentError as error:
            if isinstance(error, NotTried) or _is_in_reach(item, error, sound):
                needy.append(item)
            else:
                findings[item.place] = error
        else:
            alone.append(item)
    return alone, needy, findings


def _is_in_reach(item: Asked, error: AgentError, others: Sequence[Asked]) -> bool:
    """Whether another edit may be what the error misses: it is about the same part, or brings a name that is told."""
    told = _names_in(error) - {*_NAME.findall(item.edit.name)}
    edits = [other.edit for other in others if other is not item]
    return any(_is_beside(item.edit, other) or not told.isdisjoint(_brought(other)) for other in edits)


def _is_beside(one: Edit, other: Edit) -> bool:
    """Whether they are about the same part, or a part and one inside it, or the other may change anything."""
    if other.op != "set" or other.part in (PartKind.SETTING, PartKind.PATTERN):
        return True
    inside = (f"{one.name}.".startswith(f"{other.name}."), f"{other.name}.".startswith(f"{one.name}."))
    return any(inside)


def _brought(edit: Edit) -> set[str]:
    """The names that are new by it."""
    return {*_NAME.findall(edit.name.rpartition(".")[2]), *_named_within(edit.value)}


def _named_within(value: JsonValue) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _named_within(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _NAME.findall(str(item)) if key in _NAMING else _named_within(item)


def _names_in(error: AgentError) -> set[str]:
    path = error.path if isinstance(error, BadInput) else ""
    return {*_NAME.findall(path), *_NAME.findall(error.message)}


def _by_entity(items: Sequence[Asked]) -> list[list[Asked]]:
    """An entity and what is said of it: edits that need each other, most often."""
    groups: dict[str, list[Asked]] = {}
    for item in items:
        named = _ENTITY.search(item.edit.name)
        groups.setdefault(named[0] if named else item.label, []).append(item)
    return list(groups.values())


def _parts(items: Sequence[Asked], named: Collection[str]) -> Iterator[list[Asked]]:
    """Without one, then without two: first those whose name is among the named, then the last ones."""
    last_first = [*items][::-1]
    wrong = sorted(last_first, key=lambda item: item.edit.name.rpartition(".")[2] not in named)
    for count in range(1, min(MOST_LEFT_OUT, len(items) - 1) + 1):
        for out in combinations(wrong, count):
            places = {item.place for item in out}
            yield [item for item in items if item.place not in places]


def _edited(ground: Ground, item: Asked, words: Words) -> Ground:
    try:
        return edited(ground, item.edit, item.because, words)
    except BadInput as error:
        where = error.path.partition(".")[2]
        message = f"{where}: {error.message}" if where else error.message
        raise BadInput(message, hint=error.hint, code=error.code) from error
