"""What the readers have understood so far: a loose, mutable picture that becomes a Blueprint."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from itertools import chain
from typing import Any

from tools.blueprint.model import Action, ApiStyle, Cardinality, KeyKind, OnDelete, PaginationStyle
from tools.blueprint.names import numbered, snake
from tools.errors import Contradiction


class Own(IntEnum):
    """How far rows are somebody's own; a later one goes before an earlier one."""

    ROWS = 1
    """Somebody owns each row; nothing is said of reading."""
    CHANGES = 2
    """Only the owner changes them; everybody that is signed in may read them."""
    PRIVATE = 3
    """Only the owner sees them."""


PERSON = "person:"
"""Before a noun of people among those that may do something, until it is settled whether they are the accounts."""


@dataclass
class AttributeSketch:
    """One value of an entity; `facets` are keyword arguments of a Blueprint `Attribute`."""

    name: str
    facets: dict[str, Any] = field(default_factory=dict)
    typed: bool = False
    """The request says the type."""
    optional: bool = False
    """The request says that it may be missing."""

    @property
    def required(self) -> bool | None:
        """None: not said."""
        if self.optional:
            return False
        return self.facets.get("required")


@dataclass
class EntitySketch:
    """A thing that is stored."""

    name: str
    attributes: dict[str, AttributeSketch] = field(default_factory=dict)
    listed: bool = False
    """The request lists its attributes, so that no archetype adds any."""
    told: bool = False
    """That list stands in plain words, which leave out what goes without saying."""
    key: KeyKind | None = None
    key_attribute: str | None = None
    soft_delete: bool | None = None
    optimistic_lock: bool | None = None
    timestamps: bool | None = None
    audit: bool = False
    owner: str | None = None
    """Name of the relationship to the account."""
    tenant: str | None = None
    """Name of the relationship to whom all rows of one customer belong."""
    own: Own | None = None
    """The request says that rows are somebody's own."""
    scale: tuple[Decimal, Decimal] | None = None
    """Least and most of the one number that the entity is about: the score of a rating."""
    uniques: list[tuple[str, ...]] = field(default_factory=list)
    description: str = ""
    retention_days: int | None = None

    def add(self, attribute: AttributeSketch) -> None:
        """Adds an attribute, or what is new about one that is there."""
        there = self.attributes.get(attribute.name)
        if there is None:
            self.attributes[attribute.name] = attribute
            return
        if there.typed and attribute.typed and there.facets.get("type") != attribute.facets.get("type"):
            raise Contradiction(
                f"{self.name}.{attribute.name} is {_type(there)}", f"{self.name}.{attribute.name} is {_type(attribute)}"
            )
        there.facets.update(attribute.facets)
        there.typed = there.typed or attribute.typed
        there.optional = there.optional or attribute.optional


@dataclass
class RelationshipSketch:
    """A link between two entities, read from its source."""

    name: str
    source: str
    target: str
    cardinality: Cardinality = Cardinality.MANY_TO_ONE
    required: bool | None = None
    """None: not said."""
    on_delete: OnDelete | None = None
    inverse: str | None = None
    attributes: list[AttributeSketch] = field(default_factory=list)
    description: str = ""
    said: bool = True
    """The request says it; false: an archetype suggests it."""
    firm: bool = False
    """The request says that it is required."""
    managed: bool = False
    """A pattern sets it, and no caller."""
    immutable: bool = False
    """Set when the row is made, and changed by patterns at most."""
    keyed: bool = False
    """The request shows the key or the object that refers to the target: `board_id`."""
    likely: float | None = None
    """How likely evidence makes it, where no rule has read it."""
    severally: bool = False
    """The request says it from the other side: the target has many of the source."""


@dataclass
class OnceSketch:
    """At most one row of an entity for each of what `members` name, one of which is whoever calls."""

    entity: str
    members: tuple[str, ...]
    """Attributes and references; empty: the account."""
    said: str


@dataclass
class PatternSketch:
    """A pattern that the request asks for; `facets` are what its kind is settled with."""

    kind: str
    entity: str
    name: str
    said: str
    facets: dict[str, Any] = field(default_factory=dict)
    made: list[dict[str, Any]] = field(default_factory=list)
    """What it is in the Blueprint, once it is settled: `access` there is still whom the request names."""


@dataclass
class PermissionSketch:
    """Who may do what; no `entity` means every entity."""

    actions: tuple[Action, ...]
    allow: tuple[str, ...]
    entity: str | None = None
    exclusive: bool = False
    """Nobody else may."""
    scoped: bool = False
    """It stands for a rule about single rows that cannot be said: what hangs on them is closed with them."""
    open: bool = False
    """Nobody else may but whom another statement names: `visible to managers`, without `only`."""


@dataclass
class EndpointSketch:
    """An endpoint that the request lists."""

    method: str
    path: str
    """As it stands there, parameters as `{name}`."""
    parts: tuple[str, ...]
    """Of the path, without prefixes; names of entities where a part means one."""
    named: tuple[str, ...] = ()
    """Entities that the words beside it name."""
    said: str = ""


