"""What rows that exist already get where an edit leaves them without a value; it is of the migration alone."""

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from tools.blueprint.check.values import fits
from tools.blueprint.edit.addresses import names_of
from tools.blueprint.edit.apply import apply
from tools.blueprint.edit.model import Edit, PartKind
from tools.blueprint.edit.renames import renames_of
from tools.blueprint.lower.types import value_type
from tools.blueprint.model import Attribute, Blueprint, Entity, Relationship

Fills = Mapping[str, JsonValue]
"""Values in wire form by the address of their attribute: `Book.isbn`, of a link `Article.tags.position`."""


def fills_of(blueprint: Blueprint, edits: Sequence[Edit]) -> dict[str, JsonValue]:
    """The fills among edits that are applied in this order, by what their attributes are called after all of them.

    Raises BadInput where one of the edits cannot be done.
    """
    found: dict[str, JsonValue] = {}
    if all(edit.fill is None for edit in edits):
        return found
    for edit in edits:
        found = carried(found, renames_of(blueprint, [edit]))
        blueprint = apply(blueprint, [edit])
        if edit.fill is not None:
            found[edit.name] = edit.fill
        known = names_of(blueprint, PartKind.ATTRIBUTE)
        # What is removed, and perhaps added again, starts without one.
        found = {name: value for name, value in found.items() if name in known}
    return found


def carried(fills: Fills, renames: Sequence[Edit]) -> dict[str, JsonValue]:
    """The fills by what their attributes are called after the renames, each of which is one edit of `renames_of`.

    A name that something else is given was free: what is filled under it is there no more.
    """
    made = dict(fills)
    for edit in renames:
        now = {name: _after(name, edit) for name in made}
        made = {new: made[old] for old, new in now.items() if old != new or not _replaced(old, edit)}
    return made


def fitting(blueprint: Blueprint, fills: Fills) -> dict[str, JsonValue]:
    """Those of the fills that are values of an attribute that is there."""
    made = {}
    for name, value in fills.items():
        attribute = attribute_at(blueprint, name)
        if attribute is not None and fits(value, value_type(attribute)):
            made[name] = value
    return made


def attribute_at(blueprint: Blueprint, name: str) -> Attribute | None:
    """The attribute of that address; None where there is none."""
    owner, _, own = name.rpartition(".")
    holders: list[Entity | Relationship] = [item for item in blueprint.entities if item.name == owner]
    holders += [item for item in blueprint.relationships if f"{item.source}.{item.name}" == owner]
    return next((item for holder in holders for item in holder.attributes if item.name == own), None)


def _replaced(name: str, edit: Edit) -> bool:
    """Whether the rename gives this attribute's address, or one that it stands under, to another part."""
    new = _new(edit)
    if new == edit.name:
        return False
    if edit.part is PartKind.ATTRIBUTE:
        return name == new
    return edit.part in (PartKind.ENTITY, PartKind.RELATIONSHIP) and name.startswith(f"{new}.")


def _new(edit: Edit) -> str:
    return ".".join([*edit.name.split(".")[:-1], str(edit.to)])


def _after(name: str, edit: Edit) -> str:
    new = _new(edit)
    if edit.part is PartKind.ATTRIBUTE and name == edit.name:
        return new
    if edit.part in (PartKind.ENTITY, PartKind.RELATIONSHIP) and name.startswith(f"{edit.name}."):
        return f"{new}{name.removeprefix(edit.name)}"
    return name
