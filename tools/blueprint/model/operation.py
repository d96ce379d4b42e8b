"""Operations: what a caller can do, as declarative steps."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from tools.blueprint.model.attribute import Constrained
from tools.blueprint.model.base import EntityName, Expression, LongName, Name, Part, Text


class Access(Part):
    """Who may call: public, or an authenticated caller, narrowed by role and ownership."""

    public: bool = False
    roles: tuple[Name, ...] = ()
    """Roles that may; none means every authenticated caller (when `owner` is false)."""
    owner: bool = False
    """Callers without one of the roles may too, on rows that they own; other rows do not exist for them."""


class Place(StrEnum):
    PATH = "path"
    QUERY = "query"
    BODY = "body"


class Input(Constrained):
    """One value that the caller sends."""

    name: LongName
    place: Place = Field(default=Place.BODY, alias="in")
    attribute: str | None = None
    """`Entity.attribute` or `Entity.relationship`: type and bounds are taken from there."""
    required: bool = False
    nullable: bool = False
    description: Text = ""


class Find(Part):
    """Reads one row, or ends with `else`."""

    find: EntityName
    bind: LongName = Field(alias="as")
    where: Expression
    otherwise: Name = Field(default="not_found", alias="else")


class List(Part):
    """Reads a page of rows."""

    list: EntityName
    bind: LongName = Field(alias="as")
    where: Expression | None = None
    filters: tuple[LongName, ...] = ()
    """Attributes and relationships that callers may filter by."""
    sorts: tuple[LongName, ...] = ()
    """Attributes that callers may sort by."""
    order: tuple[str, ...] = ()
    """Order unless the caller says; a leading `-` means descending. The key is always the last tie-break."""
    search: tuple[LongName, ...] = ()
    """Attributes searched for the query input `q`; the best match comes first."""


class Aggregate(Part):
    """Computes measures over rows, in groups that the caller chooses."""

    aggregate: EntityName
    bind: LongName = Field(alias="as")
    where: Expression | None = None
    filters: tuple[LongName, ...] = ()
    group_by: tuple[LongName, ...] = ()
    """Attributes and relationships that the caller may group by (one at a time)."""
    measures: dict[LongName, str] = Field(min_length=1)
    """Name → `count()`, `sum(attribute)`, `avg(attribute)`, `min(attribute)` or `max(attribute)`."""


class CheckStep(Part):
    """Goes on when the condition holds, or ends with `else`."""

    check: Expression
    otherwise: Name = Field(alias="else")


class Create(Part):
    """Inserts a row."""

    create: EntityName
    bind: LongName = Field(alias="as")
    accept: tuple[LongName, ...] = ()
    """Attributes and relationships taken from inputs of the same name, when they were sent."""
    set: dict[LongName, Expression] = {}


class Update(Part):
    """Changes a row that an earlier step found."""

    update: LongName
    accept: tuple[LongName, ...] = ()
    set: dict[LongName, Expression] = {}


class Delete(Part):
    """Deletes a row that an earlier step found (marks it where the entity is soft-deleted)."""

    delete: LongName


class Link(Part):
    """Links two found rows over a many-to-many relationship; linking again changes the link's values."""

    link: str
    """`row.relationship`, the row being bound by an earlier step."""
    to: LongName
    accept: tuple[LongName, ...] = ()


class Unlink(Part):
    """Removes the link between two found rows; none is fine."""

    unlink: str
    to: LongName


class Let(Part):
    """Names a value."""

    let: LongName
    be: Expression


class Hash(Part):
    """Hashes a secret with the password hash of the backend."""

    hash: Expression
    bind: LongName = Field(alias="as")


class Verify(Part):
    """Compares a secret with a stored hash in constant time, also when the row is missing."""

    verify: Expression
    account: EntityName
    by: dict[LongName, Expression] = Field(min_length=1, max_length=1)
    """The identifying attribute and its value: `{email: input.email}`."""
    bind: LongName = Field(alias="as")
    otherwise: Name = Field(default="invalid_credentials", alias="else")


