"""Attributes: the typed values of an entity, an input or a link."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field, JsonValue

from tools.blueprint.model.base import Name, Part, Text


class AttributeType(StrEnum):
    """Neutral value types; `VALUES.md` says what each is on the wire and in a store."""

    STRING = "string"
    TEXT = "text"
    INT32 = "int32"
    INT64 = "int64"
    DECIMAL = "decimal"
    FLOAT = "float"
    BOOL = "bool"
    UUID = "uuid"
    DATE = "date"
    DATETIME = "datetime"
    JSON = "json"
    BINARY = "binary"
    ENUM = "enum"
    EMAIL = "email"
    URL = "url"
    ARRAY = "array"


class CharacterKind(StrEnum):
    LOWER = "lower"
    UPPER = "upper"
    DIGIT = "digit"
    SYMBOL = "symbol"


class Constrained(Part):
    """A type with its bounds; shared by attributes and operation inputs."""

    type: AttributeType = AttributeType.STRING
    """What the value is; `VALUES.md` says more."""
    min_length: int | None = Field(default=None, ge=0, le=1_000_000)
    """Least number of Unicode code points (string, text) or bytes (binary)."""
    max_length: int | None = Field(default=None, ge=1, le=1_000_000)
    """Greatest number of Unicode code points (string, text, email, url) or bytes (binary)."""
    pattern: str | None = Field(default=None, max_length=500)
    """Regular expression in the portable subset of VALUES.md, matched against the whole value."""
    minimum: Decimal | None = None
    """The least number."""
    maximum: Decimal | None = None
    """The greatest number."""
    precision: int | None = Field(default=None, ge=1, le=38)
    """All digits of a decimal; 12 unless said."""
    scale: int | None = Field(default=None, ge=0, le=18)
    """Digits of a decimal after the point; 2 unless said."""
    values: tuple[str, ...] = ()
    """The values of an enum, in their order."""
    items: AttributeType | None = None
    """Type of an array's items: a scalar type without facets of its own."""
    max_items: int | None = Field(default=None, ge=1, le=10_000)
    """Most items of an array; 100 unless said."""


class Attribute(Constrained):
    """One value of an entity."""

    name: Name
    description: Text = ""
    required: bool = False
    """Never null, and must be sent on creation unless it has a default or is managed."""
    unique: bool = False
    default: JsonValue = None
    """Literal in wire form; for a datetime also `now`."""
    sensitive: bool = False
    """Never part of a response or a log."""
    immutable: bool = False
    """Accepted on creation, refused later."""
    managed: bool = False
    """Set by the server only; never accepted from a client."""
    personal: bool = False
    """Personal data: named in the privacy notes of the schema."""
    searchable: bool | None = None
    """Covered by the search operation; unless said: short text of a person's kind (string, text)."""
    filterable: bool | None = None
    """Of type json: whether the standard lists, search and analytics filter by its members; not, unless said."""
