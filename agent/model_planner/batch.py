"""A batch of edits: whole if it fits; otherwise as much of it as fits, and why the rest does not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from agent.model_planner.guard import Ground, Words, edited
from tools.blueprint.edit.model import Edit
from tools.blueprint.model import Blueprint
from tools.errors import AgentError, BadInput

MAX_TRIES = 60
"""Parts of a batch that are tried out as a whole."""
MOST_LEFT_OUT = 2
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
    findings: tuple[str, ...]


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
            findings[item.place] = str(error)
        else:
            kept.append(item)
    labels = {item.place: item.label for item in batch}
    return Placed(after, len(kept), tuple(f"{labels[place]}: {findings[place]}" for place in sorted(findings)))


def _each_sound(ground: Ground, batch: Sequence[Asked], words: Words) -> tuple[list[Asked], dict[int, str]]:
    """The edits that can be made one after the other, and by place why others cannot; in another order if need be."""
    sound: list[Asked] = []
    findings: dict[int, str] = {}
    waiting = list(batch)
    while waiting:
        late = []
        for item in waiting:
            try:
                ground = _edited(ground, item, words)
            except AgentError as error:
                findings[item.place] = str(error)
                late.append(item)
            else:
                findings.pop(item.place, None)
                sound.append(item)
        if len(late) == len(waiting):
            break
        waiting = late
    return sound, findings


def _largest(ground: Ground, sound: list[Asked], words: Words, check: Check) -> tuple[list[Asked], Ground]:
    """The largest part that can be built: all, all but one or two, or what can be built edit by edit."""
    for part in islice(_parts(sound), MAX_TRIES):
        try:
            return part, _grown(ground, part, words, check)
        except AgentError:
            # Why an edit is left out is told when the others are made.
            continue
    kept: list[Asked] = []
    for item in sound:
        try:
            ground = _grown(ground, [item], words, check)
        except AgentError:
            continue
        kept.append(item)
    return kept, ground


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