class IssueToken(Part):
    """Opens a session for an account: access and refresh token."""

    issue_token: LongName
    bind: LongName = Field(alias="as")


class RotateToken(Part):
    """Trades a refresh token for a new pair; a token used twice ends its whole session."""

    rotate_token: Expression
    bind: LongName = Field(alias="as")
    otherwise: Name = Field(default="invalid_refresh_token", alias="else")


class RevokeToken(Part):
    """Ends the caller's session."""

    revoke_token: Literal["session"]


STEPS: dict[str, type[Part]] = {
    "find": Find, "list": List, "aggregate": Aggregate, "check": CheckStep, "create": Create, "update": Update,
    "delete": Delete, "link": Link, "unlink": Unlink, "let": Let, "hash": Hash, "verify": Verify,
    "issue_token": IssueToken, "rotate_token": RotateToken, "revoke_token": RevokeToken,
}  # fmt: skip
"""Step kinds by the key that tells them apart."""


def _kind(step: Any) -> str | None:
    keys = step if isinstance(step, dict) else type(step).model_fields
    return next((kind for kind in STEPS if kind in keys), None)


Step = Annotated[
    Annotated[Find, Tag("find")]
    | Annotated[List, Tag("list")]
    | Annotated[Aggregate, Tag("aggregate")]
    | Annotated[CheckStep, Tag("check")]
    | Annotated[Create, Tag("create")]
    | Annotated[Update, Tag("update")]
    | Annotated[Delete, Tag("delete")]
    | Annotated[Link, Tag("link")]
    | Annotated[Unlink, Tag("unlink")]
    | Annotated[Let, Tag("let")]
    | Annotated[Hash, Tag("hash")]
    | Annotated[Verify, Tag("verify")]
    | Annotated[IssueToken, Tag("issue_token")]
    | Annotated[RotateToken, Tag("rotate_token")]
    | Annotated[RevokeToken, Tag("revoke_token")],
    Discriminator(_kind),
]


class Method(StrEnum):
    GET = "GET"
    POST = "POST"
    PUT = "PUT"
    PATCH = "PATCH"
    DELETE = "DELETE"


class Response(Part):
    """What the caller gets when all steps went well."""

    status: int = Field(default=200, ge=200, le=299)
    value: LongName | None = None
    """The bound row, page or result that is returned; none means an empty body."""
    view: str | None = None
    """LongName of the view that shapes a row or the rows of a page."""


class ErrorSpec(Part):
    """An error that an operation can end with, beyond the standard ones."""

    name: Name
    status: int = Field(ge=400, le=599)
    title: Text


class Operation(Part):
    """One thing a caller can do."""

    name: LongName
    """Operation id, unique in the Blueprint: `create_book`."""
    intent: str = Field(default="custom", pattern=r"^[a-z]+(\.[a-z_]+)?$")
    """The pattern it came from (`crud.update`, `list.page`); frameworks with an idiom of their own may print that."""
    group: EntityName | None = None
    """The entity it belongs to in the documentation and in the code's layout."""
    method: Method
    path: str = Field(pattern=r"^(/([a-z0-9][a-z0-9._~-]*|\{[a-z][a-z0-9_]*\}))+$", max_length=600)
    """Below the base path: `/books/{id}`."""
    summary: Text = ""
    access: Access = Access()
    inputs: tuple[Input, ...] = ()
    steps: tuple[Step, ...] = Field(min_length=1)
    response: Response = Response()
    errors: tuple[ErrorSpec, ...] = ()
    idempotency_key: bool = False
    """Accepts `Idempotency-Key`: a repeated request gets the first answer."""
    deprecated: bool = False


class ViewField(Part):
    """One field of a response."""

    name: LongName
    source: str = Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")
    """Column of the entity (`title`, `author_id`), or `relationship.attribute` for a value of the link listed over."""


class View(Part):
    """A response shape of one entity."""

    name: str = Field(pattern=r"^[A-Z][A-Za-z0-9]*$", max_length=160)
    entity: EntityName
    fields: tuple[ViewField, ...] = Field(min_length=1)
