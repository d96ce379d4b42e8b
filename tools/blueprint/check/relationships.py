"""Relationships: ends that exist, rules that do not contradict each other."""

from tools.blueprint.check.entities import check_columns
from tools.blueprint.check.names import check_link_names
from tools.blueprint.check.values import check_attribute
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Blueprint, Cardinality, OnDelete, Relationship
from tools.errors import BadInput, Contradiction


def check_relationships(blueprint: Blueprint) -> None:
    """Every relationship, then the columns that they make."""
    names = {entity.name for entity in blueprint.entities}
    for relationship in blueprint.relationships:
        path = f"relationships.{relationship.source}.{relationship.name}"
        for end in (relationship.source, relationship.target):
            if end not in names:
                raise BadInput(f"{path}: there is no entity {end}.", hint="Declare it.", path=path)
        _check_rules(relationship, path)
    index = BlueprintIndex(blueprint)
    _check_owners(blueprint, index)
    _check_names(blueprint, index)
    check_link_names(blueprint, index)
    check_columns(blueprint, index)
    _check_required_cycles(index)


def _check_rules(relationship: Relationship, path: str) -> None:
    many = relationship.cardinality is Cardinality.MANY_TO_MANY
    if relationship.attributes and not many:
        raise BadInput(
            f"{path}: only a many-to-many relationship has attributes.",
            hint="Put them into the entity that refers to the other.",
            path=path,
        )
    if many and relationship.required:
        raise BadInput(
            f"{path}: a many-to-many relationship cannot be required.",
            hint="Leave `required` out; rows are linked after they are made.",
            path=path,
        )
    if relationship.required and relationship.on_delete is OnDelete.SET_NULL:
        raise Contradiction(f"{path} is required", f"{path} becomes null when the other row is deleted")
    attributes = [attribute.name for attribute in relationship.attributes]
    if len(set(attributes)) != len(attributes):
        raise BadInput(f"{path}: two attributes have the same name.", hint="Rename one of them.", path=path)
    for attribute in relationship.attributes:
        check_attribute(attribute, f"{path}.{attribute.name}")


def _check_names(blueprint: Blueprint, index: BlueprintIndex) -> None:
    for entity in blueprint.entities:
        links = [link.name for link in index.links(entity.name)] + [many.name for many in index.many(entity.name)]
        doubled = sorted({name for name in links if links.count(name) > 1})
        if doubled:
            raise BadInput(
                f"{entity.name} has two relationships named `{doubled[0]}`.",
                hint="Name the second one by its part: `billing_address`.",
                path=f"relationships.{entity.name}.{doubled[0]}",
            )


def _check_owners(blueprint: Blueprint, index: BlueprintIndex) -> None:
    for entity in blueprint.entities:
        path = f"entities.{entity.name}"
        for role, name in (("owner", entity.owner), ("tenant", entity.tenant)):
            if name is None:
                continue
            if index.account is None:
                raise Contradiction(f"{entity.name} has an {role}", "the backend has no authentication")
            link = next((link for link in index.links(entity.name) if link.name == name), None)
            if link is None:
                raise BadInput(
                    f"{path}: there is no to-one relationship `{name}`.",
                    hint="Name a to-one relationship of the entity.",
                    path=f"{path}.{role}",
                )
            if not link.required:
                raise BadInput(
                    f"{path}: the {role} relationship `{name}` must be required.",
                    hint="Set `required: true` on it.",
                    path=f"{path}.{role}",
                )
            wanted = index.account.name if role == "owner" else _tenant_of(index)
            if wanted is None:
                raise BadInput(
                    f"{path} belongs to a tenant, but accounts do not.",
                    hint=f"Give {index.account.name} a `tenant` relationship.",
                    path=f"{path}.tenant",
                )
            if link.target != wanted:
                raise BadInput(
                    f"{path}: `{name}` leads to {link.target}, not to {wanted}.",
                    hint="Name a relationship that leads there.",
                    path=f"{path}.{role}",
                )


def _tenant_of(index: BlueprintIndex) -> str | None:
    account = index.account
    if account is None or account.tenant is None:
        return None
    return next((link.target for link in index.links(account.name) if link.name == account.tenant), None)


def _check_required_cycles(index: BlueprintIndex) -> None:
    """A row that needs another one first, which needs the first one first, can never be made."""
    needs = {name: sorted({link.target for link in index.links(name) if link.required}) for name in index.entities}
    done: set[str] = set()
    for start in needs:
        trail: list[str] = []
        _visit(start, needs, trail, done)


def _visit(start: str, needs: dict[str, list[str]], trail: list[str], done: set[str]) -> None:
    stack = [(start, iter(needs[start]))]
    trail.append(start)
    while stack:
        _, targets = stack[-1]
        target = next(targets, None)
        if target is None:
            stack.pop()
            done.add(trail.pop())
        elif target in trail:
            circle = [*trail[trail.index(target) :], target]
            raise Contradiction(
                f"{circle[-2]} requires {target}", f"{target} requires {circle[1]} ({' → '.join(circle)})"
            )
        elif target not in done:
            trail.append(target)
            stack.append((target, iter(needs[target])))
