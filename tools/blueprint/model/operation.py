"""Operations: what a caller can do, as declarative steps."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from tools.blueprint.model.attribute import Constrained
from tools.blueprint.model.base import EntityName, Expression, LongName, Name, Part, Text


class Access(Part):
    """Who may call: everybody, or an authenticated caller, narrowed by role and ownership."""

    public: bool = False
    """Callers need no account."""
    optional: bool = False
    """Callers need no account, and who sends a token is known: `viewer.id` is null for all others. Reads only."""
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
    """What expressions and `accept` call it."""
    place: Place = Field(default=Place.BODY, alias="in")
    """Where it stands in the request."""
    attribute: str | None = None
    """`Entity.attribute` or `Entity.relationship`: type and bounds are taken from there."""
    required: bool = False
    """The request is refused without it."""
    nullable: bool = False
    """Null may be sent."""
    description: Text = ""
    """For the documentation of the API."""


class Find(Part):
    """Reads one row, or ends with `else`."""

    find: EntityName
    """The entity."""
    bind: LongName = Field(alias="as")
    """What later steps call the row."""
    where: Expression
    """The condition that the row meets; one that callers may not see does not."""
    owner: bool = True
    """Whether another owner's row is none where callers see their own alone; one of another tenant never is."""
    otherwise: Name = Field(default="not_found", alias="else")
    """The error when there is no such row."""


class List(Part):
    """Reads a page of rows."""

    list: EntityName
    """The entity."""
    bind: LongName = Field(alias="as")
    """What the response calls the page."""
    where: Expression | None = None
    """The condition that every row meets, or `row in <bound row>.<many-to-many relationship>`."""
    filters: tuple[LongName, ...] = ()
    """Attributes and relationships that callers may filter by."""
    sorts: tuple[LongName, ...] = ()
    """Attributes that callers may sort by."""
    order: tuple[str, ...] = ()
    """Order unless the caller says; a leading `-` means descending. The key is always the last tie-break."""
    search: tuple[LongName, ...] = ()
    """Attributes searched for the query input `q`; the best match comes first."""
    owner: bool = True
    """Whether rows of other owners stay out where callers see their own alone; those of other tenants always do."""


class Aggregate(Part):
    """Computes measures over rows, in groups that the caller chooses."""

    aggregate: EntityName
    """The entity."""
    bind: LongName = Field(alias="as")
    """What the response calls the result."""
    where: Expression | None = None
    """The condition that every counted row meets."""
    filters: tuple[LongName, ...] = ()
    """Attributes and relationships that callers may filter by."""
    group_by: tuple[LongName, ...] = ()
    """Attributes and relationships that the caller may group by (one at a time)."""
    measures: dict[LongName, str] = Field(min_length=1)
    """Name → `count()`, `sum(attribute)`, `avg(attribute)`, `min(attribute)` or `max(attribute)`."""
    owner: bool = True
    """Whether rows of other owners stay out where callers see their own alone; those of other tenants always do."""


class CheckStep(Part):
    """Goes on when the condition holds, or ends with `else`."""

    check: Expression
    """The condition."""
    otherwise: Name = Field(alias="else")
    """The error when it does not hold."""


class Create(Part):
    """Inserts a row."""

    create: EntityName
    """The entity."""
    bind: LongName = Field(alias="as")
    """What later steps and the response call the row."""
    accept: tuple[LongName, ...] = ()
    """Attributes and relationships taken from inputs of the same name, when they were sent."""
    set: dict[LongName, Expression] = {}
    """Column → its value; on top of what is accepted."""


class Update(Part):
    """Changes a row that an earlier step found."""

    update: LongName
    """What the step that found the row called it."""
    accept: tuple[LongName, ...] = ()
    """Attributes and relationships taken from inputs of the same name, when they were sent."""
    set: dict[LongName, Expression] = {}
    """Column → its value."""


class Delete(Part):
    """Deletes a row that an earlier step found (marks it where the entity is soft-deleted)."""

    delete: LongName
    """What the step that found the row called it."""


class Link(Part):
    """Links two found rows over a many-to-many relationship; linking again changes the link's values."""

    link: str
    """`row.relationship`, the row being bound by an earlier step."""
    to: LongName
    """The other row, bound by an earlier step."""
    accept: tuple[LongName, ...] = ()
    """Attributes of the link taken from inputs of the same name."""


class Unlink(Part):
    """Removes the link between two found rows; none is fine."""

    unlink: str
    """`row.relationship`, the row being bound by an earlier step."""
    to: LongName
    """The other row, bound by an earlier step."""


