"""What was called otherwise before: the renames among several edits, and what followed them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tools.blueprint.edit.addresses import found_pattern, names_of, pattern_name
from tools.blueprint.edit.apply import apply
from tools.blueprint.edit.coupled import coupled
from tools.blueprint.edit.model import Edit, PartKind
from tools.blueprint.edit.naming import Names
from tools.blueprint.model import Blueprint
from tools.errors import BadInput


@dataclass(frozen=True, slots=True)
class Renamed:
    """A part, by its addresses before and after all edits."""

    part: PartKind
    old: str
    new: str
    edits: frozenset[int]
    """Numbers of the edits that renamed it."""


def renames_of(blueprint: Blueprint, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The renames among edits that are applied in this order, each with those of attributes that go with it.

    Raises BadInput where one of the edits cannot be done.
    """
    found: list[Edit] = []
    for edit in edits:
        found += [edit.model_copy(update={"name": name}) for name in _with(blueprint, edit)]
        blueprint = apply(blueprint, [edit])
    return tuple(found)


def followed(old: Blueprint, new: Blueprint, edits: Sequence[Edit]) -> tuple[Blueprint, tuple[Renamed, ...]]:
    """The old Blueprint by the names of the new one, and what was renamed. A rename that led to no part of the new one
    is none."""
    numbers = [number for number, edit in enumerate(edits) if edit.op == "rename"]
    while True:
        before, renamed = _followed(old, edits, numbers)
        lost = [item for item in renamed if item.new not in names_of(new, item.part)]
        if not lost:
            return before, tuple(item for item in renamed if item.old != item.new)
        numbers = [number for number in numbers if not any(number in item.edits for item in lost)]


def _followed(blueprint: Blueprint, edits: Sequence[Edit], numbers: Iterable[int]) -> tuple[Blueprint, list[Renamed]]:
    renamed: list[Renamed] = []
    for number in numbers:
        edit = edits[number]
        names = _with(blueprint, edit)
        try:
            blueprint = apply(blueprint, [edit])
        except BadInput:
            # The part came with another edit: the old Blueprint does not know it.
            continue
        for name in names:
            renamed = _noted(renamed, edit, name, number)
    return blueprint, renamed


def _noted(renamed: list[Renamed], edit: Edit, name: str, number: int) -> list[Renamed]:
    head, dot, _ = name.rpartition("." if edit.part is not PartKind.PATTERN else " ")
    new = f"{head}{dot}{edit.to}"
    made, known = [], False
    for item in renamed:
        if (item.part, item.new) == (edit.part, name):
            item, known = replace(item, new=new, edits=item.edits | {number}), True
        elif edit.part in (PartKind.ENTITY, PartKind.RELATIONSHIP) and item.new.startswith(f"{name}."):
            # Parts of it are addressed by its name.
            item = replace(item, new=f"{new}{item.new.removeprefix(name)}")
        made.append(item)
    return made if known else [*made, Renamed(edit.part, name, new, frozenset({number}))]


def _with(blueprint: Blueprint, edit: Edit) -> list[str]:
    """What an edit renames: of attributes, also those that are called alike because a pattern wants it so."""
    if edit.op != "rename":
        return []
    if edit.part is PartKind.PATTERN:
        pattern = found_pattern(blueprint, edit.name)
        return [pattern_name(pattern) if pattern is not None else edit.name]
    if edit.part is not PartKind.ATTRIBUTE or edit.name.count(".") != 1:
        return [edit.name]
    return [".".join(place) for place in coupled(Names(blueprint), *edit.name.split("."))]
