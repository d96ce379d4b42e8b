"""Lowered operations: the only form of behaviour that framework packs see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tools.blueprint.plan.expr import Expr, InputValue
from tools.blueprint.plan.names import Name
from tools.blueprint.plan.pages import PageMembers
from tools.blueprint.plan.store import (
    AggregateRows,
    CheckReferences,
    ComputeValues,
    FindRow,
    FindRows,
    ListRows,
    LockRows,
    Write,
)
from tools.blueprint.plan.values import Member, ValueType


@dataclass(frozen=True, slots=True)
class ErrorCase:
    """A named error: `code` is its stable identifier, `title` its text for people."""

    code: str
    status: int
    title: str


@dataclass(frozen=True, slots=True)
class FilePart:
    """What a field of a form tells of a file: its `content`, `name` or `media_type`."""

    wire: str
    """Name of the part on the wire: what all three are told under."""
    holds: str


@dataclass(frozen=True, slots=True)
class Field(Member):
    """One field of a request or response."""

    computed: bool = False
    """View: the value is computed beside the row, under the field's name."""
    link: bool = False
    """View over a many-to-many list: the value stands on the link row, not on the listed row."""
    file: FilePart | None = None
    """Request: a part of a form that is a file, or what is known of it."""
    view: "Shape | None" = None
    """View: what shapes the related row that is shown here, computed beside the row; the type says nothing then."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A JSON object on the wire. `role`: input (unknown fields refused) or view."""

    name: str
    """Class name: `BookCreate`, `Book`, unique in the plan."""
    role: str
    group: str
    """Logical table name of the group that it belongs to."""
    fields: tuple[Field, ...]
    entity: str | None = None
    table: bool = False
    """It comes as `text/csv`: its one field lists the rows, and the names of columns are those of their members."""

    @property
    def is_json(self) -> bool:
        """Whether it comes as JSON."""
        return not self.is_form and not self.table

    @property
    def is_form(self) -> bool:
        """Whether it comes as `multipart/form-data`, with files, and not as JSON."""
        return any(field.file is not None for field in self.fields)


@dataclass(frozen=True, slots=True)
class Wrapper:
    """An object with one member, which holds a body or an answer."""

    name: Name
    wire: str
    """Name of the member on the wire."""
    shape: str
    """Class name of the object, unique in the plan: `BuyProductEnvelope`."""


@dataclass(frozen=True, slots=True)
class AccessPlan:
    """Who may call. With `roles`: only those, unless `owner` (then the conditions of the reads narrow the rows)."""

    public: bool
    """Callers need no account."""
    roles: tuple[str, ...]
    owner: bool
    optional: bool = False
    """Public, and a caller who sends a token is known; a token that is no good is refused."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A constraint that a write may violate: what the caller is told, and which inputs it is about."""

    constraint: str
    kind: str
    """unique, check or reference."""
    fields: tuple[str, ...]
    error: ErrorCase
    message: str = ""


@dataclass(frozen=True, slots=True)
class Fetch:
    """Binds the row; without one the operation ends with `absent`."""

    bind: str
    call: FindRow
    absent: ErrorCase


@dataclass(frozen=True, slots=True)
class Lock:
    """Locks rows that later nodes find, all at once."""

    call: LockRows


@dataclass(frozen=True, slots=True)
class FetchPage:
    bind: str
    call: ListRows


@dataclass(frozen=True, slots=True)
class FetchAggregate:
    bind: str
    call: AggregateRows


@dataclass(frozen=True, slots=True)
class RequireReferences:
    """Ends with `missing` (422, pointing at each field) unless every referenced row exists and is visible."""

    call: CheckReferences
    missing: ErrorCase


@dataclass(frozen=True, slots=True)
class MatchVersion:
    """If-Match against the bound row's ETag: `required` when it is not sent, `stale` when none matches."""

    bind: str
    required: ErrorCase
    stale: ErrorCase


@dataclass(frozen=True, slots=True)
class Guard:
    """Goes on when the host condition holds."""

    condition: Expr
    error: ErrorCase


@dataclass(frozen=True, slots=True)
class Assign:
    bind: str
    value: Expr


@dataclass(frozen=True, slots=True)
class WriteStep:
    """One write of a write-set; `bind` gets the row; `lost` is the error when no row met the conditions."""

    bind: str | None
    call: Write
    conflicts: tuple[Conflict, ...]
    lost: ErrorCase | None = None


@dataclass(frozen=True, slots=True)
class WriteSet:
    """Writes that happen together or not at all, in one transaction."""

    writes: tuple[WriteStep, ...]


@dataclass(frozen=True, slots=True)
class Compute:
    """Binds values over the relationships of the bound row `of`, each under its name in the call.

    Ends with `absent` where the row is gone since.
    """

    of: str
    call: ComputeValues
    absent: ErrorCase


