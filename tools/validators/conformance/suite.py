"""What all checks share while a plan is compiled: numbers, actors, fixtures."""

from collections.abc import Callable
from typing import Any

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.values import ValueType
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import CREATE_ACCOUNT, REGISTER, Catalog
from tools.validators.conformance.document import Fixture, NotApplicable
from tools.validators.conformance.rows import Row
from tools.validators.conformance.samples import sample

FIRST_NUMBER = 1000
"""Samples below it are left to probes of values."""

MOST_TRIES = 40
SPARED = 20
"""The least numbers are left to probes of bounds, where no two rows may have one."""

ADMIN_LOGIN = "admin_login"
ADMIN_PASSWORD = "admin_password"
"""Variables that whoever plays the plan gives: the credentials of the first admin."""


class Unavailable(Exception):
    """A case cannot be made from this Blueprint; the text says why."""


def _nothing(*_: object) -> Any:
    raise Unavailable("no operation makes such a row")


class Suite:
    """Numbers for fresh values, actors and shared fixtures of one plan."""

    def __init__(self, plan: RenderPlan) -> None:
        self.plan = plan
        self.catalog = Catalog(plan)
        self.fixtures: dict[str, Fixture] = {}
        self.datasets: dict[str, Any] = {}
        self.not_applicable: list[NotApplicable] = []
        self._number = FIRST_NUMBER
        self._used: dict[tuple[str, str], set[str]] = {}
        self._skipped = 0
        self.taken: set[str] = set()
        """What rows hold that is unique together."""
        self.actors = self._actors()
        self.spares: dict[str, Actor] = {}
        self.make: Callable[..., Row] = _nothing
        """Makes a row that no creation makes."""
        self.under: Callable[..., Any] = _nothing
        """Makes a row under another one that the same path names."""
        self.made: dict[str, Row] = {}
        """Rows that were made, by the reference to their key."""
        self.parents: set[str] = set()
        """References to rows that several rows were made to belong to."""
        self.being_made: list[str] = []
        """Tables of rows that are being made so: none needs a row of its own kind."""

    def number(self, count: int = 1) -> int:
        """The first of so many numbers that nothing else in the plan uses."""
        first = self._number + 1
        self._number += count
        return first

    def leave_out(self, count: int) -> None:
        """The first values that `fresh` would give belong to somebody else."""
        self._skipped += count

    def fresh(self, table: str, column: str, kind: ValueType) -> object:
        """A value that no row of the table was given yet. Raises Unavailable when there are no more."""
        used = self._used.setdefault((table, column), set())
        for _ in range(MOST_TRIES):
            spared = SPARED if kind.kind in ("int32", "int64") else 0
            value = sample(kind, len(used) + self._skipped + spared)
            if repr(value) not in used:
                used.add(repr(value))
                return value
            self._skipped += 1
        raise Unavailable(f"{table}.{column} has too few values for so many rows")

    def _actors(self) -> tuple[Actor, ...]:
        """One account for each role that can be had, the ordinary one first and the first admin last."""
        auth = self.plan.auth
        if auth is None:
            return ()
        registers = self.catalog.operation(REGISTER) is not None
        assigns = self.catalog.operation("account.assign_role")
        # Accounts that register bring a tenant of their own, where nobody else's role can be changed.
        reachable = assigns is not None and not self.catalog.find_scoping(assigns, auth.account).any
        if registers and auth.registered_role != auth.default_role:
            # Whoever registers founds a tenant, and makes its accounts.
            founder, makes = Actor("founder", auth.registered_role), self.catalog.operation(CREATE_ACCOUNT)
            registers = makes is not None and self.may(founder, makes)
            reachable = assigns is not None and self.may(founder, assigns)
        found = [Actor(f"@{auth.default_role or 'user'}", auth.default_role)] if registers else []
        for role in auth.roles:
            if role not in (auth.default_role, auth.first_role) and registers and reachable:
                found.append(Actor(f"@{role}", role))
        if auth.first_role is not None:
            found.append(Actor(f"@{auth.first_role}", auth.first_role))
        return tuple(found)

    @property
    def ordinary(self) -> Actor:
        """The account that registered itself, or the only one there is. Raises Unavailable."""
        if not self.actors:
            raise Unavailable("there are no accounts")
        return self.actors[0]

    def spare(self, role: str | None, purpose: str = "spare") -> Actor:
        """An account of the role for one purpose, such as having its own row changed; other cases do not rest on it."""
        name = f"@{purpose}_{role or 'user'}"
        return self.spares.setdefault(name, Actor(name, role))

    @property
    def admin(self) -> Actor | None:
        """The account that the first-admin command makes."""
        auth = self.plan.auth
        first = auth.first_role if auth is not None else None
        return next((actor for actor in self.actors if first is not None and actor.role == first), None)

    def roles_without_actor(self) -> list[str]:
        held = {actor.role for actor in self.actors}
        return [role for role in (self.plan.auth.roles if self.plan.auth else ()) if role not in held]

    @staticmethod
    def may(actor: Actor | None, operation: OperationPlan) -> bool:
        """Whether the operation is open to the actor (None: nobody is logged in), rows aside."""
        access = operation.access
        if access.public:
            return True
        if actor is None:
            return False
        return not access.roles or actor.role in access.roles or access.owner

    @staticmethod
    def signs_in(operation: OperationPlan) -> bool:
        """Whether a caller who has an account sends its token."""
        return operation.access.optional or not operation.access.public

    def who(self, *operations: OperationPlan) -> Actor | None:
        """The first actor to whom all are open; None where nobody need be logged in. Raises Unavailable."""
        if all(operation.access.public for operation in operations):
            return self.actors[0] if self.actors else None
        for actor in self.actors:
            if all(self.may(actor, operation) for operation in operations):
                return actor
        names = ", ".join(operation.name.snake for operation in operations)
        raise Unavailable(f"no account that the API lets be made may call {names}")
