"""What patterns name: entities, their attributes and relationships. All raise BadInput for what is not there."""

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Attribute, AttributeType
from tools.errors import BadInput


def entity_of(index: BlueprintIndex, name: str) -> str:
    """The entity, which exists."""
    if name not in index.entities:
        raise BadInput(f"There is no entity {name}.", hint="Name one of the entities.")
    return name


def attribute_of(index: BlueprintIndex, entity: str, name: str, *types: AttributeType) -> Attribute:
    """The attribute, of one of the types."""
    entity_of(index, entity)
    for attribute in index.entities[entity].attributes:
        if attribute.name == name and attribute.type in types:
            return attribute
    wanted = ", ".join(kind.value for kind in types)
    raise BadInput(f"{entity} has no attribute `{name}` of type {wanted}.", hint="Declare it, or name another one.")


def unsettable(index: BlueprintIndex, entity: str, name: str, *types: AttributeType) -> Attribute:
    """The attribute, which nothing but the pattern changes: clients may set it at most when they create the row."""
    attribute = attribute_of(index, entity, name, *types)
    if not (attribute.managed or attribute.immutable):
        raise BadInput(
            f"{entity}.{name} could be changed past the pattern.",
            hint="Mark it `managed: true` (or `immutable: true`, where clients give the first value).",
        )
    return attribute
