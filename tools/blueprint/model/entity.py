"""Entities and the relationships between them."""

from enum import StrEnum

from pydantic import Field

from tools.blueprint.model.attribute import Attribute
from tools.blueprint.model.base import EntityName, Expression, Name, Part, Text


class KeyKind(StrEnum):
    UUID = "uuid"
    """Surrogate `id`: UUID version 7, made by the backend."""
    SERIAL = "serial"
    """Surrogate `id`: int64, counted up by the store."""
    NATURAL = "natural"
    """A required, unique, immutable attribute of the entity."""


class Key(Part):
    """How a row is identified."""

    kind: KeyKind = KeyKind.UUID
    attribute: Name | None = None
    """The attribute of a natural key."""


class Index(Part):
    """An index asked for by hand; those that operations need are derived."""

    attributes: tuple[str, ...] = Field(min_length=1, max_length=8)
    """Attribute or relationship names; a leading `-` means descending."""
    unique: bool = False
    reason: Text = ""


class Check(Part):
    """A rule on one row, in CEL over `row`: `row.ends_on >= row.starts_on`."""

    name: Name
    that: Expression
    message: Text = ""


class Entity(Part):
    """A thing that is stored."""

    name: EntityName
    description: Text = ""
    key: Key = Key()
    attributes: tuple[Attribute, ...] = ()
    uniques: tuple[tuple[Name, ...], ...] = ()
    """Attribute or relationship names that are unique together."""
    checks: tuple[Check, ...] = ()
    indexes: tuple[Index, ...] = ()
    timestamps: bool = True
    """Managed `created_at` and `updated_at`."""
    soft_delete: bool = False
    """Deleting marks the row (`deleted_at`); only steps with `deleted: true` see it then."""
    optimistic_lock: bool = False
    """Managed `version`; reads carry an ETag, changes demand If-Match."""
    audit: bool = False
    """Managed `created_by` and `updated_by`: the account that wrote the row."""
    owner: Name | None = None
    """Relationship to the account entity whose account owns the row; set from the caller on creation."""
    tenant: Name | None = None
    """Relationship to the tenant entity; rows of other tenants do not exist for the caller."""
    retention_days: int | None = Field(default=None, ge=1)
    """How long rows are kept, for the schema's notes."""


class Cardinality(StrEnum):
    MANY_TO_ONE = "many_to_one"
    ONE_TO_ONE = "one_to_one"
    ONE_TO_MANY = "one_to_many"
    MANY_TO_MANY = "many_to_many"


class OnDelete(StrEnum):
    """What becomes of a row when the one that it refers to is deleted; VALUES.md tells it for rows that are marked."""

    RESTRICT = "restrict"
    """It keeps its reference: what it refers to cannot be removed, only marked."""
    CASCADE = "cascade"
    """It is deleted along, as its own entity says."""
    SET_NULL = "set_null"
    """Its reference becomes null, and it gets a new version and time of change."""


class Relationship(Part):
    """A link between two entities, named from its source: `Book.author → Author`."""

    name: Name
    source: EntityName = Field(alias="from")
    target: EntityName = Field(alias="to")
    cardinality: Cardinality = Cardinality.MANY_TO_ONE
    required: bool = False
    immutable: bool = False
    managed: bool = False
    """Set by operations of one's own and by patterns; never sent by a client, who links nothing over many to many."""
    on_delete: OnDelete = OnDelete.RESTRICT
    """What happens to the row that holds the key when the other one is deleted."""
    inverse: Name | None = None
    """Name seen from the target: `Author.books`."""
    attributes: tuple[Attribute, ...] = ()
    """Values on the link itself; many-to-many only."""
    description: Text = ""
