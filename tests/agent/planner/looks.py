"""Short ways to look at a Blueprint."""

from tools.blueprint.model import Action, Attribute, Blueprint, Cardinality


def entities(blueprint: Blueprint) -> set[str]:
    return {entity.name for entity in blueprint.entities}


def attribute(blueprint: Blueprint, entity: str, name: str) -> Attribute:
    return next(item for item in blueprint.entity(entity).attributes if item.name == name)


def names(blueprint: Blueprint, entity: str) -> list[str]:
    return [item.name for item in blueprint.entity(entity).attributes]


def links(blueprint: Blueprint) -> set[str]:
    """`Loan -> Book` for a reference, `Book <-> Tag` for many-to-many."""
    found = set()
    for item in blueprint.relationships:
        arrow = "<->" if item.cardinality is Cardinality.MANY_TO_MANY else "->"
        ends = (
            (item.source, item.target)
            if item.cardinality is not Cardinality.ONE_TO_MANY
            else (item.target, item.source)
        )
        found.add(f"{ends[0]} {arrow} {ends[1]}")
    return found


def allowed(blueprint: Blueprint, entity: str, action: Action) -> set[str]:
    return {
        word
        for permission in blueprint.permissions
        if permission.entity == entity and action in permission.actions
        for word in permission.allow
    }


def actions(blueprint: Blueprint, entity: str) -> set[Action]:
    return {action for resource in blueprint.resources if resource.entity == entity for action in resource.actions}
