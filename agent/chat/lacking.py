"""Which values rows that exist are without after a change of the Blueprint, and those that are known for them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from agent.chat.versions import Version, between, numbered
from tools.blueprint.document import from_data
from tools.blueprint.edit import Edit, Fills, attribute_at, carried, fitting
from tools.blueprint.edit.renames import followed
from tools.blueprint.lower.types import value_type
from tools.blueprint.model import Attribute, Blueprint
from tools.database_designer.changes.conversion import keeps


@dataclass(frozen=True, slots=True)
class Lack:
    """An attribute that is required after a change, and that rows may be without."""

    name: str
    """Its address after the change."""
    attribute: Attribute
    was: Attribute | None
    """What it was before; None where it is new."""

    @property
    def retyped(self) -> bool:
        """Whether no row keeps its value, for it would be no value of the new type."""
        return self.was is not None and not keeps(value_type(self.was), value_type(self.attribute))


def lacking(before: Blueprint, after: Blueprint, renames: Sequence[Edit]) -> Iterator[Lack]:
    """Those of what was there before: only that may have rows."""
    old, _ = followed(before, after, renames)
    for name, attribute in _of_rows(old, after):
        lack = Lack(name, attribute, attribute_at(old, name))
        if attribute.required and (lack.was is None or not lack.was.required or lack.retyped):
            yield lack


def wanted(fills: Fills, before: Blueprint, after: Blueprint, renames: Sequence[Edit]) -> Fills:
    """Those of the fills, by their names after the change, that it leaves rows in want of."""
    found = fitting(after, fills)
    return {lack.name: found[lack.name] for lack in lacking(before, after, renames) if lack.name in found}


def known_fills(versions: Sequence[Version], target: Version) -> Fills:
    """What people said that rows get, by the names of that version: newest last, its own line of turns after all."""
    line, blueprint = _line(versions, target), from_data(target.blueprint)
    found: dict[str, JsonValue] = {}
    for item in sorted(versions, key=lambda item: (item.number in line, item.number)):
        if not item.fills:
            continue
        then, renames = from_data(item.blueprint), between(versions, item.number, target.number)
        for name, value in item.fills.items():
            one, others = attribute_at(then, name), carried({name: value}, renames)
            found |= {now: value for now in others if _alike(one, attribute_at(blueprint, now))}
    return fitting(blueprint, found)


def _of_rows(old: Blueprint, after: Blueprint) -> Iterator[tuple[str, Attribute]]:
    """Attributes, by address, of what was there before. A key is no value among others."""
    entities = {item.name for item in old.entities}
    links = {(item.source, item.name) for item in old.relationships}
    for entity in after.entities:
        if entity.name in entities:
            own = (item for item in entity.attributes if item.name != entity.key.attribute)
            yield from ((f"{entity.name}.{item.name}", item) for item in own)
    for link in after.relationships:
        if (link.source, link.name) in links:
            yield from ((f"{link.source}.{link.name}.{item.name}", item) for item in link.attributes)


def _line(versions: Sequence[Version], target: Version) -> Mapping[int, Version]:
    """The versions whose turns have made the Blueprint of this one."""
    found = {target.number: target}
    while target.undo is not None:
        target = numbered(versions, target.undo)
        found[target.number] = target
    return found


def _alike(one: Attribute | None, other: Attribute | None) -> bool:
    """A value that was meant for another type says nothing of this one."""
    return one is not None and other is not None and one.type is other.type
