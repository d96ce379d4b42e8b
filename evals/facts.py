"""What a draft holds, in the terms in which cases state their expectations."""

from typing import Self

from pydantic import BaseModel, ConfigDict

from agent.planner.draft import Draft
from evals.cases import normal_link
from tools.blueprint.model import Attribute, Cardinality, Relationship


class Facts(BaseModel):
    """Plain data of a draft; all empty, with the error told, when planning ended with one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    entities: tuple[str, ...] = ()
    attributes: dict[str, dict[str, str]] = {}
    """Entity → attribute → type, without what the server manages."""
    links: tuple[str, ...] = ()
    scheme: str = ""
    account: str | None = None
    login: str | None = None
    framework: str | None = None
    datastore: str | None = None
    error: str = ""

    @classmethod
    def of(cls, draft: Draft) -> Self:
        blueprint = draft.blueprint
        return cls(
            entities=tuple(sorted(entity.name for entity in blueprint.entities)),
            attributes={entity.name: _types(entity.attributes) for entity in blueprint.entities},
            links=tuple(sorted(_link(relationship) for relationship in blueprint.relationships)),
            scheme=blueprint.auth.scheme.value,
            account=blueprint.auth.account,
            login=blueprint.auth.login if blueprint.auth.account else None,
            framework=draft.stack.framework,
            datastore=draft.stack.datastore,
        )


def _types(attributes: tuple[Attribute, ...]) -> dict[str, str]:
    return {item.name: item.type.value for item in attributes if not item.managed}


def _link(relationship: Relationship) -> str:
    if relationship.cardinality is Cardinality.MANY_TO_MANY:
        return normal_link(f"{relationship.source} <-> {relationship.target}")
    if relationship.cardinality is Cardinality.ONE_TO_MANY:
        return f"{relationship.target} -> {relationship.source}"
    return f"{relationship.source} -> {relationship.target}"
