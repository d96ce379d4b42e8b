"""What names mean in a Blueprint, which need not fit together yet: members of entities, and where they lead."""

from dataclasses import dataclass

from tools.blueprint.model import Attribute, Blueprint, Cardinality, Entity, KeyKind, Relationship
from tools.blueprint.names import snake


@dataclass(frozen=True, slots=True)
class Way:
    """Where a relationship leads from one of its ends."""

    relationship: Relationship
    forward: bool
    """Whether it is looked at from its source."""

    @property
    def target(self) -> str:
        return self.relationship.target if self.forward else self.relationship.source

    @property
    def holds(self) -> bool:
        """Whether the row refers to the other one by a column of its own."""
        kind = self.relationship.cardinality
        return kind is not Cardinality.MANY_TO_MANY and self.forward is (kind is not Cardinality.ONE_TO_MANY)

    @property
    def many(self) -> bool:
        """Whether it leads to many rows."""
        return not self.holds and self.relationship.cardinality is not Cardinality.ONE_TO_ONE


@dataclass(frozen=True, slots=True)
class Column:
    """A value of a row: an attribute, or what a reference holds."""

    entity: str
    of: Attribute | Way


Owner = str | Relationship
"""Whose members are meant: an entity's, or those of the links of a many-to-many relationship."""


class Names:
    """Looks names up as `lower` does; what is not there is None."""

    def __init__(self, blueprint: Blueprint) -> None:
        self.blueprint = blueprint
        self.entities: dict[str, Entity] = {entity.name: entity for entity in blueprint.entities}
        self.views = {view.name: view for view in blueprint.views}
        auth = blueprint.auth
        self.account = auth.account if auth.account in self.entities else None
        self._ways: dict[str, dict[str, Way]] = {name: {} for name in self.entities}
        for end in sorted(_ends(blueprint), key=_rank):
            name, way = back_name(end) if not end.forward else end.relationship.name, end
            source = way.relationship.source if way.forward else way.relationship.target
            if name is not None and source in self._ways:
                self._ways[source].setdefault(name, way)

    def ways(self, entity: str) -> dict[str, Way]:
        """All relationships that the entity knows, by the name that it knows them by."""
        return self._ways.get(entity, {})

    def way(self, entity: str, name: str) -> Way | None:
        return self.ways(entity).get(name)

    def key(self, entity: str) -> str:
        """The name of the key."""
        found = self.entities.get(entity)
        natural = found is not None and found.key.kind is KeyKind.NATURAL
        return (found.key.attribute if found is not None and natural else None) or "id"

    def attribute(self, owner: Owner, name: str) -> Attribute | None:
        if isinstance(owner, str):
            attributes = self.entities[owner].attributes if owner in self.entities else ()
        else:
            attributes = owner.attributes
        return next((item for item in attributes if item.name == name), None)

    def column(self, entity: str, name: str) -> Column | None:
        """The attribute or the reference that has this column."""
        return self.columns(entity).get(name)

    def columns(self, entity: str) -> dict[str, Column]:
        """Declared columns; those that the backend manages by itself are no part of a Blueprint."""
        if entity not in self.entities:
            return {}
        held = {f"{name}_{self.key(way.target)}": way for name, way in self.ways(entity).items() if way.holds}
        found = {name: Column(entity, way) for name, way in held.items()}
        return found | {item.name: Column(entity, item) for item in self.entities[entity].attributes}

    def relationship(self, source: str, name: str) -> Relationship | None:
        """The relationship that is declared so."""
        found = (item for item in self.blueprint.relationships if (item.source, item.name) == (source, name))
        return next(found, None)

    def linked(self, entity: str, name: str) -> Relationship | None:
        """The many-to-many relationship to the entity whose link a view tells of."""
        for source in self.entities:
            found = self.relationship(source, name)
            if found is not None and found.target == entity and found.cardinality is Cardinality.MANY_TO_MANY:
                return found
        return None


def back_name(way: Way) -> str | None:
    """What the target calls a relationship; what it holds is called like the source unless said."""
    held = way.relationship.cardinality is Cardinality.ONE_TO_MANY
    return way.relationship.inverse or (snake(way.relationship.source) if held else None)


def _ends(blueprint: Blueprint) -> list[Way]:
    return [Way(item, forward) for item in blueprint.relationships for forward in (True, False)]


def _rank(way: Way) -> int:
    """References first, then many-to-many links, then what others refer by."""
    linked = way.relationship.cardinality is Cardinality.MANY_TO_MANY
    return 0 if way.holds else 1 if linked and way.forward else 2 if linked else 3
