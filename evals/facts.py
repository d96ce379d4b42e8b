"""What a draft holds, in the terms in which cases state their expectations."""

from collections.abc import Iterator
from typing import Self

from pydantic import BaseModel, ConfigDict

from agent.planner.draft import Draft
from evals.cases import normal_link
from evals.doings import Doing, doings_of, routes_of
from tools.blueprint.model import Attribute, Blueprint, Cardinality, Entity, KeyKind, Relationship


class Facts(BaseModel):
    """Plain data of a draft; all empty, with the error told, when planning ended with one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    entities: tuple[str, ...] = ()
    attributes: dict[str, dict[str, str]] = {}
    """Entity → attribute → type, without what the server manages."""
    managed: dict[str, dict[str, str]] = {}
    """The same of those that only the server sets, a state for instance."""
    constraints: tuple[str, ...] = ()
    """As cases write them."""
    links: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    doings: tuple[Doing, ...] = ()
    actions: dict[str, tuple[str, ...]] = {}
    """Entity → its standard operations."""
    scheme: str = ""
    account: str | None = None
    login: str | None = None
    roles: tuple[str, ...] = ()
    usual_roles: tuple[str, ...] = ()
    """Those that every backend with roles has: of whoever registers, and of the first account."""
    pagination: str = ""
    framework: str | None = None
    datastore: str | None = None
    error: str = ""
    code: str = ""

    @classmethod
    def of(cls, draft: Draft) -> Self:
        blueprint = draft.blueprint
        return cls(
            entities=tuple(sorted(entity.name for entity in blueprint.entities)),
            attributes={entity.name: _types(entity.attributes, managed=False) for entity in blueprint.entities},
            managed={entity.name: _managed(entity, blueprint) for entity in blueprint.entities},
            constraints=tuple(sorted(line for entity in blueprint.entities for line in _constraints(entity))),
            links=tuple(sorted(_link(relationship) for relationship in blueprint.relationships)),
            routes=routes_of(blueprint),
            doings=doings_of(blueprint),
            actions={item.entity: tuple(action.value for action in item.actions) for item in blueprint.resources},
            scheme=blueprint.auth.scheme.value,
            account=blueprint.auth.account,
            login=blueprint.auth.login if blueprint.auth.account else None,
            roles=tuple(sorted(role.name for role in blueprint.roles)),
            usual_roles=tuple(sorted(role.name for role in blueprint.roles if role.default or role.first)),
            pagination=blueprint.api.pagination.style.value,
            framework=draft.stack.framework,
            datastore=draft.stack.datastore,
        )


def _types(attributes: tuple[Attribute, ...], *, managed: bool) -> dict[str, str]:
    return {item.name: item.type.value for item in attributes if item.managed is managed}


def _managed(entity: Entity, blueprint: Blueprint) -> dict[str, str]:
    """What only the server sets; an account's role is no attribute of the Blueprint, and every backend has it."""
    role = {"role": "enum"} if entity.name == blueprint.auth.account and blueprint.roles else {}
    return role | _types(entity.attributes, managed=True)


def _link(relationship: Relationship) -> str:
    if relationship.cardinality is Cardinality.MANY_TO_MANY:
        return normal_link(f"{relationship.source} <-> {relationship.target}")
    if relationship.cardinality is Cardinality.ONE_TO_MANY:
        return f"{relationship.target} -> {relationship.source}"
    return f"{relationship.source} -> {relationship.target}"


def _constraints(entity: Entity) -> Iterator[str]:
    for item in entity.attributes:
        place = f"{entity.name}.{item.name}"
        yield f"{place} {'required' if item.required else 'optional'}"
        if item.unique or (entity.key.kind is KeyKind.NATURAL and entity.key.attribute == item.name):
            yield f"{place} unique"
        for bound in ("minimum", "maximum", "min_length", "max_length"):
            value = getattr(item, bound)
            if value is not None:
                yield f"{place} {bound} {value}"
        if item.default is not None:
            yield f"{place} default {item.default}"
        if item.values:
            yield f"{place} values {'|'.join(item.values)}"
    for names in entity.uniques:
        yield f"{entity.name} unique {','.join(names)}"
