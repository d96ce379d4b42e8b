"""Patterns: what many backends do alike, said in one line; each is expanded into operations, steps and view fields."""

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from tools.blueprint.model.base import EntityName, LongName, Name, Part, kind_among
from tools.blueprint.model.operation import Access

Place = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z0-9]*\.[a-z][a-z0-9_]*$", max_length=200)]
"""`Entity.attribute` or `Entity.relationship`."""


class Act(Part):
    """What patterns share that add an operation on a row."""

    name: Name
    """What is done to the row: `ship` becomes the operation `ship_order` and the last part of its path."""
    access: Access | None = None
    """Who may; unless said, who may update the row, or read it where the pattern says so."""
    view: str | None = None
    """The view of the row that is answered; the standard one of its entity unless said."""


class RowAct(Act):
    """What patterns share whose path names the row: `POST /orders/{id}/ship`."""

    key: LongName | None = None
    """The unique attribute that names the row in the path: `slug`; its key unless said."""


class Transition(RowAct):
    """A step of a state machine: a row goes from one state to another, and from no other."""

    transition: Place
    """The enum attribute that holds the state: `Order.status`."""
    sources: tuple[Name, ...] = Field(alias="from", min_length=1)
    """States that it may come from; from any other the answer is 409."""
    target: Name = Field(alias="to")
    """The state that it goes to."""
    stamp: LongName | None = None
    """A datetime attribute that keeps when."""
    accept: tuple[LongName, ...] = ()
    """Attributes that the caller sends along: the reason of a refusal."""


class Toggle(RowAct):
    """The caller likes, follows or favours a row (`POST /articles/{id}/like`), or takes it back (`DELETE`).

    Doing either twice is fine, nobody does it for others, and who may read the row may.
    """

    toggle: Place
    """The many-to-many relationship between the entity and the accounts, declared from either: `Article.fans`."""
    undo: Name | None = None
    """What the operation is called that takes it back; `un` and the name unless said."""
    count: LongName | None = None
    """A field of the entity's view: how many did."""
    mine: LongName | None = None
    """A field of the entity's view: whether the caller did."""


class Feed(Part):
    """Rows whose author the caller follows, newest first: `GET /articles/feed`. Who may list all rows may."""

    feed: EntityName
    """The entity."""
    of: str = Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$", max_length=200)
    """The to-one relationship to what is followed, and from there the many-to-many one to the accounts that follow:
    `author.followers`."""
    name: Name = "feed"
    """The last part of the path."""
    view: str | None = None
    """The view of the rows; the standard one of their entity unless said."""


class Counter(RowAct):
    """Counts something that happens to a row (`POST /links/{id}/visit`), and loses no count. Who may read may."""

    counter: Place
    """The whole-number attribute: `Link.clicks`; required, with a default, and without a greatest value."""
    record: EntityName | None = None
    """An entity that keeps each one, with its time: it refers to the row, and the caller may send its attributes."""


class Claim(RowAct):
    """One caller at most holds a row (`POST /seats/{id}/claim`): a seat, a desk. Who signs in and may read may."""

    claim: Place
    """The to-one relationship to the account that holds it, null while nobody does, and `managed`: `Seat.holder`."""
    release: Name | None = None
    """What giving it back is called; no such operation unless said."""


class Stock(RowAct):
    """Takes a number off what is left (`POST /products/{id}/buy`), never below zero; who signs in and may read may."""

    stock: Place
    """The whole-number attribute: `Product.stock`; required, with a default or given when the row is made."""
    record: EntityName | None = None
    """An entity that keeps each one and is answered: it refers to the row, its attribute `quantity` says how many, and
    its owner is the caller. The caller may send its other attributes."""
    restock: Name | None = None
    """What adding to it is called (for who may update the row); no such operation unless said."""


class Transfer(RowAct):
    """Moves an amount from a row to another one (`POST /wallets/{id}/send`), both or neither; none falls below zero.

    Only its owner takes from a row, unless `access` says otherwise; it may go to anybody's.
    """

    transfer: Place
    """The number that holds the balance, an int or a decimal: `Wallet.balance`; managed and required."""
    entries: EntityName | None = None
    """An entity that keeps both sides, and whose operations only read: it refers to the row, its attribute `amount` is
    below zero where something was taken, and its owner is the row's. The caller may send its other attributes."""


class Redeem(Act):
    """A code that is good once (`POST /invitations/redeem`): an invitation, a voucher. Who signs in may redeem one."""

    redeem: Place
    """The unique attribute that holds the code, a string or a uuid: `Invitation.code`. The backend makes a uuid that is
    `managed` and required, at random. Only owners or roles may list and read the rows."""
    stamp: LongName
    """A managed datetime attribute that keeps when it was redeemed."""
    by: LongName | None = None
    """A managed to-one relationship to the account that redeemed it."""
    expires: LongName | None = None
    """A datetime attribute after which the code is good no more."""


class Code(Part):
    """What patterns share that tell an account's owner a code which works once: an event says it, and no answer."""

    name: Name
    """What is asked for: `reset_password` becomes `POST /auth/reset-password`, and its event the type
    `reset_password_requested`."""
    expires: LongName = "expires_at"
    """The managed and required datetime attribute after which the code is good no more."""
    minutes: int = Field(default=30, ge=1, le=525_600)
    """How long it is good."""


class Reset(Code):
    """Who forgot a password sets another one with a code (`POST /auth/reset-password`, then `…/confirm`).

    Asking is answered alike whether or not there is such an account. All sessions of the account end.
    """

    reset: Place
    """The attribute that keeps the digest of a code, and never the code: `PasswordReset.digest`; a string of 64
    characters or more, `managed`, required and unique. Its entity has a required `one_to_one`
    relationship to the account, and no resource."""