@dataclass(frozen=True, slots=True)
class ShowRows:
    """Puts what a view computes beside the bound row, or beside each row of the bound page.

    A row that is gone since is left out of a page; alone, it ends with `absent`.
    """

    bind: str
    page: bool
    call: ComputeValues
    absent: ErrorCase


@dataclass(frozen=True, slots=True)
class HashSecret:
    bind: str
    secret: Expr


@dataclass(frozen=True, slots=True)
class VerifySecret:
    """Binds the account whose login matches and whose password is right; both failures look and take alike."""

    bind: str
    secret: Expr
    call: FindRow
    error: ErrorCase


@dataclass(frozen=True, slots=True)
class IssueSession:
    """Opens a session for the bound account; binds the token pair."""

    bind: str
    account: str


@dataclass(frozen=True, slots=True)
class RotateSession:
    """Trades a refresh token for a new pair; reuse ends the session, and that is kept although the call fails."""

    bind: str
    token: Expr
    error: ErrorCase


@dataclass(frozen=True, slots=True)
class RevokeSession:
    """Ends the caller's session."""


@dataclass(frozen=True, slots=True)
class ForEach:
    """Does the nodes for each row that the call finds, or for each item of an input, under the name `bind`.

    Ends with `over` when the call finds more than its `most`. `place`: the name of the place, from 0.
    """

    bind: str
    items: FindRows | InputValue
    nodes: "tuple[Node, ...]"
    place: str | None = None
    over: ErrorCase | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """Does the one or the other, by a host condition."""

    condition: Expr
    then: "tuple[Node, ...]"
    otherwise: "tuple[Node, ...]"


Node = (
    Fetch | FetchPage | FetchAggregate | RequireReferences | MatchVersion | Guard | Assign | WriteSet | HashSecret
    | VerifySecret | IssueSession | RotateSession | RevokeSession | Compute | ShowRows | ForEach | Branch | Lock
)  # fmt: skip


def inner(node: Node) -> tuple[Node, ...]:
    """The nodes inside a node."""
    match node:
        case ForEach(nodes=nodes):
            return nodes
        case Branch(then=then, otherwise=otherwise):
            return (*then, *otherwise)
    return ()


def every(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes, and those inside them, in the order in which they stand."""
    for node in nodes:
        yield node
        yield from every(inner(node))


def items_of(nodes: "Iterable[Node]") -> dict[str, ValueType]:
    """What loops over lists of objects call the one at hand → what it holds."""
    loops = [node for node in every(nodes) if isinstance(node, ForEach)]
    kinds = {node.bind: node.items.type.items for node in loops if isinstance(node.items, InputValue)}
    return {bind: kind for bind, kind in kinds.items() if kind is not None and kind.members}


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """Bytes and what they are, as host values. Without a content the operation ends with `absent`."""

    content: Expr
    name: Expr | None
    media_type: Expr | None
    absent: ErrorCase


@dataclass(frozen=True, slots=True)
class ResponsePlan:
    """The answer. `form`: empty, object (one `view`), page (list of `view`), aggregate, tokens or file."""

    status: int
    form: str
    bind: str | None = None
    view: Shape | None = None
    etag: bool = False
    """Carries the ETag of the row."""
    wrapper: Wrapper | None = None
    """Around the one row of an object."""
    page: PageMembers | None = None
    """What a page holds; None for all other forms."""
    media: str = "json"
    """json, csv (pages) or html (pages and objects): what rows are written in."""
    file: FileAnswer | None = None
    location: str | None = None
    """Path template of the created row below the prefix, with its key as `{id}`: `/books/{id}`."""


@dataclass(frozen=True, slots=True)
class OperationPlan:
    """One operation, lowered."""

    name: Name
    intent: str
    group: str
    method: str
    path: str
    """Below the API prefix, parameter names in wire casing."""
    summary: str
    access: AccessPlan
    path_fields: tuple[Field, ...]
    query: tuple[Field, ...]
    """All query parameters: filters, sort, limit, cursor or offset, q, group_by."""
    body: Shape | None
    wrapper: Wrapper | None
    """Around the body."""
    nodes: tuple[Node, ...]
    response: ResponsePlan
    errors: tuple[ErrorCase, ...]
    """Every error that it can answer, sorted by status then code."""
    idempotency_key: bool
    if_match: bool
    sensitive_rate: bool
    """Guesses secrets (login, refresh, register): takes the stricter rate limit."""
    deprecated: bool

    @property
    def revalidates(self) -> bool:
        """Whether a matching If-None-Match is answered with 304: not where the answer shows more than the row."""
        shows = any(isinstance(node, ShowRows) for node in self.nodes)
        return self.response.etag and self.method == "GET" and not shows

    @property
    def negotiates(self) -> bool:
        """Whether it answers with JSON and refuses callers that take none."""
        return any(error.code == "not_acceptable" for error in self.errors)

    @property
    def writes(self) -> bool:
        """Whether it changes the store."""
        kinds = WriteSet | IssueSession | RotateSession | RevokeSession
        return any(isinstance(node, kinds) for node in every(self.nodes))
