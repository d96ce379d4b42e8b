"""The RenderPlan: a Blueprint and a Stack, resolved. Packs and tools read only this."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tools.blueprint.plan.carrier import Carrier
from tools.blueprint.plan.contention import asked_after, contends, stands_alone
from tools.blueprint.plan.failures import ErrorFormat
from tools.blueprint.plan.migration import Migration
from tools.blueprint.plan.names import Name
from tools.blueprint.plan.operation import EndSessions, OperationPlan, RequireReferences, every
from tools.blueprint.plan.shapes import ErrorCase, Shape
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import ValueType


@dataclass(frozen=True, slots=True)
class Stack:
    """The chosen technologies, by pack id; language and persistence follow from the framework."""

    language: str
    framework: str
    persistence: str
    datastore: str


@dataclass(frozen=True, slots=True)
class ApiPlan:
    prefix: str
    """Base path and version: `/api/v1`, or empty."""
    version: str
    """Version of the contract: `1.0.0`."""
    casing: str
    pagination: str
    """cursor or offset."""
    default_limit: int
    max_limit: int
    rate_requests: int | None
    """Requests in a window, or None when nothing is limited."""
    rate_window_seconds: int
    max_body_bytes: int
    graphql: bool
    errors: ErrorFormat
    order: tuple[str, ...] = ()
    """Codes of the errors of which the first one counts: unauthenticated, forbidden, validation_failed, not_found."""


@dataclass(frozen=True, slots=True)
class AuthPlan:
    """Accounts and sessions; the tables are in `RenderPlan.tables`."""

    account: str
    """Logical name of the account table."""
    login: str
    """Column that identifies an account at login."""
    role: str | None
    """Column with the account's role."""
    roles: tuple[str, ...]
    default_role: str | None
    registered_role: str | None
    """Role of an account that registers: the default one, unless it founds a tenant of its own."""
    first_role: str | None
    """Role of the account that the first-admin command makes."""
    tenant: str | None
    """Column with the account's tenant key."""
    viewer_columns: tuple[str, ...]
    """Columns of the account that operations read from the caller: always the key, then role and tenant."""
    access_token_minutes: int
    refresh_token_days: int
    scheme: Literal["jwt", "session", "basic"]
    """What accounts get when they sign in: signed tokens that are renewed, or one opaque token; `basic`: nothing, for
    each request carries login and password."""
    session_days: int | None
    """How long the token of a session is good; None: until it is revoked."""
    password: ValueType
    """What passwords must be where one is set."""
    self_registration: bool
    carrier: Carrier
    """Where callers put the access token."""

    @property
    def has_sessions(self) -> bool:
        """Whether accounts sign in and out; without sessions, each request shows who sends it by itself."""
        return self.scheme != "basic"

    @property
    def told(self) -> tuple[str, ...]:
        """What an answer tells of a fresh session, by name; of one in a cookie nothing."""
        if self.carrier.kind in ("cookie", "basic"):
            return ()
        if self.scheme == "jwt":
            return ("access_token", "refresh_token", "expires_in")
        return ("access_token", "expires_in") if self.session_days is not None else ("access_token",)


@dataclass(frozen=True, slots=True)
class Group:
    """Operations and shapes that lie together: one for each entity with operations, and `account`."""

    name: Name
    table: str | None
    operations: tuple[OperationPlan, ...]
    """In routing order: literal paths before those with parameters in the same place."""
    shapes: tuple[Shape, ...]
    commands: tuple[OperationPlan, ...] = ()
    """Operations that a person at a shell runs instead of a client: `create_admin`. Their body is what is asked for."""


@dataclass(frozen=True, slots=True)
class EventPlan:
    """A kind of event: `type` on the wire, and the shape of its data, called like it: `OrderPaid`."""

    name: Name
    type: str
    description: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class PortCallPlan:
    """One thing that a port can be asked; the shapes are called like it: `ChargeQuestion`, `ChargeReply`."""

    name: Name
    description: str
    question: Shape
    reply: Shape


