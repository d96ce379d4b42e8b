"""A batch of edits: whole if it fits; otherwise as much of it as fits, and why the rest does not."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from agent.model_planner.guard import Ground, Words, edited
from tools.blueprint.edit.model import Edit
from tools.blueprint.model import Blueprint
from tools.errors import AgentError, BadInput

MAX_TRIES = 60
"""Parts of a batch that are tried out as a whole, and once more parts of what is said of one entity."""
MOST_LEFT_OUT = 2
_ENTITY = re.compile(r"\b[A-Z]\w*")
Check = Callable[[Blueprint], None]
"""Raises AgentError for a Blueprint that cannot be built."""


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
    wrong one: what is looked for is the largest part of the batch that can be built.
    """
    sound, findings = _each_sound(ground, batch, words)
    kept, after = _largest(ground, sound, words, check)
    for item in [item for item in sound if item not in kept]:
        try:
            after = _grown(after, [item], words, check)
        except AgentError as error:
            findings[item.place] = error
        else:
            kept.append(item)
    return Placed(after, len(kept), {place: findings[place] for place in sorted(findings)})


def _each_sound(ground: Ground, batch: Sequence[Asked], words: Words) -> tuple[list[Asked], dict[int, AgentError]]:
    """The edits that can be made one after the other, and by place why others cannot; in another order if need be."""
    sound: list[Asked] = []
    findings: dict[int, AgentError] = {}
    waiting = list(batch)
    while waiting:
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
        if len(late) == len(waiting):
            break
        waiting = late
    return sound, findings


def _largest(ground: Ground, sound: list[Asked], words: Words, check: Check) -> tuple[list[Asked], Ground]:
    """The largest part that can be built: all, all but one or two, or what fits entity by entity and edit by edit."""
    part, after = _most(ground, sound, words, check, iter(range(MAX_TRIES)))
    if part:
        return part, after
    kept: list[Asked] = []
    tries = iter(range(MAX_TRIES))
    for group in _by_entity(sound):
        part, ground = _most(ground, group, words, check, tries)
        kept += part
    for item in [item for item in sound if item not in kept]:
        try:
            ground = _grown(ground, [item], words, check)
        except AgentError:
            continue
        kept.append(item)
    return kept, ground


def _most(
    ground: Ground, sound: list[Asked], words: Words, check: Check, tries: Iterator[int]
) -> tuple[list[Asked], Ground]:
    """All that can be built, or all but one or two; nothing where that is not enough, or there are no more tries."""
    for part, _ in zip(_parts(sound), tries, strict=False):
        try:
            return part, _grown(ground, part, words, check)
        except AgentError:
            # Why an edit is left out is told when the others are made.
            continue
    return [], ground


def _by_entity(sound: list[Asked]) -> list[list[Asked]]:
    """An entity and what is said of it: edits that need each other, most often."""
    groups: dict[str, list[Asked]] = {}
    for item in sound:
        named = _ENTITY.search(item.edit.name)
        groups.setdefault(named[0] if named else item.label, []).append(item)
    return list(groups.values())


def _parts(sound: list[Asked]) -> Iterator[list[Asked]]:
    """All, then without one, then without two; of two that exclude each other the first one stays."""
    for count in range(min(MOST_LEFT_OUT, len(sound)) + 1):
        for out in combinations(reversed(sound), count):
            yield [item for item in sound if item not in out]


def _grown(ground: Ground, part: Sequence[Asked], words: Words, check: Check) -> Ground:
    for item in part:
        ground = _edited(ground, item, words)
    if part:
        check(ground.blueprint)
    return ground


def _edited(ground: Ground, item: Asked, words: Words) -> Ground:
    try:
        return edited(ground, item.edit, item.because, words)
    except BadInput as error:
        where = error.path.partition(".")[2]
        message = f"{where}: {error.message}" if where else error.message
        raise BadInput(message, hint=error.hint, code=error.code) from error
