"""A Blueprint looked at from its entities: relationships normalised to who holds the key."""

from dataclasses import dataclass
from functools import cached_property

from tools.blueprint.model import (
    Action,
    Attribute,
    AttributeType,
    AuthScheme,
    Blueprint,
    Cardinality,
    Entity,
    KeyKind,
    Relationship,
)
from tools.blueprint.names import singular_snake, snake


@dataclass(frozen=True, slots=True)
class Link:
    """A reference that one row holds to another: many-to-one or one-to-one."""

    name: str
    source: str
    target: str
    unique: bool
    required: bool
    immutable: bool
    managed: bool
    on_delete: str
    inverse: str | None
    description: str


@dataclass(frozen=True, slots=True)
class ManyLink:
    """A many-to-many relationship; `table`, `near` and `far` name its link table and that table's key columns."""

    name: str
    source: str
    target: str
    table: str
    near: str
    far: str
    attributes: tuple[Attribute, ...]
    description: str
    inverse: str | None = None
    managed: bool = False


class BlueprintIndex:
    """Answers questions about a Blueprint that has passed `check`."""

    def __init__(self, blueprint: Blueprint) -> None:
        self.blueprint = blueprint

    @cached_property
    def entities(self) -> dict[str, Entity]:
        return {entity.name: entity for entity in self.blueprint.entities}

    @cached_property
    def account(self) -> Entity | None:
        """The entity whose rows are accounts, when there is authentication."""
        auth = self.blueprint.auth
        return self.entities[auth.account] if auth.scheme is not AuthScheme.NONE and auth.account else None

    @cached_property
    def tenant(self) -> str | None:
        """The entity whose rows are tenants."""
        if self.account is None or self.account.tenant is None:
            return None
        return self.link(self.account.name, self.account.tenant).target

    @cached_property
    def _links(self) -> dict[str, tuple[Link, ...]]:
        found: dict[str, list[Link]] = {name: [] for name in self.entities}
        for relationship in self.blueprint.relationships:
            if relationship.cardinality is not Cardinality.MANY_TO_MANY:
                link = _link(relationship)
                found[link.source].append(link)
        return {name: tuple(links) for name, links in found.items()}

    @cached_property
    def _many(self) -> dict[str, tuple[ManyLink, ...]]:
        found: dict[str, list[ManyLink]] = {name: [] for name in self.entities}
        for relationship in self.blueprint.relationships:
            if relationship.cardinality is Cardinality.MANY_TO_MANY:
                found[relationship.source].append(self._many_link(relationship))
        return {name: tuple(links) for name, links in found.items()}

    def _many_link(self, relationship: Relationship) -> ManyLink:
        source, target = snake(relationship.source), snake(relationship.target)
        near = f"{source}_{self.key(relationship.source).name}"
        far = f"{target}_{self.key(relationship.target).name}"
        if near == far:
            far = f"{singular_snake(relationship.name)}_{self.key(relationship.target).name}"
        if near == far:
            far = f"other_{far}"
        return ManyLink(
            relationship.name, relationship.source, relationship.target, f"{source}_{relationship.name}", near, far,
            relationship.attributes, relationship.description, relationship.inverse, relationship.managed,
        )  # fmt: skip

    def links(self, entity: str) -> tuple[Link, ...]:
        """References that the entity's rows hold, in the Blueprint's order."""
        return self._links[entity]

    def link(self, entity: str, name: str) -> Link:
        """The reference of that name; KeyError when there is none."""
        for link in self._links[entity]:
            if link.name == name:
                return link
        raise KeyError(name)

    def many(self, entity: str) -> tuple[ManyLink, ...]:
        """Many-to-many relationships declared from the entity."""
        return self._many[entity]

    def key(self, entity: str) -> Attribute:
        """The key attribute; surrogates are managed `id`s."""
        found = self.entities[entity]
        if found.key.kind is KeyKind.NATURAL:
            return self.attribute(entity, found.key.attribute or "")
        type_ = AttributeType.UUID if found.key.kind is KeyKind.UUID else AttributeType.INT64
        return Attribute(name="id", type=type_, required=True, unique=True, managed=True, immutable=True)

    def attribute(self, entity: str, name: str) -> Attribute:
        """A declared attribute; KeyError when there is none."""
        for attribute in self.entities[entity].attributes:
            if attribute.name == name:
                return attribute
        raise KeyError(name)

    def link_column(self, link: Link) -> str:
        """The logical column of a reference: `author_id`."""
        return f"{link.name}_{self.key(link.target).name}"

    def server_set(self, entity: str) -> tuple[str, ...]:
        """References that no client sends: owner and tenant, which come from the caller, and managed ones."""
        managed = (link.name for link in self.links(entity) if link.managed)
        return (*self.caller_set(entity), *managed)

    def caller_set(self, entity: str) -> tuple[str, ...]:
        """References that the server sets from the caller: owner and tenant."""
        found = self.entities[entity]
        return tuple(name for name in (found.owner, found.tenant) if name)

    def owner_column(self, entity: str) -> str | None:
        """The column that names the owning account; an account owns itself."""
        found = self.entities[entity]
        if self.account is not None and entity == self.account.name:
            return self.key(entity).name
        return self.link_column(self.link(entity, found.owner)) if found.owner else None

    def tenant_column(self, entity: str) -> str | None:
        """The column that names the row's tenant; a tenant is its own."""
        if self.tenant is None:
            return None
        if entity == self.tenant:
            return self.key(entity).name
        name = self.entities[entity].tenant
        return self.link_column(self.link(entity, name)) if name else None

    def allowed(self, entity: str, action: Action) -> tuple[str, ...]:
        """Whom permissions let do the action: roles and words; those of one entity and action add up."""
        return tuple(self._allowed.get((entity, action), ()))

    @cached_property
    def _allowed(self) -> dict[tuple[str, Action], list[str]]:
        found: dict[tuple[str, Action], list[str]] = {}
        for permission in self.blueprint.permissions:
            for action in permission.actions:
                found.setdefault((permission.entity, action), []).extend(permission.allow)
        return found

    @cached_property
    def viewer_tenant_column(self) -> str | None:
        """The account's column that names its tenant."""
        return self.tenant_column(self.account.name) if self.account is not None else None


def _link(relationship: Relationship) -> Link:
    turned = relationship.cardinality is Cardinality.ONE_TO_MANY
    return Link(
        name=(relationship.inverse or snake(relationship.source)) if turned else relationship.name,
        source=relationship.target if turned else relationship.source,
        target=relationship.source if turned else relationship.target,
        unique=relationship.cardinality is Cardinality.ONE_TO_ONE,
        required=relationship.required,
        immutable=relationship.immutable,
        managed=relationship.managed,
        on_delete=relationship.on_delete.value,
        inverse=relationship.name if turned else relationship.inverse,
        description=relationship.description,
    )
