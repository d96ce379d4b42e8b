"""Lowered operations: the only form of behaviour that framework packs see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tools.blueprint.plan.access import AccessPlan
from tools.blueprint.plan.expr import Expr, InputValue
from tools.blueprint.plan.names import Name
from tools.blueprint.plan.pages import PageMembers
from tools.blueprint.plan.shapes import ErrorCase, Field, Shape, Wrapper
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
from tools.blueprint.plan.values import ValueType


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
class EndSessions:
    """Ends all sessions of the bound account."""

    account: str


@dataclass(frozen=True, slots=True)
class Emit:
    """Keeps an event of this type in the outbox, in the transaction of the writes: it is sent once they are there.

    `members`: logical name of each value of the event, and what it is.
    """

    event: str
    members: tuple[tuple[str, Expr], ...]


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


@dataclass(frozen=True, slots=True)
class Present:
    """Rows that the path names, which must be there before what was sent is looked at; the first of all nodes.

    The operation finds them again by itself. `unrestricted`: before roles are looked at, too.
    """

    nodes: "tuple[Node, ...]"
    unrestricted: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """What a service outside is asked before the operation's own transaction; first of all nodes.

    The nodes inside read what is sent; `bind` gets the answer, and those that are asked later know it.
    """

    bind: str | None
    port: str
    call: str
    nodes: "tuple[Node, ...]"
    sent: tuple[tuple[str, Expr], ...]
    nullable: tuple[str, ...]
    """Values of the answer that may be null."""
    error: ErrorCase


Node = (
    Fetch | FetchPage | FetchAggregate | RequireReferences | MatchVersion | Guard | Assign | WriteSet | HashSecret
    | VerifySecret | IssueSession | RotateSession | RevokeSession | EndSessions | Compute | ShowRows | ForEach | Branch
    | Lock | Emit | Ask | Present
)  # fmt: skip


def inner(node: Node) -> tuple[Node, ...]:
    """The nodes inside a node."""
    match node:
        case ForEach(nodes=nodes) | Ask(nodes=nodes) | Present(nodes=nodes):
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
class Beside:
    """A field of the answered view that is no value of the row, and the host value that it gets."""

    field: Field
    value: Expr


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
    beside: tuple[Beside, ...] = ()
    """Fields of the view that steps have bound, and no row has."""
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
    def present(self) -> Present | None:
        """What must be there before what was sent is looked at."""
        return next((node for node in self.nodes if isinstance(node, Present)), None)

    @property
    def own(self) -> tuple[Node, ...]:
        """The nodes of the operation itself: of what comes before them, they do all again."""
        return tuple(node for node in self.nodes if not isinstance(node, Ask | Present))

    @property
    def asks(self) -> tuple[Ask, ...]:
        """What is asked of outside first, in this order."""
        return tuple(node for node in self.nodes if isinstance(node, Ask))

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
        kinds = WriteSet | IssueSession | RotateSession | RevokeSession | EndSessions | Emit
        return any(isinstance(node, kinds) for node in every(self.nodes))
