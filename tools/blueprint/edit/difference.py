"""What two Blueprints differ in, part by part, for people."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tools.blueprint.edit.addresses import pattern_name
from tools.blueprint.edit.leaves import ABSENT, differing, keyed, moved
from tools.blueprint.edit.model import Edit, PartKind
from tools.blueprint.edit.renames import followed
from tools.blueprint.edit.settings import SECTIONS
from tools.blueprint.edit.telling import described, told, value
from tools.blueprint.model import Action, Blueprint
from tools.blueprint.model.base import Part

Parts = dict[tuple[str, int], Part]
"""Parts by address; those of one address are numbered."""
Kind = Literal["added", "removed", "changed", "renamed"]
Address = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference."""

    kind: Kind
    part: PartKind
    name: str
    """The address in the new Blueprint; in the old one for what is removed or renamed."""
    text: str
    """`unique: no → yes`; of what is added `string, required, up to 200 characters`; of what is renamed its name."""


def changes(old: Blueprint, new: Blueprint, renames: Sequence[Edit] = ()) -> tuple[Change, ...]:
    """All differences, entity by entity as in the new Blueprint, then all else. None where both are the same document.

    `renames`: the edits that renamed parts on the way, in their order; what followed them is not told again.
    """
    before, renamed = followed(old, new, renames)
    former = {(item.part, item.new): item.old for item in renamed}
    return tuple(_Difference(before, new, former).all())


@dataclass(frozen=True, slots=True)
class _Difference:
    old: Blueprint
    new: Blueprint
    former: Mapping[tuple[PartKind, str], str]
    """What renamed parts were called."""

    def all(self) -> Iterator[Change]:
        yield from self._listed(PartKind.ENTITY, "entities", _name, self._of_entity)
        known = {entity.name for side in (self.old, self.new) for entity in side.entities}
        yield from self._relationships(lambda source: source not in known)
        yield from self._places(PartKind.RELATIONSHIP, *self._both("relationships", _of_source))
        yield from self._listed(PartKind.OPERATION, "operations", _name)
        yield from self._listed(PartKind.VIEW, "views", _name)
        yield from self._listed(PartKind.EVENT, "events", _name)
        yield from self._listed(PartKind.PORT, "ports", _name)
        yield from self._listed(PartKind.PATTERN, "patterns", pattern_name)
        yield from self._listed(PartKind.ROLE, "roles", _name)
        yield from self._listed(PartKind.RESOURCE, "resources", lambda part: str(part.entity))
        yield from self._permissions()
        for section in SECTIONS:
            for path, before, after in differing(_data(self.old)[section], _data(self.new)[section], section):
                yield Change("changed", PartKind.SETTING, path, told(("", before, after)))

    def _listed(
        self, kind: PartKind, field: str, address: Address, beside: Callable[[str], Iterator[Change]] | None = None
    ) -> Iterator[Change]:  # fmt: skip
        """Parts of one list; `beside`: what is told with each of them."""
        before, after = self._both(field, address)
        yield from self._each(kind, before, after, beside)
        yield from self._places(kind, before, after)

    def _both(self, field: str, address: Address) -> tuple[Parts, Parts]:
        before, after = (_keyed(getattr(side, field), address) for side in (self.old, self.new))
        return before, after

    def _each(
        self, kind: PartKind, before: Parts, after: Parts, beside: Callable[[str], Iterator[Change]] | None = None
    ) -> Iterator[Change]:  # fmt: skip
        for key in dict.fromkeys((*after, *before)):
            yield from self._one(kind, key[0], before.get(key), after.get(key))
            if beside is not None and key[1] == 0:
                yield from beside(key[0])

    def _one(self, kind: PartKind, name: str, before: Part | None, after: Part | None) -> Iterator[Change]:
        if after is not None and (kind, name) in self.former:
            yield Change("renamed", kind, self.former[kind, name], name if kind in _WHOLE else name.rpartition(".")[2])
        if before is None or after is None:
            part = after if before is None else before
            assert part is not None
            yield Change("added" if before is None else "removed", kind, name, described(kind, _data(part)))
            return
        apart = ("attributes",) if kind in _WITH_ATTRIBUTES else ()
        for leaf in differing(_data(before, *apart), _data(after, *apart)):
            yield Change("changed", kind, name, told(leaf))
        if apart:
            mine, theirs = (_attributes(side, name) for side in (before, after))
            yield from self._each(PartKind.ATTRIBUTE, mine, theirs)
            yield from self._places(PartKind.ATTRIBUTE, mine, theirs)

    def _places(self, kind: PartKind, before: Parts, after: Parts) -> Iterator[Change]:
        """The order of what stands in both."""
        key = moved(list(before), list(after))
        if key is not None:
            places = " → ".join(str(list(parts).index(key) + 1) for parts in (before, after))
            yield Change("changed", kind, key[0], f"place in the list: {places}")

    def _of_entity(self, entity: str) -> Iterator[Change]:
        yield from self._relationships(lambda source: source == entity)

    def _relationships(self, fits: Callable[[str], bool]) -> Iterator[Change]:
        """Those that are declared from such an entity."""
        before, after = (
            {key: part for key, part in parts.items() if fits(key[0].partition(".")[0])}
            for parts in self._both("relationships", _of_source)
        )
        yield from self._each(PartKind.RELATIONSHIP, before, after)

    def _permissions(self) -> Iterator[Change]:
        before, after = _allowed(self.old), _allowed(self.new)
        silent = True
        for name in dict.fromkeys((*after, *before)):
            if before.get(name) == after.get(name):
                continue
            silent = False
            mine, theirs = before.get(name, ABSENT), after.get(name, ABSENT)
            kind: Kind = "added" if mine is ABSENT else "removed" if theirs is ABSENT else "changed"
            text = told(("", mine, theirs)) if kind == "changed" else value(theirs if mine is ABSENT else mine)
            yield Change(kind, PartKind.PERMISSION, name, text)
        both = [_data(side)["permissions"] for side in (self.old, self.new)]
        if silent and both[0] != both[1]:
            first = next(iter(after), "").partition(".")[0]
            yield Change("changed", PartKind.PERMISSION, first, "the same rules, written otherwise")


_WHOLE = (PartKind.PATTERN,)
"""Parts whose last name says too little."""
_WITH_ATTRIBUTES = (PartKind.ENTITY, PartKind.RELATIONSHIP)


def _keyed(parts: Sequence[Any], address: Address) -> Parts:
    return keyed(parts, [address(part) for part in parts])


def _attributes(part: Any, owner: str) -> Parts:
    return _keyed(part.attributes, lambda item: f"{owner}.{item.name}")


def _data(part: Part, *apart: str) -> dict[str, Any]:
    data = part.model_dump(mode="json", by_alias=True)
    return {name: item for name, item in data.items() if name not in apart}


def _name(part: Any) -> str:
    return str(part.name)


def _of_source(part: Any) -> str:
    return f"{part.source}.{part.name}"


def _allowed(blueprint: Blueprint) -> dict[str, list[str]]:
    """Who may do what: `Book.delete` → those who may."""
    found: dict[str, list[str]] = {}
    for item in blueprint.permissions:
        for action in (action for action in Action if action in item.actions):
            found.setdefault(f"{item.entity}.{action}", []).extend(item.allow)
    return found