class Confirm(Code):
    """Whoever signs in proves that an address is theirs with a code (`POST /auth/verify-email`, then `…/confirm`).

    An address that is changed meanwhile is not confirmed.
    """

    confirm: Place
    """The attribute that keeps the digest of a code, as for `reset`: `EmailCheck.digest`."""
    address: LongName = "email"
    """The required attribute of the account that is confirmed. The entity of the codes has one alike, `managed`: where
    the code was sent."""
    mark: LongName
    """The managed attribute of the account that keeps the address which was confirmed: `verified_email`."""
    flag: LongName | None = None
    """A field of the account's view: whether its address of now is the one that was confirmed."""


class History(Part):
    """Every `PATCH` of a row keeps what it was (`GET /pages/{id}/versions`), and brings it back. Who may update may."""

    history: EntityName
    """The entity whose rows are changed."""
    versions: EntityName
    """The entity of their versions: it refers to the row, and declares those of its attributes alike that are kept.
    It has no resource of its own: who may read the row sees them."""
    restore: Name | None = "restore"
    """What bringing a version back is called; no such operation for null."""


class Related(Part):
    """Rows that share something with a row, without that row: `GET /articles/{id}/related`. Who may read may."""

    related: Place
    """The many-to-many relationship that is shared, which has an `inverse`: `Article.tags`."""
    name: Name = "related"
    """The last part of the path."""
    view: str | None = None
    """The view of the rows; the standard one of their entity unless said."""


class Ensure(Act):
    """Answers with the row that has a value, made if it is not there (`POST /tags/ensure`); who may create may.

    It is made once, also where many ask for it at the same time.
    """

    ensure: Place
    """The attribute that names the row: `Tag.label`; unique, alone or with others under `uniques`."""


class Trash(Part):
    """What was deleted is listed (`GET /notes/trash`) and brought back (`POST /notes/{id}/restore`).

    Who may delete may.
    """

    trash: EntityName
    """The entity, which has `soft_delete`."""
    name: Name | None = "trash"
    """The last part of the path of the list; no list for null."""
    restore: Name = "restore"
    """What bringing a row back is called; 409 where another row has taken what is unique of it."""
    view: str | None = None
    """The view of the rows; the standard one of their entity unless said."""


class SignUp(Part):
    """One public call makes a tenant and its first account, both or neither (`POST /auth/sign-up`).

    Nobody registers without a tenant; who may create accounts makes the others in it.
    """

    sign_up: EntityName
    """The entity of the tenants."""
    role: Name | None = None
    """Role of the first account; the one that is marked `first` unless said."""
    name: Name = "sign_up"
    """What the operation is called, and the last part of its path."""


class Ordered(RowAct):
    """Rows stand in an order within what they belong to, and are moved (`POST /cards/{id}/move`); who may update may.

    Positions count from 0 and have no gaps: a new row goes to the end, and deleting one closes its gap.
    """

    ordered: Place
    """The whole-number attribute that holds the position: `Card.position`; managed and required."""
    within: LongName
    """The to-one relationship to what the rows belong to, required and with an `inverse`, and `immutable` or set from
    the caller: `list`."""
    across: bool = False
    """Whether a move may say another one to belong to, too."""


class Bulk(Part):
    """Many rows at once, all of them or none (`POST /tasks/import`), with the access of the standard operations.

    One row that the caller may not touch, or that is not there, makes the whole call fail (404).
    """

    bulk: EntityName
    """The entity."""
    create: Name | None = None
    """What creating many is called, from the list `items`; no such operation unless said."""
    update: Name | None = None
    """What changing many is called: those in the list `ids` all get the fields that are sent; no such operation unless
    said."""
    delete: Name | None = None
    """What deleting many is called: those in the list `ids`; no such operation unless said."""
    max_items: int = Field(default=100, ge=1, le=1000)
    """How many rows one call is about, at most."""


PATTERNS: dict[str, type[Part]] = {
    "transition": Transition, "toggle": Toggle, "feed": Feed, "counter": Counter, "claim": Claim, "stock": Stock,
    "transfer": Transfer, "redeem": Redeem, "reset": Reset, "confirm": Confirm, "history": History,
    "related": Related, "ensure": Ensure, "ordered": Ordered, "trash": Trash, "sign_up": SignUp, "bulk": Bulk,
}  # fmt: skip
"""Pattern kinds by the key that tells them apart."""


def kind_of(pattern: Any) -> str | None:
    """The kind of a pattern, or of the data of one; None for what is none."""
    return kind_among(PATTERNS, pattern)


Pattern = Annotated[
    Annotated[Transition, Tag("transition")]
    | Annotated[Toggle, Tag("toggle")]
    | Annotated[Feed, Tag("feed")]
    | Annotated[Counter, Tag("counter")]
    | Annotated[Claim, Tag("claim")]
    | Annotated[Stock, Tag("stock")]
    | Annotated[Transfer, Tag("transfer")]
    | Annotated[Redeem, Tag("redeem")]
    | Annotated[Reset, Tag("reset")]
    | Annotated[Confirm, Tag("confirm")]
    | Annotated[History, Tag("history")]
    | Annotated[Related, Tag("related")]
    | Annotated[Ensure, Tag("ensure")]
    | Annotated[Ordered, Tag("ordered")]
    | Annotated[Trash, Tag("trash")]
    | Annotated[SignUp, Tag("sign_up")]
    | Annotated[Bulk, Tag("bulk")],
    Discriminator(kind_of),
]