@dataclass(frozen=True, slots=True)
class PortPlan:
    """A service outside."""

    name: Name
    description: str
    calls: tuple[PortCallPlan, ...]

    def call(self, name: str) -> PortCallPlan:
        """The call of that logical name; KeyError when there is none."""
        return {item.name.snake: item for item in self.calls}[name]


@dataclass(frozen=True)
class RenderPlan:
    """Everything a printer may know; what is looked up often is gathered once."""

    name: Name
    title: str
    description: str
    blueprint_sha256: str
    stack: Stack
    capabilities: frozenset[str]
    """What the datastore can do: server, row_locks, native_enum, …"""
    api: ApiPlan
    auth: AuthPlan | None
    tables: tuple[Table, ...]
    """Sorted so that a table comes after those that it refers to, where there is no cycle."""
    groups: tuple[Group, ...]
    standard_errors: tuple[ErrorCase, ...]
    """Errors that every operation can answer: 429, 500, 503 and those of the protocol."""
    events: tuple[EventPlan, ...] = ()
    """Those that some operation emits, by name."""
    ports: tuple[PortPlan, ...] = ()
    """Services that some operation calls, by name."""
    migrations: tuple[Migration, ...] = ()
    """All migrations of a backend that has been delivered before, the first one too; of a new one none: its only
    migration makes the whole schema."""

    @cached_property
    def operations(self) -> tuple[OperationPlan, ...]:
        return tuple(operation for group in self.groups for operation in group.operations)

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        return tuple(shape for group in self.groups for shape in group.shapes)

    @cached_property
    def enums(self) -> dict[str, tuple[str, ...]]:
        """Values of each enum class, by its name; the first column that uses a name decides."""
        found: dict[str, tuple[str, ...]] = {}
        for table in self.tables:
            for column in table.columns:
                if column.type.kind == "enum" and column.type.enum is not None:
                    found.setdefault(column.type.enum, column.type.values)
        return dict(sorted(found.items()))

    @cached_property
    def case_names(self) -> dict[ErrorCase, str]:
        """A name for each error: its code, behind the operation's name where another has the code with other words."""
        names = {case: _named(case.code) for case in self.standard_errors}
        taken = set(names.values())
        for group in self.groups:
            for operation in (*group.operations, *group.commands):
                for case in operation.errors:
                    if case not in names:
                        name = _named(case.code)
                        names[case] = name if name not in taken else f"{operation.name.snake}_{name}"
                        taken.add(names[case])
        return names

    @cached_property
    def ends_sessions(self) -> bool:
        """Whether some operation ends all sessions of an account."""
        return any(isinstance(node, EndSessions) for item in self.operations for node in every(item.nodes))

    def collides(self, operation: OperationPlan) -> bool:
        """Whether the store may end the operation's transaction for the sake of another one, so that it is repeated."""
        return "row_locks" in self.capabilities and contends(operation)

    def transacts(self, operation: OperationPlan) -> bool:
        """Whether its statements go in one transaction, and not each alone.

        Where the store has no row locks, whoever writes keeps the others out for as long as it reads before.
        """
        return operation.writes and not ("row_locks" in self.capabilities and stands_alone(operation))

    def asked_after(self, operation: OperationPlan) -> RequireReferences | None:
        """References that it asks for only once its insert was refused, so that it takes one round trip."""
        # Nothing can be asked any more in a transaction of which a statement has failed.
        if self.api.graphql or operation.idempotency_key or self.transacts(operation):
            return None
        return asked_after(operation)

    def status(self, code: str) -> int:
        """The status of a standard error; KeyError when there is none of that code."""
        for case in self.standard_errors:
            if case.code == code:
                return case.status
        raise KeyError(code)

    def port(self, name: str) -> PortPlan:
        """The port of that logical name; KeyError when there is none."""
        return {item.name.snake: item for item in self.ports}[name]

    def group(self, name: str) -> Group:
        """The group of that logical name; KeyError when there is none."""
        return self._groups[name]

    def table(self, name: str) -> Table:
        """The table of that logical name; KeyError when there is none."""
        return self._tables[name]

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {group.name.snake: group for group in self.groups}

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {table.name.snake: table for table in self.tables}


def _named(code: str) -> str:
    return code.replace("-", "_")
