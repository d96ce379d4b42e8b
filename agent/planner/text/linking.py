"""Joins entities in the sketch: which side holds the reference, and under which name."""

from collections.abc import Sequence
from dataclasses import dataclass

from agent.planner.archetypes import archetype
from agent.planner.sketch import AttributeSketch, RelationshipSketch, Sketch
from agent.planner.text.words import PEOPLE
from tools.blueprint.model import Cardinality
from tools.blueprint.names import plural_snake, snake

MANY = frozenset({"many", "multiple", "several", "various"})


@dataclass
class Linker:
    """Writes relationships; what a text leaves open is settled as such entities usually hang together."""

    sketch: Sketch

    def has(self, one: str, other: str, plural: bool, determiner: str = "") -> None:
        """`X has Y`: which side holds the reference follows from number, and from what such things usually are."""
        if not plural and determiner not in MANY:
            if determiner == "one" and one != other:
                self.relate(other, one, snake(one), Cardinality.ONE_TO_ONE)
            elif not self._usually(other, one):
                self.join_one(one, other)
            return
        back = next(
            (
                item
                for item in self.sketch.relationships
                if (item.source, item.target) == (one, other) and item.severally
            ),
            None,
        )
        if back is not None and one != other:
            back.cardinality, back.name = Cardinality.MANY_TO_MANY, plural_snake(other)
        elif self._usually(one, other) and determiner in MANY:
            self.join_many(one, other)
        elif self._usually(one, other) and not self.shared(other):
            self.join_one(one, other)
        elif self.shared(other) or self._many(other, one):
            self.join_many(one, other)
        else:
            self.join_one(other, one)
            for item in self.sketch.relationships:
                if (item.source, item.target) == (other, one):
                    item.severally = True

    def join_one(
        self, source: str, target: str, *, name: str | None = None, owner: bool = False, required: bool | None = None,
        keyed: bool = False,
    ) -> None:  # fmt: skip
        """The source holds one reference to the target; `keyed`: the text shows its key."""
        self._join_one(source, target, name, owner, required)
        for item in self.sketch.relationships if keyed else ():
            if (item.source, item.target) == (source, target) and item.cardinality is Cardinality.MANY_TO_ONE:
                item.keyed = True

    def _join_one(self, source: str, target: str, name: str | None, owner: bool, required: bool | None) -> None:
        if any(
            item.source == source and item.target == target and item.name in {name, snake(target)}
            for item in self.sketch.relationships
        ):
            return
        if name is None and self.sketch.linked(source, target):
            return
        self.relate(
            source, target, name or (snake(target) if source != target else "parent"), Cardinality.MANY_TO_ONE, required
        )
        if owner and target.lower() in PEOPLE:
            self.sketch.entity(source).owner = self.sketch.entity(source).owner or name or snake(target)

    def join_many(self, source: str, target: str, attributes: Sequence[AttributeSketch] = ()) -> None:
        """Each side may have several of the other."""
        if source == target:
            self.relate(
                source,
                target,
                "following" if source.lower() in PEOPLE else f"related_{plural_snake(target)}",
                Cardinality.MANY_TO_MANY,
            )
        elif not any(
            {item.source, item.target} == {source, target} and item.cardinality is Cardinality.MANY_TO_MANY
            for item in self.sketch.relationships
        ):
            line = any(name in self.sketch.entities for name in (f"{source}Item", f"{source}Line"))
            if not (attributes and line):
                made = RelationshipSketch(plural_snake(target), source, target, Cardinality.MANY_TO_MANY)
                made.attributes = list(attributes)
                self.sketch.relate(made)

    def relate(
        self, source: str, target: str, name: str, cardinality: Cardinality, required: bool | None = None
    ) -> None:
        """A relationship as it is said."""
        required = None if source == target else required  # No row could be the first.
        self.sketch.relate(RelationshipSketch(name, source, target, cardinality, required))

    def shared(self, entity: str) -> bool:
        """Having several of it means many-to-many: tags, skills."""
        kind = archetype(entity)
        return kind is not None and kind.many

    def _many(self, source: str, target: str) -> bool:
        """The two usually have several of each other."""
        kinds = ((archetype(source), target), (archetype(target), source))
        return any(
            kind is not None and any(link.many and name in link.to for link in kind.links) for kind, name in kinds
        )

    def _usually(self, source: str, target: str) -> bool:
        """The source usually holds a reference to the target."""
        kind = archetype(source)
        return kind is not None and any(target in link.to and not link.many for link in kind.links)
