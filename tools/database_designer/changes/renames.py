"""What renames have made of the old Blueprint's names."""

from collections.abc import Sequence

from tools.blueprint.edit.model import Edit, PartKind
from tools.blueprint.names import snake

Place = tuple[str, ...]
"""A kind of part, and the old snake_case names of the parts that hold it: `("attribute", "book")`."""

_KINDS = (PartKind.ENTITY, PartKind.ATTRIBUTE, PartKind.RELATIONSHIP)


class Renames:
    """Old names to new ones; a chain of renames is one, and a name that was left may be given again."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._now: dict[Place, dict[str, str]] = {}
        for edit in edits:
            if edit.op == "rename" and edit.to is not None and edit.part in _KINDS:
                self._follow(edit.part, [snake(part) for part in edit.name.split(".")], snake(edit.to))

    def entity(self, name: str) -> str:
        """The new name of an entity, both in snake_case."""
        return self._after((PartKind.ENTITY,), name)

    def attribute(self, name: str, *holders: str) -> str:
        """The new name of an attribute; `holders`: the old entity, of a link also the old relationship."""
        return self._after((PartKind.ATTRIBUTE, *holders), name)

    def relationship(self, name: str, entity: str) -> str:
        """The new name of a relationship of the old entity."""
        return self._after((PartKind.RELATIONSHIP, entity), name)

    def _after(self, place: Place, name: str) -> str:
        return self._now.get(place, {}).get(name, name)

    def _follow(self, kind: PartKind, path: list[str], to: str) -> None:
        """Notes one rename, unless the part, or one that holds it, came after the old Blueprint."""
        holders: list[str] = []
        above = (PartKind.ENTITY, PartKind.RELATIONSHIP)[: len(path) - 1]
        for holder, name in zip((*above, kind), path, strict=False):
            place = (holder, *holders)
            old = self._before(place, name)
            if old is None:
                return
            holders.append(old)
        *above_it, last = holders
        self._now.setdefault((kind, *above_it), {})[last] = to

    def _before(self, place: Place, name: str) -> str | None:
        """The old name of what is called so by now; None where that was not there before."""
        now = self._now.get(place, {})
        found = next((old for old, new in now.items() if new == name), None)
        return found if found is not None or name in now else name
