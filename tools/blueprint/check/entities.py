"""Entities: names that do not collide, keys, flags and rules that can be kept."""

from tools.blueprint.check.names import check_entity_names
from tools.blueprint.check.values import check_attribute, check_managed
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.managed import managed_names
from tools.blueprint.model import Action, Blueprint, Entity, KeyKind
from tools.blueprint.model import AttributeType as T
from tools.blueprint.names import snake
from tools.errors import BadInput, Contradiction

_KEY_TYPES = frozenset({T.STRING, T.INT32, T.INT64, T.UUID, T.EMAIL})


def check_entities(blueprint: Blueprint) -> None:
    """There are entities, and their names can stand beside each other."""
    if not blueprint.entities:
        raise BadInput("The Blueprint has no entities.", hint="Name at least one thing to store.", path="entities")
    check_entity_names(blueprint)


def check_columns(blueprint: Blueprint, index: BlueprintIndex) -> None:
    """Attributes, keys, uniques and references of every entity; needs sound relationships."""
    own = {operation.name for operation in blueprint.operations}
    made = {item.entity for item in blueprint.resources if Action.CREATE in item.actions}
    made = {name for name in made if f"create_{snake(name)}" not in own} | {blueprint.auth.account or ""}
    for entity in blueprint.entities:
        path = f"entities.{entity.name}"
        names = _column_names(index, entity)
        doubled = sorted({name for name in names if names.count(name) > 1})
        if doubled:
            raise BadInput(
                f"{path}: `{doubled[0]}` stands twice, or is managed by the server.",
                hint="Rename it.",
                path=path,
            )
        for attribute in entity.attributes:
            check_attribute(attribute, f"{path}.{attribute.name}")
            if entity.name in made:
                check_managed(attribute, f"{path}.{attribute.name}")
        _check_key(entity, path)
        known = {attribute.name for attribute in entity.attributes} | {link.name for link in index.links(entity.name)}
        for group in (*entity.uniques, *(item.attributes for item in entity.indexes)):
            for name in group:
                if name.removeprefix("-") not in known | managed_names(index, entity.name):
                    raise BadInput(
                        f"{path}: there is no attribute or relationship `{name}`.",
                        hint="Name an attribute of the entity, or one of its to-one relationships.",
                        path=path,
                    )
        names_of_checks = [rule.name for rule in entity.checks]
        if len(set(names_of_checks)) != len(names_of_checks):
            raise BadInput(f"{path}: two checks have the same name.", hint="Rename one of them.", path=path)


def _column_names(index: BlueprintIndex, entity: Entity) -> list[str]:
    names = [] if entity.key.kind is KeyKind.NATURAL else ["id"]
    names += [attribute.name for attribute in entity.attributes]
    names += [index.link_column(link) for link in index.links(entity.name)]
    return names + sorted(managed_names(index, entity.name))


def _check_key(entity: Entity, path: str) -> None:
    if entity.key.kind is not KeyKind.NATURAL:
        if entity.key.attribute is not None:
            raise BadInput(
                f"{path}: only a natural key names an attribute.",
                hint="Leave `attribute` out, or make the kind `natural`.",
                path=path,
            )
        return
    attribute = next((item for item in entity.attributes if item.name == entity.key.attribute), None)
    if attribute is None:
        raise BadInput(
            f"{path}: the natural key `{entity.key.attribute}` is no attribute.",
            hint="Name one of the attributes of the entity.",
            path=path,
        )
    if not attribute.required:
        raise Contradiction(f"{entity.name} is identified by `{attribute.name}`", f"`{attribute.name}` is optional")
    if attribute.managed or attribute.sensitive or attribute.type not in _KEY_TYPES:
        raise BadInput(
            f"{path}: `{attribute.name}` cannot be a natural key.",
            hint="A key is a short, visible string, number or uuid that the client sends.",
            path=path,
        )
