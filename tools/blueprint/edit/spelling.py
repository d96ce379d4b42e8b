"""How parts are spelled after an edit, and which are gone."""

from collections.abc import Mapping

from tools.blueprint.edit.model import PartKind
from tools.blueprint.edit.naming import Column, Names, Owner, Way
from tools.blueprint.names import snake

Changed = Mapping[tuple[PartKind, str], str | None]
"""Part → its new name; None where it is taken out. Parts are addressed as edits address them."""


class Gone(Exception):
    """A part that is named is taken out."""

    def __init__(self, kind: PartKind, name: str) -> None:
        super().__init__(f"{kind} {name}")
        self.kind = kind
        self.name = name
        self.inside = ""
        """Where the part is named that needs it."""

    def within(self, place: str) -> "Gone":
        """The same, of a place around it."""
        self.inside = f"{place}.{self.inside}" if self.inside else place
        return self


class Spelling:
    """Spells what a place names. All raise Gone where that is taken out; what is not there stays as it is."""

    def __init__(self, names: Names, changed: Changed) -> None:
        self.names = names
        self._changed = changed
        self.removes = None in changed.values()
        """Whether anything is taken out."""

    def of(self, kind: PartKind, address: str) -> str:
        """The last name of the part."""
        found = self._changed.get((kind, address), address.rpartition(".")[2])
        if found is None:
            raise Gone(kind, address)
        return found

    def is_gone(self, kind: PartKind, address: str) -> bool:
        return self._changed.get((kind, address), "") is None

    def entity(self, name: str) -> str:
        return self.of(PartKind.ENTITY, name)

    def way(self, way: Way) -> str:
        """A relationship, as the entity calls it from which it is looked at."""
        item = way.relationship
        name = self.of(PartKind.RELATIONSHIP, f"{item.source}.{item.name}")
        return name if way.forward else item.inverse or snake(self.entity(item.source))

    def column(self, column: Column) -> str:
        if isinstance(column.of, Way):
            return f"{self.way(column.of)}_{self.key(column.of.target)}"
        return self.of(PartKind.ATTRIBUTE, f"{column.entity}.{column.of.name}")

    def key(self, entity: str) -> str:
        name = self.names.key(entity)
        return self.member(entity, name) if self.names.attribute(entity, name) else name

    def member(self, owner: Owner, name: str) -> str:
        """A column, or else a relationship."""
        if not isinstance(owner, str):
            return self.linked(owner, name)
        column = self.names.column(owner, name)
        if column is not None:
            return self.column(column)
        way = self.names.way(owner, name)
        return self.way(way) if way is not None else name

    def relation(self, entity: str, name: str) -> str:
        """A relationship, or else a column."""
        way = self.names.way(entity, name)
        return self.way(way) if way is not None else self.member(entity, name)

    def linked(self, relationship: Owner, name: str) -> str:
        """An attribute of the links of a relationship."""
        if isinstance(relationship, str):
            return name
        address = f"{relationship.source}.{relationship.name}"
        self.of(PartKind.RELATIONSHIP, address)
        return self.of(PartKind.ATTRIBUTE, f"{address}.{name}") if self.names.attribute(relationship, name) else name

    def place(self, text: str) -> str:
        """`Entity.attribute`, `Entity.relationship`, `Entity.relationship.attribute`."""
        entity, *path = text.split(".")
        spelled = [self.entity(entity)]
        if len(path) == 1:
            spelled.append(self.relation(entity, path[0]))
        elif path:
            spelled.append(self.relation(entity, path[0]))
            way = self.names.way(entity, path[0])
            spelled += [self.linked(way.relationship, name) if way is not None else name for name in path[1:]]
        return ".".join(spelled)

    def view(self, name: str) -> str:
        """A view, or the standard one of an entity."""
        if name in self.names.views:
            standing = name in self.names.entities and not self.is_gone(PartKind.ENTITY, name)
            # What the standard view took the place of is shown again without it.
            return name if standing and self.is_gone(PartKind.VIEW, name) else self.of(PartKind.VIEW, name)
        return self.entity(name) if name in self.names.entities else name
