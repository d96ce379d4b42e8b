"""How the backend speaks: API conventions, authentication, roles, permissions, non-functionals."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from tools.blueprint.model.attribute import CharacterKind
from tools.blueprint.model.base import EntityName, Name, Part, Text, kind_among
from tools.blueprint.model.errors import ErrorStyle


class ApiStyle(StrEnum):
    REST = "rest"
    GRAPHQL = "graphql"


class PaginationStyle(StrEnum):
    CURSOR = "cursor"
    OFFSET = "offset"


class Pagination(Part):
    style: PaginationStyle = PaginationStyle.CURSOR
    default_limit: int = Field(default=20, ge=1, le=1000)
    max_limit: int = Field(default=100, ge=1, le=1000)


class RateLimit(Part):
    """At most `requests` in `window_seconds` for one account or client address."""

    requests: int = Field(default=600, ge=1, le=1_000_000)
    window_seconds: int = Field(default=60, ge=1, le=86_400)


class Versioning(StrEnum):
    PATH = "path"
    NONE = "none"


class Api(Part):
    styles: tuple[ApiStyle, ...] = (ApiStyle.REST,)
    """REST is always served; GraphQL beside it where listed."""
    base_path: str = Field(default="", pattern=r"^(/[a-z0-9][a-z0-9._~-]*)*$", max_length=100)
    """Before the version: `/api`."""
    versioning: Versioning = Versioning.PATH
    version: int = Field(default=1, ge=1, le=999)
    casing: Literal["snake", "camel"] = "snake"
    """Of field and parameter names on the wire."""
    pagination: Pagination = Pagination()
    errors: ErrorStyle = ErrorStyle()
    """RFC 9457 problem details, unless an example shows another shape."""
    rate_limit: RateLimit | None = None
    idempotency: bool = False
    """POST operations that create accept `Idempotency-Key`."""
    max_body_bytes: int = Field(default=1_048_576, ge=1024, le=104_857_600)


class AuthScheme(StrEnum):
    NONE = "none"
    JWT = "jwt"
    SESSION = "session"
    BASIC = "basic"


class BearerCarrier(Part):
    """In the `Authorization` header, behind a scheme word: `{bearer: Token}` is `Authorization: Token …`."""

    bearer: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9-]*$", max_length=20)
    """The scheme word. Callers may write it in either case (RFC 9110)."""


class HeaderCarrier(Part):
    """In a header of its own, whose whole value it is: `{header: X-API-Key}`."""

    header: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$", max_length=40)
    """Name of the header; none that HTTP, its proxies or this API give another meaning."""


class CookieCarrier(Part):
    """In a cookie, which browsers keep and send by themselves: `{cookie: session}`. For the scheme `session`."""

    cookie: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=40)
    """Name of the cookie. Requests that change something are refused where a page of another site sent them."""


CARRIERS: dict[str, type[Part]] = {"bearer": BearerCarrier, "header": HeaderCarrier, "cookie": CookieCarrier}


def _carrier_kind(carrier: Any) -> str | None:
    return kind_among(CARRIERS, carrier)


Carrier = Annotated[
    Annotated[BearerCarrier, Tag("bearer")]
    | Annotated[HeaderCarrier, Tag("header")]
    | Annotated[CookieCarrier, Tag("cookie")],
    Discriminator(_carrier_kind),
]
"""Where the token travels."""


class Password(Part):
    """What passwords must be, wherever one is set."""

    min_length: int = Field(default=12, ge=8, le=128)
    """Least number of characters."""
    max_length: int = Field(default=128, ge=8, le=1024)
    """Greatest number of characters: hashing costs grow with it."""
    needs: tuple[CharacterKind, ...] = Field(default=(), max_length=4)
    """Kinds of characters that each password holds one of at least. None unless said: length is what protects."""


class Auth(Part):
    """Who callers are."""

    scheme: AuthScheme = AuthScheme.NONE
    """Whether there are accounts, and what they get when they sign in: `jwt` signed access tokens that are renewed,
    `session` one opaque token that is good until it ends or is revoked, as API keys and cookies are. With `basic` they
    get none: each request carries login and password (RFC 7617), and nobody signs in or out."""
    account: EntityName | None = None
    """The entity whose rows are accounts; it has a unique required login attribute."""
    login: Name = "email"
    """The account's attribute that identifies it at login. With `basic` no value of it may hold a colon."""
    self_registration: bool = True
    """Whether anybody may make an account."""
    carrier: Carrier = BearerCarrier(bearer="Bearer")
    """Where callers put the token: `{bearer: Token}`, `{header: X-API-Key}`, `{cookie: session}`; `{bearer: Bearer}`
    unless said. Not for `basic`, which has none."""
    access_token_minutes: int = Field(default=15, ge=1, le=1440)
    """How long an access token is good."""
    refresh_token_days: int = Field(default=30, ge=1, le=365)
    """How long a session lasts without being renewed."""
    session_days: int | None = Field(default=30, ge=1, le=3650)
    """Of the scheme `session`: how long its token is good; null means until it is revoked."""
    password: Password = Password()
    """What passwords must be."""


class Role(Part):
    name: Name
    description: Text = ""
    default: bool = False
    """Given to an account that registers itself; exactly one role has it."""
    first: bool = False
    """Given to the account that the `create-admin` command makes; at most one role has it."""


class Action(StrEnum):
    LIST = "list"
    READ = "read"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    SEARCH = "search"
    ANALYTICS = "analytics"


class Permission(Part):
    """Who may do what with one entity: `public`, `authenticated`, `owner` or role names."""

    entity: EntityName
    actions: tuple[Action, ...] = Field(min_length=1)
    allow: tuple[Name, ...] = Field(min_length=1)


class Resource(Part):
    """Which standard operations an entity gets."""

    entity: EntityName
    actions: tuple[Action, ...] = (Action.LIST, Action.READ, Action.CREATE, Action.UPDATE, Action.DELETE)


class NonFunctionals(Part):
    """What is promised beside behaviour; read by the design notes and deployment files."""

    availability: Text = ""
    performance: Text = ""
    scalability: Text = ""
    consistency: Text = ""
    retention: Text = ""
