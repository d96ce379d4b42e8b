"""What patterns name: entities, their attributes and relationships. All raise BadInput for what is not there."""

from tools.blueprint.index import BlueprintIndex, Link, ManyLink
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


def account_of(index: BlueprintIndex) -> str:
    """The entity of the accounts."""
    if index.account is None:
        raise BadInput("The backend has no accounts.", hint="Say in `auth` who signs in, or take the pattern out.")
    return index.account.name


def one_of(index: BlueprintIndex, entity: str, name: str) -> Link:
    """The to-one relationship that the entity's rows hold."""
    entity_of(index, entity)
    for link in index.links(entity):
        if link.name == name:
            return link
    raise BadInput(
        f"{entity} has no to-one relationship `{name}`.", hint="Declare it under `relationships`, or name another one."
    )


def many_of(index: BlueprintIndex, entity: str, name: str) -> ManyLink:
    """The many-to-many relationship that the entity knows by this name, declared from either side."""
    entity_of(index, entity)
    for many in (many for source in index.entities for many in index.many(source)):
        if (many.source, many.name) == (entity, name) or (many.target, many.inverse) == (entity, name):
            return many
    raise BadInput(
        f"{entity} has no many-to-many relationship `{name}`.",
        hint="Declare it under `relationships`, or name another one.",
    )


def between(index: BlueprintIndex, entity: str, name: str) -> tuple[str, ManyLink]:
    """The entity of the accounts, and the many-to-many relationship between them and the entity."""
    account, many = account_of(index), many_of(index, entity, name)
    far, _ = other_end(many, entity, name)
    if far != account:
        raise BadInput(
            f"{entity}.{name} leads to {far}, not to accounts.", hint=f"Name a many-to-many relationship to {account}."
        )
    needed = [item.name for item in many.attributes if item.required and item.default is None]
    if needed:
        raise BadInput(
            f"A link of {entity}.{name} needs `{needed[0]}`, which the pattern does not ask for.",
            hint="Give the attribute of the link a `default`, or leave `required` out.",
        )
    return account, many


def link_to(index: BlueprintIndex, source: str, target: str) -> Link:
    """The one relationship over which rows of one entity refer to those of another."""
    entity_of(index, source)
    given = index.caller_set(source)
    found = [link for link in index.links(source) if link.target == target and link.name not in given]
    if len(found) != 1:
        many = ", ".join(link.name for link in found)
        raise BadInput(
            f"{source} refers to {target} more than once: {many}." if many else f"{source} does not refer to {target}.",
            hint=f"Give {source} one to-one relationship to {target}.",
        )
    return found[0]


def counted(index: BlueprintIndex, entity: str, name: str, *types: AttributeType) -> Attribute:
    """The number, which nothing but the pattern changes, and which is never null."""
    found = unsettable(index, entity, name, *types)
    if not found.required:
        raise BadInput(f"{entity}.{name} may be null.", hint="Mark it `required: true`, with a `default`.")
    return found


def other_end(many: ManyLink, entity: str, name: str) -> tuple[str, str | None]:
    """Where a many-to-many relationship leads from the entity that knows it by this name, and what leads back."""
    forward = (many.source, many.name) == (entity, name)
    return (many.target, many.inverse) if forward else (many.source, many.name)


def newest_first(index: BlueprintIndex, entity: str) -> tuple[str, ...]:
    """The order of what is new, which rows without a time have not."""
    if not index.entities[entity].timestamps:
        raise BadInput(f"Which {entity} is newer is not known.", hint="Leave `timestamps: false` out of it.")
    return ("-created_at",)


def unversioned(index: BlueprintIndex, entity: str) -> None:
    """Raises BadInput where callers who change a number at once would have to send one version, so that one goes."""
    if index.entities[entity].optimistic_lock:
        raise BadInput(
            f"Callers would have to send the version of the {entity}, and change it for each other.",
            hint=f"Leave `optimistic_lock` out of {entity}, or keep the number in an entity of its own.",
        )


def holding(index: BlueprintIndex, entity: str, name: str) -> Link:
    """The to-one relationship to an account, which may be null and which nothing but the pattern changes."""
    account, link = account_of(index), one_of(index, entity, name)
    if link.target != account:
        raise BadInput(
            f"{entity}.{name} leads to {link.target}, not to accounts.", hint=f"Name a relationship to {account}."
        )
    if link.required:
        raise BadInput(f"{entity}.{name} is never null.", hint="Leave `required` out of the relationship.")
    if not link.managed:
        raise BadInput(
            f"{entity}.{name} could be changed past the pattern.", hint="Mark the relationship `managed: true`."
        )
    return link
