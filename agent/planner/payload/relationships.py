"""Relationships of a payload."""

from typing import Any

from agent.planner.naming import attribute_name, entity_name
from agent.planner.notes import Notes
from agent.planner.payload.attributes import read_attributes
from agent.planner.payload.fields import Fields
from agent.planner.payload.merging import add_relationship
from agent.planner.payload.values import flag, items, mapping, text
from agent.planner.sketch import EntitySketch, RelationshipSketch, Sketch
from tools.blueprint.model import Cardinality, OnDelete
from tools.blueprint.names import plural_snake, snake
from tools.errors import BadInput, Contradiction

_CARDINALITIES = {
    "many_to_one": Cardinality.MANY_TO_ONE,
    "n_to_1": Cardinality.MANY_TO_ONE,
    "belongs_to": Cardinality.MANY_TO_ONE,
    "one_to_many": Cardinality.ONE_TO_MANY,
    "1_to_n": Cardinality.ONE_TO_MANY,
    "has_many": Cardinality.ONE_TO_MANY,
    "one_to_one": Cardinality.ONE_TO_ONE,
    "1_to_1": Cardinality.ONE_TO_ONE,
    "has_one": Cardinality.ONE_TO_ONE,
    "many_to_many": Cardinality.MANY_TO_MANY,
    "n_to_m": Cardinality.MANY_TO_MANY,
    "n_to_n": Cardinality.MANY_TO_MANY,
    "reference": Cardinality.MANY_TO_ONE,
    "m_to_n": Cardinality.MANY_TO_MANY,
}
_SIGNS = str.maketrans({":": " to ", "-": " ", "_": " "})


def read_relationships(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """`[{"from": "Order", "to": "User", "type": "many-to-one"}]`; an undeclared end becomes an assumed entity."""
    for at, item in enumerate(items(value, path)):
        _relationship(mapping(item, f"{path}[{at}]"), f"{path}[{at}]", sketch, notes)


def read_own_links(value: object, path: str, source: str, sketch: Sketch, notes: Notes) -> None:
    """Relationships that stand inside their entity: names, or objects without `from`."""
    for at, item in enumerate(items(value, path)):
        where = f"{path}[{at}]"
        data = {"to": item} if isinstance(item, str) else dict(mapping(item, where))
        _relationship({"from": source, **data}, where, sketch, notes)


def _relationship(data: Any, path: str, sketch: Sketch, notes: Notes) -> None:
    fields = Fields(data, path, notes)
    ends = []
    for keys in (("from", "source"), ("to", "target", "entity")):
        given = fields.take(*keys)
        if given is None:
            raise BadInput(
                f"{path} has no `{keys[0]}`.",
                hint=f"Add `{keys[0]}` at {path}.",
                code="bad-payload",
                path=f"{path}.{keys[0]}",
            )
        name = entity_name(text(given[1], given[0]), notes, given[0])
        if name not in sketch.entities:
            notes.assume(f"{name} is an entity: {given[0]} names it, and nothing declares it.")
            sketch.entity(name)
        ends.append(name)
    source, target = ends
    kind = fields.take("type", "cardinality", "kind")
    cardinality = Cardinality.MANY_TO_ONE
    if kind is not None:
        said = "_".join(text(kind[1], kind[0]).lower().translate(_SIGNS).split())
        if said not in _CARDINALITIES:
            raise BadInput(
                f"{kind[0]}: `{kind[1]}` is no kind of relationship.",
                hint="Use one-to-one, one-to-many, many-to-one or many-to-many.",
                code="bad-payload",
                path=kind[0],
            )
        cardinality = _CARDINALITIES[said]
    named, column = fields.take("name", "field"), fields.take("foreign_key", "column")
    many = cardinality in {Cardinality.MANY_TO_MANY, Cardinality.ONE_TO_MANY}
    name = plural_snake(target) if many else "parent" if source == target else snake(target)
    if named is not None:
        name = attribute_name(text(named[1], named[0]), notes, named[0])
    elif column is not None and not many:
        name = attribute_name(text(column[1], column[0]), notes, column[0]).removesuffix("_id")
    if column is not None and (many or column[1] != f"{name}_id"):
        notes.leave(f"{column[0]}: the column is named after the relationship, {name}.")
    made = RelationshipSketch(name, source, target, cardinality)
    required = fields.take("required")
    if required is not None:
        made.required = made.firm = flag(required[1], required[0])
    on_delete = fields.take("on_delete")
    if on_delete is not None:
        made.on_delete = _on_delete(text(on_delete[1], on_delete[0]), on_delete[0])
    values = fields.take("attributes")
    if values is not None:
        holder = EntitySketch(source)
        read_attributes(values[1], values[0], holder, notes)
        made.attributes = list(holder.attributes.values())
    described = fields.take("description")
    if described is not None:
        made.description = text(described[1], described[0]).replace("\n", " ")
    fields.report()
    if cardinality is Cardinality.MANY_TO_MANY and made.required:
        notes.leave(f"{path}: a many-to-many relationship cannot be required.")
    if cardinality is not Cardinality.MANY_TO_MANY and made.attributes:
        raise BadInput(
            f"{path}: only a many-to-many relationship has attributes of its own.",
            hint="Give them to the entity that holds the reference.",
            code="bad-payload",
            path=f"{path}.attributes",
        )
    if made.required and made.on_delete is OnDelete.SET_NULL:
        raise Contradiction(f"{path} is required", f"{path} becomes null when the other row is deleted")
    add_relationship(made, path, sketch, notes)


def _on_delete(said: str, path: str) -> OnDelete:
    plain = "_".join(said.lower().translate(_SIGNS).split())
    kinds = {
        "restrict": OnDelete.RESTRICT,
        "no_action": OnDelete.RESTRICT,
        "cascade": OnDelete.CASCADE,
        "set_null": OnDelete.SET_NULL,
    }
    if plain not in kinds:
        raise BadInput(
            f"{path}: `{said[:60]}` is no rule.",
            hint="Use restrict, cascade or set-null.",
            code="bad-payload",
            path=path,
        )
    return kinds[plain]