@dataclass
class AuthSketch:
    """`yes` and `no` keep the words that asked for authentication or refused it."""

    yes: str | None = None
    no: str | None = None
    no_for_some: bool = False
    """What refuses it is said of some people, and of nobody else."""
    account: str | None = None
    account_assumed: bool = False
    """The request names no entity of people that could be the accounts."""
    usual: str | None = None
    """Why such a backend has accounts though the request does not say so."""
    login: str | None = None
    own_rows: Own | None = None
    """The request says so of all rows."""
    owners: list[str] = field(default_factory=list)
    """People that have rows of their own."""
    own_profile: tuple[Action, ...] = ()
    """What everybody may do with his own account."""
    self_registration: bool | None = None
    access_token_minutes: int | None = None
    refresh_token_days: int | None = None
    carrier: dict[str, str] | None = None
    """Where the token of a session travels, where that is asked for: then it is one opaque token, and no JWT."""
    basic: bool = False
    """Each request carries login and password."""
    password: dict[str, Any] = field(default_factory=dict)
    """What is said of passwords: `min_length`, `max_length`, `needs`."""


@dataclass
class ApiSketch:
    """Conventions that the request asks for (None: silent) or refuses (False)."""

    styles: list[ApiStyle] = field(default_factory=list)
    pagination: PaginationStyle | None = None
    pagination_said: str | None = None
    default_limit: int | None = None
    max_limit: int | None = None
    rate_limit: tuple[int, int] | bool | None = None
    """Requests and seconds; true: wanted, with no numbers."""
    versioning: bool | None = None
    version: int | None = None
    base_path: str | None = None
    camel: bool | None = None
    idempotency: bool | None = None
    soft_delete: bool | None = None
    optimistic_lock: bool | None = None
    timestamps: bool | None = None
    audit: bool = False
    serial_keys: bool | None = None


@dataclass
class Sketch:
    """The whole picture."""

    yielding: bool = False
    """It is of a long text: of two statements that rule each other out one gives way, and none stops the run."""
    name: str = ""
    title: str = ""
    description: str = ""
    entities: dict[str, EntitySketch] = field(default_factory=dict)
    relationships: list[RelationshipSketch] = field(default_factory=list)
    apart: set[frozenset[str]] = field(default_factory=set)
    """Two entities that the text shows not to hang together, however usual it is."""
    actions: dict[str, list[Action]] = field(default_factory=dict)
    """Standard operations per entity where the request says them."""
    actions_for_all: list[Action] = field(default_factory=list)
    """Search and analytics for every entity that can have them."""
    roles: list[str] = field(default_factory=list)
    roles_demanded: bool = False
    """They are listed as such, and not only spoken of."""
    permissions: list[PermissionSketch] = field(default_factory=list)
    once: list[OnceSketch] = field(default_factory=list)
    patterns: list[PatternSketch] = field(default_factory=list)
    endpoints: list[EndpointSketch] = field(default_factory=list)
    auth: AuthSketch = field(default_factory=AuthSketch)
    api: ApiSketch = field(default_factory=ApiSketch)
    frameworks: list[str] = field(default_factory=list)
    datastores: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    non_functionals: dict[str, str] = field(default_factory=dict)

    def entity(self, name: str) -> EntitySketch:
        """The entity of that name; made when there is none."""
        return self.entities.setdefault(name, EntitySketch(name))

    def relate(self, relationship: RelationshipSketch) -> None:
        """Adds a relationship, unless the same two entities are linked under that name already."""
        for there in self.relationships:
            same = (there.source, there.target, there.name) == (
                relationship.source,
                relationship.target,
                relationship.name,
            )
            if same:
                there.required = relationship.required if there.required is None else there.required
                there.on_delete = there.on_delete or relationship.on_delete
                return
        if any((there.source, there.name) == (relationship.source, relationship.name) for there in self.relationships):
            relationship.name = self._other_name(relationship)
        self.relationships.append(relationship)

    def _other_name(self, relationship: RelationshipSketch) -> str:
        """A free name where two relationships of one entity would share theirs."""
        taken = {there.name for there in self.relationships if there.source == relationship.source}
        target = snake(relationship.target)
        wanted = chain((target, f"{relationship.name}_{target}"), numbered(target))
        return next(name[:48] for name in wanted if name not in taken)

    @property
    def owned(self) -> bool:
        """The request says that rows are somebody's own."""
        return self.auth.own_rows is not None or any(entity.own is not None for entity in self.entities.values())

    def linked(self, one: str, other: str) -> bool:
        """Some relationship joins the two, whichever way it reads."""
        return any({item.source, item.target} == {one, other} and not item.managed for item in self.relationships)

    def allow(self, permission: PermissionSketch) -> None:
        if permission not in self.permissions:
            self.permissions.append(permission)


def _type(attribute: AttributeSketch) -> str:
    return str(attribute.facets.get("type"))
