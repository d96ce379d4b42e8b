"""One edit after the other: applied, judged by what it takes away or opens, and noted with the words that ask for it.

The measure is always the draft. What the model itself added it may take away again, and what it narrowed it may put
back as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from agent.model_planner.guard.delicate import deed
from agent.model_planner.guard.exposures import exposures
from agent.model_planner.guard.facts import facts, lost
from agent.model_planner.guard.openings import Deed
from agent.model_planner.guard.quotes import Words
from tools.blueprint.edit.apply import apply
from tools.blueprint.edit.model import Edit
from tools.blueprint.model import Blueprint
from tools.errors import AgentError, BadInput

UNASKED = "not-asked-for"
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Taken:
    """Something that the draft said and that is gone, or that it guarded and that is open, and the words for it."""

    what: str
    quote: str
    opened: bool
    kept: bool = False
    """Told whatever follows: a part was renamed since, so that nobody can see whether it was put back."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The draft (with its parts called as they are called now), the present Blueprint, and what was taken so far."""

    draft: Blueprint
    blueprint: Blueprint
    taken: tuple[Taken, ...] = ()
    edits: tuple[Edit, ...] = ()
    """Those that led from the draft to the present Blueprint, in their order."""


def edited(ground: Ground, edit: Edit, because: str, words: Words) -> Ground:
    """The ground after one edit. Raises BadInput: the edit does not fit, or (code `not-asked-for`) nobody asked."""
    after = apply(ground.blueprint, [edit])
    renamed = _renamed(ground.draft, edit)
    if renamed is not None:
        # A rename takes nothing but a name: the draft's part is called so too, and is the measure from now on.
        _demand([f"the name of {edit.part.value} {edit.name}"], [], because, words)
        name = Taken(f"the name of {edit.part.value} {edit.name}", _line(because), opened=False, kept=True)
        taken = (*(replace(note, kept=True) for note in ground.taken), name)
        return Ground(renamed, after, taken, (*ground.edits, edit))
    gone = _beyond(lost(ground.draft, after), lost(ground.draft, ground.blueprint))
    opened = _beyond(exposures(ground.draft, after), exposures(ground.draft, ground.blueprint))
    operations = {operation.name: deed(operation) for operation in after.operations}
    _demand(gone, opened, because, words, _things(ground.blueprint), operations)
    notes = [Taken(what, _line(because), what in opened) for what in (*gone, *opened)]
    return replace(ground, blueprint=after, taken=(*ground.taken, *notes), edits=(*ground.edits, edit))


def lines_of(ground: Ground) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What to tell: assumptions and risks. What was put back later is not told."""
    still = {*lost(ground.draft, ground.blueprint), *exposures(ground.draft, ground.blueprint)}
    told = [note for note in dict.fromkeys(ground.taken) if note.kept or note.what in still]
    away = [f"Taken away by the model: {_told(note)}" for note in told if not note.opened]
    return tuple(away), tuple(f"Opened by the model: {_told(note)}" for note in told if note.opened)


def _told(note: Taken) -> str:
    return f"{note.what}, because of the words “{note.quote}”."


def _renamed(draft: Blueprint, edit: Edit) -> Blueprint | None:
    """The draft with the same part renamed; None where it has no such part, or another one of the new name."""
    if edit.op != "rename" or (f"{edit.part.value} {edit.name}", "") not in facts(draft):
        return None
    try:
        return apply(draft, [edit])
    except AgentError:
        # Then what the rename takes away is judged like what any other edit does.
        return None


def _things(blueprint: Blueprint) -> tuple[str, ...]:
    """The entities that are no accounts: those are named as the ones who do something, too."""
    return tuple(entity.name for entity in blueprint.entities if entity.name != blueprint.auth.account)


def _demand(
    gone: Sequence[str],
    opened: Sequence[str],
    because: str,
    words: Words,
    entities: Sequence[str] = (),
    operations: Mapping[str, Deed] | None = None,
) -> None:
    if (gone or opened) and not words.ask_for(gone, opened, because, entities, operations):
        raise _unasked(gone, opened, because)


def _line(text: str) -> str:
    return " ".join(text.split())


def _beyond(now: Sequence[str], before: Sequence[str]) -> tuple[str, ...]:
    known = set(before)
    return tuple(text for text in now if text not in known)


def _unasked(gone: Sequence[str], opened: Sequence[str], because: str) -> BadInput:
    all_of_it = [*opened, *gone]
    what = "; ".join(all_of_it[:_SHOWN]) + (f"; and {len(all_of_it) - _SHOWN} more" if len(all_of_it) > _SHOWN else "")
    why = "`because` is no quote of the request that asks for it" if because.strip() else "`because` is empty"
    head = "It opens what the draft guards" if opened else "It takes away what the draft found"
    return BadInput(
        f"{head}: {what}; and {why}.",
        hint="Copy at least three words of one sentence of the request that ask for it, or leave the edit out.",
        code=UNASKED,
    )
