"""Inputs of standard operations, taken from the entity."""

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Input, Place


def key_input(index: BlueprintIndex, entity: str, name: str | None = None) -> Input:
    """The path parameter that names a row."""
    key = index.key(entity)
    return Input(name=name or key.name, place=Place.PATH, attribute=f"{entity}.{key.name}", required=True)


def body_inputs(index: BlueprintIndex, entity: str, changing: bool) -> tuple[Input, ...]:
    """What a client may send to create a row, or (`changing`) to change one."""
    found = index.entities[entity]
    inputs = [
        Input(
            name=attribute.name,
            attribute=f"{entity}.{attribute.name}",
            required=attribute.required and attribute.default is None and not changing,
            nullable=not attribute.required,
            description=attribute.description,
        )
        for attribute in found.attributes
        if not attribute.managed and not (changing and (attribute.immutable or attribute.name == found.key.attribute))
    ]
    set_by_server = index.server_set(entity)
    for link in index.links(entity):
        if link.name in set_by_server or (changing and link.immutable):
            continue
        inputs.append(
            Input(
                name=index.link_column(link),
                attribute=f"{entity}.{link.name}",
                required=link.required and not changing,
                nullable=not link.required,
                description=link.description,
            )
        )
    return tuple(inputs)


def accepted(inputs: tuple[Input, ...]) -> tuple[str, ...]:
    """Names of body inputs, for `accept`."""
    return tuple(item.name for item in inputs if item.place is Place.BODY)
