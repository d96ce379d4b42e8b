"""Steps: what an operation does, declared."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from tools.blueprint.model.base import EntityName, Expression, LongName, Name, Part, kind_among


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
    deleted: bool = False
    """Only rows that are marked as deleted, in place of those that are not; of an entity with `soft_delete`."""
    lock: bool = False
    """Whether nobody else changes the row, or locks it, until all is done; a row that decides a write is locked
    anyway."""
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
    """Attributes and relationships that callers may filter by; of a `json` attribute, by its members:
    `?extra[color]=red`."""
    sorts: tuple[LongName, ...] = ()
    """Attributes that callers may sort by."""
    order: tuple[str, ...] = ()
    """Order unless the caller says; a leading `-` means descending. The key is always the last tie-break."""
    search: tuple[LongName, ...] = ()
    """Attributes searched for the query input `q`; the best match comes first."""
    owner: bool = True
    """Whether rows of other owners stay out where callers see their own alone; those of other tenants always do."""
    deleted: bool = False
    """Only rows that are marked as deleted, in place of those that are not; of an entity with `soft_delete`."""


class Aggregate(Part):
    """Computes measures over rows, in groups that the caller chooses."""

    aggregate: EntityName
    """The entity."""
    bind: LongName = Field(alias="as")
    """What the response calls the result."""
    where: Expression | None = None
    """The condition that every counted row meets."""
    filters: tuple[LongName, ...] = ()
    """Attributes and relationships that callers may filter by; of a `json` attribute, by its members:
    `?extra[color]=red`."""
    group_by: tuple[LongName, ...] = ()
    """Attributes and relationships that the caller may group by (one at a time)."""
    buckets: dict[LongName, str] = {}
    """Name → `hour(attribute)`, `day(…)`, `week(…)`, `month(…)`, `quarter(…)` or `year(…)`, to group by as well.

    Spans are in UTC, weeks begin on Monday; a group is called by its first day, an hour by its first moment.
    """
    by: LongName | None = None
    """A bucket, attribute or relationship that every answer is grouped by; callers then have no choice."""
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
    source: LongName | None = Field(default=None, alias="from")
    """The item of a list of objects that they are taken from instead: what `each` calls it."""
    set: dict[LongName, Expression] = {}
    """Column → its value; on top of what is accepted."""


class Update(Part):
    """Changes a row that an earlier step found."""

    update: LongName
    """What the step that found the row called it."""
    accept: tuple[LongName, ...] = ()
    """Attributes and relationships taken from inputs of the same name, when they were sent."""
    source: LongName | None = Field(default=None, alias="from")
    """The item of a list of objects that they are taken from instead: what `each` calls it."""
    set: dict[LongName, Expression] = {}
    """Column → its value."""


class UpdateAll(Part):
    """Changes all rows that refer to a row which an earlier step found, in one go; whoever they belong to."""

    update_all: str = Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$", max_length=200)
    """`row.relationship`: the bound row, and the `inverse` that leads from it to the rows: `board.cards`."""
    where: Expression | None = None
    """The condition that every row meets; all of them unless said."""
    set: dict[LongName, Expression] = Field(min_length=1)
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
    set: dict[LongName, Expression] = {}
    """Attribute of the link → its value; on top of what is accepted."""


class Unlink(Part):
    """Removes the link between two found rows, or all links of one; none is fine."""

    unlink: str
    """`row.relationship`, the row being bound by an earlier step."""
    to: LongName | None = None
    """The other row, bound by an earlier step; all of them unless said."""


class Each(Part):
    """Does steps for every row of an entity that meets a condition, or for every item of a list that was sent."""

    each: str = Field(pattern=r"^([A-Z][A-Za-z0-9]*|input\.[a-z][a-z0-9_]*)$", max_length=200)
    """The entity, or `input.` and the name of an input of type array."""
    bind: LongName = Field(alias="as")
    """What the steps call the row, or the item."""
    place: LongName | None = Field(default=None, alias="at")
    """What they call its place; the first one is at 0."""
    where: Expression | None = None
    """The condition that every row meets."""
    owner: bool = True
    """False: rows of other owners count too."""
    order: tuple[str, ...] = ()
    """The order of the rows, as in `list`; the key is always the last tie-break. Where steps lock what the rows refer
    to, order them by that relationship: two callers then take it in one order, and none waits for the other."""
    most: int = Field(default=100, ge=1, le=1000)
    """Rows at most; with more, nothing is done."""
    otherwise: Name = Field(default="conflict", alias="else")
    """The error when there are more rows."""
    steps: "tuple[Step, ...]" = Field(min_length=1)
    """What is done, in this order; what these steps bind is not known after them."""


class If(Part):
    """Does steps when a condition holds, and others when it does not."""

    condition: Expression = Field(alias="if")
    """The condition."""
    then: "tuple[Step, ...]" = Field(min_length=1)
    """What is done when it holds; what these steps bind is not known after them."""
    otherwise: "tuple[Step, ...]" = Field(default=(), alias="else")
    """What is done when it does not."""


class Restore(Part):
    """Takes the mark off a row that an earlier step found with `deleted: true`."""

    restore: LongName
    """What the step that found the row called it."""


class Upsert(Part):
    """Inserts a row, or finds the one that has the same values in columns that are unique, in one go."""

    upsert: EntityName
    """The entity."""
    bind: LongName = Field(alias="as")
    """What later steps and the response call the row."""
    by: tuple[LongName, ...] = Field(min_length=1)
    """Attributes and relationships that are unique, alone or together; `accept` or `set` give their values."""
    accept: tuple[LongName, ...] = ()
    """Attributes and relationships of a new row taken from inputs of the same name, when they were sent."""
    source: LongName | None = Field(default=None, alias="from")
    """The item of a list of objects that they are taken from instead: what `each` calls it."""
    set: dict[LongName, Expression] = {}
    """Column of a new row → its value; on top of what is accepted."""
    change: dict[LongName, Expression] = {}
    """Column → its value in a row that is there already; nothing changes unless said."""


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


class EndSessions(Part):
    """Ends all sessions of an account: whoever held one signs in again."""

    end_sessions: LongName
    """The account, bound by an earlier step."""


class Call(Part):
    """Asks a service outside, or ends with `else` when it does not answer.

    No transaction waits for it: the steps before it are done once to know what to ask, and again with all others, so
    that they only read. It is asked once, whatever is repeated, under a key by which it knows a repeated request.
    """

    call: str = Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$", max_length=100)
    """The port and what it is asked: `payments.charge`."""
    bind: LongName | None = Field(default=None, alias="as")
    """What later steps call the answer: `charge.paid`."""
    sent: dict[LongName, Expression] = Field(alias="with", min_length=1)
    """Each value that is sent → what it is."""
    otherwise: Name = Field(default="bad_gateway", alias="else")
    """The error when it does not answer, or otherwise than declared."""


class Emit(Part):
    """Tells others of an event, at least once, when the operation went well: it is kept together with the writes."""

    emit: Name
    """One of the `events`."""
    data: dict[LongName, Expression] = Field(min_length=1)
    """Each value of the event → what it is."""


STEPS: dict[str, type[Part]] = {
    "find": Find, "list": List, "aggregate": Aggregate, "check": CheckStep, "create": Create, "update": Update,
    "update_all": UpdateAll, "delete": Delete, "restore": Restore, "upsert": Upsert, "link": Link,
    "unlink": Unlink, "each": Each, "if": If, "let": Let, "hash": Hash, "verify": Verify, "issue_token": IssueToken,
    "rotate_token": RotateToken, "revoke_token": RevokeToken, "end_sessions": EndSessions, "emit": Emit, "call": Call,
}  # fmt: skip
"""Step kinds by the key that tells them apart."""


def kind_of(step: Any) -> str | None:
    """The kind of a step, or of the data of one; None for what is none."""
    return kind_among(STEPS, step)


Step = Annotated[
    Annotated[Find, Tag("find")]
    | Annotated[List, Tag("list")]
    | Annotated[Aggregate, Tag("aggregate")]
    | Annotated[CheckStep, Tag("check")]
    | Annotated[Create, Tag("create")]
    | Annotated[Update, Tag("update")]
    | Annotated[UpdateAll, Tag("update_all")]
    | Annotated[Delete, Tag("delete")]
    | Annotated[Restore, Tag("restore")]
    | Annotated[Link, Tag("link")]
    | Annotated[Unlink, Tag("unlink")]
    | Annotated[Each, Tag("each")]
    | Annotated[If, Tag("if")]
    | Annotated[Upsert, Tag("upsert")]
    | Annotated[Let, Tag("let")]
    | Annotated[Hash, Tag("hash")]
    | Annotated[Verify, Tag("verify")]
    | Annotated[IssueToken, Tag("issue_token")]
    | Annotated[RotateToken, Tag("rotate_token")]
    | Annotated[RevokeToken, Tag("revoke_token")]
    | Annotated[EndSessions, Tag("end_sessions")]
    | Annotated[Emit, Tag("emit")]
    | Annotated[Call, Tag("call")],
    Discriminator(kind_of),
]

Each.model_rebuild()
If.model_rebuild()


def every_step(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps, and those inside them, in the order in which they stand."""
    for step in steps:
        yield step
        match step:
            case Each():
                yield from every_step(step.steps)
            case If():
                yield from every_step((*step.then, *step.otherwise))
