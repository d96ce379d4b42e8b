"""Operations: what a caller can do, and what the answer shows."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from tools.blueprint.model.attribute import CharacterKind, Constrained
from tools.blueprint.model.base import EntityName, Expression, LongName, Name, Part, Text
from tools.blueprint.model.steps import Step


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


MediaType = Annotated[str, Field(pattern=r"^[a-z0-9]+/[a-z0-9][a-z0-9.+-]*$", max_length=127)]
"""A media type without parameters, in lower case: `image/png`."""


class Place(StrEnum):
    PATH = "path"
    QUERY = "query"
    BODY = "body"
    FILE = "file"
    CSV = "csv"


TOLD_OF_FILES = ("name", "media_type")
"""What callers say of a file; expressions know it by the input's name and this one behind: `input.x_name`."""


class Member(Constrained):
    """One member of the objects that an input lists."""

    name: LongName
    """What expressions and `accept` call it."""
    attribute: str | None = None
    """`Entity.attribute` or `Entity.relationship`: type and bounds are taken from there."""
    required: bool = False
    """The request is refused without it."""
    nullable: bool = False
    """Null may be sent."""
    needs: tuple[CharacterKind, ...] = Field(default=(), max_length=4)
    """Kinds of characters that a text holds one of at least."""
    description: Text = ""
    """For the documentation of the API."""


class Input(Member):
    """One value that the caller sends."""

    place: Place = Field(default=Place.BODY, alias="in")
    """Where it stands in the request. A `file` makes the body a form (`multipart/form-data`): `input.x` are its bytes,
    `input.x_name` and `input.x_media_type` what the caller says of it. A `csv` is the whole body (`text/csv`): a list
    of objects, one for each line, whose `fields` are the columns."""
    many: bool = False
    """A list of values of the attribute, or of objects with `fields`, at most `max_items`; for `each`."""
    fields: tuple[Member, ...] = Field(default=(), max_length=100)
    """What each object of the list holds: `line.quantity` in the steps of `each: input.lines, as: line`."""
    media_types: tuple[MediaType, ...] = Field(default=(), max_length=50)
    """Of a file: those that are taken; none means all."""


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
    beside: dict[LongName, Expression] = Field(default_factory=dict, max_length=20)
    """Members that stand in the row's object beside those of the view: `{token: tokens.access_token}`, of any value
    that steps have bound. Of one row alone."""
    media: Literal["json", "csv", "html"] = "json"
    """What rows are written in: `csv` for pages (RFC 4180; the next page stands in the `Link` header), `html` for a
    page or one row, as a document to look at. Errors stay what they are."""
    file: Expression | None = None
    """Bytes that are the answer, in place of a `value`: `found.content`."""
    file_name: Expression | None = None
    """What the caller's machine may call the file."""
    media_type: Expression | None = None
    """What the file is; none means bytes without a meaning (`application/octet-stream`)."""
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
    """The view of the row that the relationship `source` leads to: an object, or null where there is no such row. Of a
    relationship to many rows: a list of such objects. One row that is shown inside another shows no lists itself."""
    format: Literal["date", "unix", "unix_ms"] | None = None
    """Of a datetime: its day in UTC, or the seconds or milliseconds since 1970 as a whole number."""
    show: LongName | None = None
    """Of a relationship to many rows: the column whose values stand in the list, in place of objects; rows without one
    are left out."""
    order: tuple[str, ...] = Field(default=(), max_length=8)
    """The order of a list, by columns of its rows or by `relationship.attribute` of the link; a leading `-` means
    descending. The key is always the last tie-break."""
    most: int = Field(default=100, ge=1, le=1000)
    """How many rows a list shows at most: the first ones."""


class Nulls(StrEnum):
    SHOWN = "shown"
    LEFT_OUT = "left_out"


class View(Part):
    """A response shape of one entity."""

    name: str = Field(pattern=r"^[A-Z][A-Za-z0-9]*$", max_length=160)
    """The name of the schema in the contract."""
    entity: EntityName
    """The entity whose rows it shows."""
    fields: tuple[ViewField, ...] = Field(min_length=1)
    """What it shows, in this order."""
    nulls: Nulls = Nulls.SHOWN
    """Whether a field without a value is null in the answer, or is not there."""