class Let(Part):
    """Names a value."""

    let: LongName
    """What later steps call the value."""
    be: Expression
    """The value."""


class Hash(Part):
    """Hashes a secret with the password hash of the backend."""

    hash: Expression
    """The secret."""
    bind: LongName = Field(alias="as")
    """What later steps call the hash."""


class Verify(Part):
    """Compares a secret with a stored hash in constant time, also when the row is missing."""

    verify: Expression
    """The secret that was sent."""
    account: EntityName
    """The entity of the accounts."""
    by: dict[LongName, Expression] = Field(min_length=1, max_length=1)
    """The identifying attribute and its value: `{email: input.email}`."""
    bind: LongName = Field(alias="as")
    """What later steps call the account."""
    otherwise: Name = Field(default="invalid_credentials", alias="else")
    """The error, the same for a wrong secret and an unknown account."""


class IssueToken(Part):
    """Opens a session for an account: access and refresh token."""

    issue_token: LongName
    """The account, bound by an earlier step."""
    bind: LongName = Field(alias="as")
    """What the response calls the tokens."""


class RotateToken(Part):
    """Trades a refresh token for a new pair; a token used twice ends its whole session."""

    rotate_token: Expression
    """The refresh token that was sent."""
    bind: LongName = Field(alias="as")
    """What the response calls the tokens."""
    otherwise: Name = Field(default="invalid_refresh_token", alias="else")
    """The error for a token that is not good any more."""


class RevokeToken(Part):
    """Ends the caller's session."""

    revoke_token: Literal["session"]
    """The session of the token that the request carries."""


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
    """Of an answer without an error."""
    value: LongName | None = None
    """The bound row, page or result that is returned; none means an empty body."""
    view: str | None = None
    """The view that shapes a row, or the rows of a page."""
    wrapper: Name | None = None
    """The one member of the answer that holds the row: `{"order": {…}}`; of a page, the member that holds its rows."""
    total: Name | None = None
    """Pages by offset that have a `wrapper`: the member that tells how many rows there are on all pages."""


class ErrorSpec(Part):
    """An error that an operation can end with, beyond the standard ones."""

    name: Name
    """What `else` calls it, and its code on the wire; a standard error's name gives that one other words."""
    status: int = Field(ge=400, le=599)
    """The status of the answer."""
    title: Text
    """What people are told."""


class Operation(Part):
    """One thing a caller can do."""

    name: LongName
    """Operation id, unique in the Blueprint: `create_book`."""
    intent: str = Field(default="custom", pattern=r"^[a-z]+(\.[a-z_]+)?$")
    """The pattern it came from (`crud.update`, `list.page`); frameworks with an idiom of their own may print that."""
    group: EntityName | None = None
    """The entity it belongs to in the documentation and in the code's layout."""
    method: Method
    """The method of the request."""
    path: str = Field(pattern=r"^(/([a-z0-9][a-z0-9._~-]*|\{[a-z][a-z0-9_]*\}))+$", max_length=600)
    """Below the base path: `/books/{id}`."""
    summary: Text = ""
    """One line for people."""
    access: Access = Access()
    """Who may call."""
    inputs: tuple[Input, ...] = ()
    """What the caller sends."""
    wrapper: Name | None = None
    """The one member of the request body that holds the inputs: `{"order": {…}}`."""
    steps: tuple[Step, ...] = Field(min_length=1)
    """What is done, in this order."""
    response: Response = Response()
    """What the caller gets."""
    errors: tuple[ErrorSpec, ...] = ()
    """Errors that the steps end with, beyond the standard ones."""
    idempotency_key: bool = False
    """Accepts `Idempotency-Key`: a repeated request gets the first answer."""
    deprecated: bool = False
    """Marked so in the contract."""


class ViewField(Part):
    """One field of a response."""

    name: LongName
    """Its name in the response."""
    source: str | None = Field(default=None, pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")
    """Column of the entity (`title`, `author_id`), `relationship.attribute` for a value of the link listed over, or a
    relationship that leads to one row (`author`), with its `view`."""
    value: Expression | None = None
    """What is computed instead: `row.comments.count()`, `row.author.name`, `row.fans.exists(f, f.id == viewer.id)`."""
    view: str | None = None
    """The view of the row that the relationship `source` leads to: an object, or null where there is no such row."""


class View(Part):
    """A response shape of one entity."""

    name: str = Field(pattern=r"^[A-Z][A-Za-z0-9]*$", max_length=160)
    """The name of the schema in the contract."""
    entity: EntityName
    """The entity whose rows it shows."""
    fields: tuple[ViewField, ...] = Field(min_length=1)
    """What it shows, in this order."""
