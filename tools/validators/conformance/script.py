"""Writes the steps of one case or fixture: logs actors in, makes rows, calls operations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tools.blueprint.plan.operation import Field, OperationPlan
from tools.validators.conformance.bodies import Values, keeping
from tools.validators.conformance.catalog import REGISTER
from tools.validators.conformance.document import Fixture, Step, ref
from tools.validators.conformance.samples import sample
from tools.validators.conformance.scoping import Scoping, scoping_of, target_columns
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import ADMIN_LOGIN, ADMIN_PASSWORD, Actor, Suite, Unavailable

PASSWORD = "correct horse battery staple "


@dataclass(frozen=True, slots=True)
class Row:
    """A row that a step makes: the variable with its answer, its key, what was sent, and its values by column."""

    bind: str
    table: str
    key: str
    actor: Actor | None
    sent: Mapping[str, object] = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def reference(self) -> dict[str, str]:
        return ref(self.key)


class Script:
    """Steps and the fixtures that they need."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite
        self.catalog = suite.catalog
        self.steps: list[Step] = []
        self.needs: list[str] = []

    # requests

    def request(self, operation: OperationPlan, actor: Actor | None, **more: Any) -> Step:
        """A request to the operation; `path` maps path parameters (logical names) to references."""
        self.need_actor(actor)
        path = self.suite.plan.api.prefix + operation.path
        for parameter in operation.path_fields:
            value = more.get("path", {}).get(parameter.name.snake)
            if value is not None:
                path = path.replace(f"{{{parameter.wire}}}", value if "%" in value else f"${{{value}}}")
        step: Step = {"do": "request", "method": operation.method, "path": path}
        if actor is not None and not operation.access.public:
            step["as"] = actor.name
        headers = {**({"If-Match": "*"} if operation.if_match else {}), **more.get("headers", {})}
        kept = {name: value for name, value in headers.items() if value is not None}
        if kept:
            step["headers"] = kept
        return {**step, **{name: value for name, value in more.items() if name not in ("path", "headers")}}

    def call(self, operation: OperationPlan, actor: Actor | None, **more: Any) -> None:
        """Adds a request, as `request` makes it."""
        self.steps.append(self.request(operation, actor, **more))

    # actors

    def need_actor(self, actor: Actor | None) -> None:
        """Makes sure that the actor is logged in; accounts of a single case already are."""
        if actor is None or actor not in self.suite.actors:
            return
        name = f"actor:{actor.name}"
        if name not in self.needs:
            self.needs.append(name)
        if name not in self.suite.fixtures:
            fixture = self.suite.fixtures[name] = Fixture()
            script = Script(self.suite)
            script._enter(actor)
            fixture.steps, fixture.needs = script.steps, script.needs

    def _enter(self, actor: Actor) -> None:
        auth = self.suite.plan.auth
        assert auth is not None
        if actor.role is not None and actor.role == auth.first_role:
            self.log_in(actor, ref(ADMIN_LOGIN), ref(ADMIN_PASSWORD))
            self.call(self.needed("account.me"), None, save={actor.name: "body"}, expect={"status": [200]})
            self.steps[-1]["as"] = actor.name
            return
        row = self.register(actor.name)
        if actor.role != auth.default_role:
            self.call(
                self.needed("account.assign_role"), self.suite.admin, path={self._account_key(): row.key},
                json={self.catalog.cased("role"): actor.role}, expect={"status": [200]}, save={actor.name: "body"},
            )  # fmt: skip
        self.log_in(actor, ref(f"{actor.name}/{self._login_wire()}"), row.sent[self.catalog.cased("password")])

    def new_account(self) -> Actor:
        """A fresh account of the ordinary role, logged in, for this case alone."""
        auth = self.suite.plan.auth
        if auth is None:
            raise Unavailable("there are no accounts")
        actor = Actor(f"@guest{self.suite.number()}", auth.default_role)
        row = self.register(actor.name)
        self.log_in(actor, row.sent[self._login_wire()], row.sent[self.catalog.cased("password")])
        return actor

    def register(self, bind: str) -> Row:
        """Registers a fresh account and saves it. Raises Unavailable where nobody can."""
        operation = self.needed(REGISTER)
        assert operation.body is not None
        assert self.suite.plan.auth is not None
        sent, values = self.body(operation, None)
        self.call(operation, None, json=sent, expect=success(self.catalog, operation, sent), save={bind: "body"})
        account = self.suite.plan.auth.account
        return Row(bind, account, f"{bind}/{self.catalog.key_wire(operation, account)}", None, sent, values)

    def log_in(self, actor: Actor, login: object, password: object) -> None:
        """Logs the actor in and has it stay so."""
        operation = self.needed("account.login")
        cased = self.catalog.cased
        step = self.request(operation, None, json={self._login_wire(): login, cased("password"): password})
        self.steps.append(
            {**step, "do": "login", "actor": actor.name, "expect": success(self.catalog, operation, None),
             "access": cased("access_token"), "expires": cased("expires_in"), "save": {}}
        )  # fmt: skip

    def needed(self, intent: str) -> OperationPlan:
        operation = self.catalog.operation(intent)
        if operation is None:
            raise Unavailable(f"there is no {intent} operation")
        return operation

    def _login_wire(self) -> str:
        assert self.suite.plan.auth is not None
        return self.catalog.cased(self.suite.plan.auth.login)

    def _account_key(self) -> str:
        assert self.suite.plan.auth is not None
        return self.catalog.key_column(self.suite.plan.auth.account)

    # rows

    def body(
        self, operation: OperationPlan, actor: Actor | None, given: Mapping[str, object] | None = None,
        *, optional: bool = True, number: int | None = None, references: bool = True,
    ) -> tuple[dict[str, object], Values]:  # fmt: skip
        """A valid body (wire names) and the values by column; `given` (wire names) are taken as they are."""
        given = dict(given or {})
        fresh = number is None
        number = self.suite.number() if number is None else number
        write = self.catalog.insert(operation)
        table = write.call.table if write is not None else operation.group
        accepted = self._accepted(operation)
        sent: dict[str, object] = {}
        for item in operation.body.fields if operation.body is not None else ():
            if item.wire in given:
                sent[item.wire] = given[item.wire]
                continue
            target = self.catalog.reference_table(table, item) if item.wire in accepted else None
            if target is not None:
                value = self._reference(table, target, item, actor, optional and references)
            elif fresh and item.wire in accepted and item.name.snake in self.catalog.single_uniques(table):
                value = self.suite.fresh(table, item.name.snake, item.type)
            elif item.required or optional:
                value = self._plain(item, number)
            else:
                value = None
            if value is not None:
                sent[item.wire] = value
        return self._checked(operation, table, sent, accepted, frozenset(given))

    def _plain(self, item: Field, number: int) -> object:
        if item.column is None and item.name.snake == "password":
            return (PASSWORD * 5)[: max(item.type.min_length or 0, len(PASSWORD) - 1)]
        return sample(item.type, number)

    def _accepted(self, operation: OperationPlan) -> dict[str, Field]:
        """Inputs that become columns of the row, by wire name."""
        names = {name for write in self.catalog.writes(operation) for name in getattr(write.call, "accept", ())}
        fields = operation.body.fields if operation.body is not None else ()
        return {item.wire: item for item in fields if item.name.snake in names}

    def _checked(
        self,
        operation: OperationPlan,
        table: str,
        sent: dict[str, object],
        accepted: dict[str, Field],
        given: frozenset[str],
    ) -> tuple[dict[str, object], Values]:
        columns = {item.name.snake: item for item in accepted.values()}
        values: Values = {}
        for name, item in columns.items():
            default = item.default.literal if item.default is not None else None
            values[name] = sent.get(item.wire, default)
        fixed = frozenset(columns[name].name.snake for name in columns if columns[name].wire in given)
        values = keeping(self.catalog.table(table), values, columns, fixed)
        for name, item in columns.items():
            if item.wire in sent:
                sent[item.wire] = values[name]
        return sent, values

    def _reference(self, table: str, target: str, item: Field, actor: Actor | None, optional: bool) -> object:
        """A value for a reference: a shared row, a fresh one where it must be unique, or nothing."""
        alone = item.column in self.catalog.single_uniques(table)
        if not item.required and (not optional or alone or target == table):
            return None
        try:
            if alone:
                return self.row(target, actor, optional=False).reference
            return self.shared(target, actor)
        except Unavailable:
            if item.required:
                raise
            return None

    def shared(self, table: str, actor: Actor | None) -> dict[str, str]:
        """The key of a row that several cases refer to and none changes."""
        if self.catalog.is_account(table) and actor is not None:
            return ref(f"{actor.name}/{self._account_wire(self._account_key())}")
        creator = self.catalog.creator(table)
        if creator is None:
            return self._tenant_of(table, actor)
        maker = self._maker(table, actor, creator)
        name = f"row:{table}:{maker.name if maker else ''}"
        bind = f"shared.{table}.{maker.name if maker else ''}"
        key = f"{bind}/{self.catalog.key_wire(creator, table)}"
        if name not in self.suite.fixtures:
            fixture = self.suite.fixtures[name] = Fixture()
            script = Script(self.suite)
            try:
                script.row(table, maker, optional=False, bind=bind)
            except Unavailable:
                del self.suite.fixtures[name]
                raise
            fixture.steps, fixture.needs = script.steps, script.needs
        if name not in self.needs:
            self.needs.append(name)
        return ref(key)

    def _account_wire(self, column: str) -> str:
        """A column of the account, as `register` and `me` answer it."""
        operation = self.catalog.operation("account.me") or self.catalog.operation(REGISTER)
        wire = self.catalog.wire_of(operation, column) if operation is not None else None
        if wire is None:
            raise Unavailable(f"the account's {column} is not shown to it")
        return wire

    def _tenant_of(self, table: str, actor: Actor | None) -> dict[str, str]:
        auth = self.suite.plan.auth
        if table == self.catalog.tenant_table and actor is not None and auth is not None and auth.tenant is not None:
            self.need_actor(actor)
            return ref(f"{actor.name}/{self._account_wire(auth.tenant)}")
        raise Unavailable(f"no operation makes a row of {table}")

    def _maker(self, table: str, actor: Actor | None, creator: OperationPlan) -> Actor | None:
        """Who makes a row that the actor can see."""
        if self.catalog.created_scope(table) and actor is not None:
            if not self.suite.may(actor, creator):
                raise Unavailable(f"{actor.name} cannot make a row of {table} of its own")
            return actor
        if actor is not None and self.suite.may(actor, creator) and not creator.access.public:
            return actor
        return self.suite.who(creator)

    def row(
        self, table: str, actor: Actor | None, given: Mapping[str, object] | None = None, *,
        optional: bool = True, bind: str | None = None, number: int | None = None,
    ) -> Row:  # fmt: skip
        """Makes a fresh row that the actor can see. Raises Unavailable where no operation can."""
        creator = self.catalog.creator(table)
        bind = bind or f"row{self.suite.number()}"
        if creator is None:
            key = self._tenant_of(table, actor)["$"]
            return Row(key.partition("/")[0], table, key, actor)
        if self.catalog.is_account(table):
            return self.register(bind)
        maker = self._maker(table, actor, creator)
        sent, values = self.body(creator, maker, given, optional=optional, number=number)
        self.call(
            creator, maker, json=sent, expect=success(self.catalog, creator, sent), save={bind: "body"},
        )  # fmt: skip
        return Row(bind, table, f"{bind}/{self.catalog.key_wire(creator, table)}", maker, sent, values)

    # targets

    def caller(self, operation: OperationPlan) -> Actor | None:
        """An actor to whom the operation is open and who can have rows for it. Raises Unavailable."""
        if operation.access.public:
            return self.suite.who(operation)
        actors = [actor for actor in self.suite.actors if self.suite.may(actor, operation)]
        for actor in actors:
            if all(self._can_have(actor, table, scoping) for table, scoping in self._tables(operation)):
                return actor
        if not actors:
            raise Unavailable(f"no account that the API lets be made may call {operation.name.snake}")
        return actors[0]

    def _tables(self, operation: OperationPlan) -> list[tuple[str, Scoping]]:
        targets = target_columns(operation).values()
        return [(table, scoping_of(call, self.catalog.tenant_column)) for table, _, call in targets]

    def _can_have(self, actor: Actor, table: str, scoping: Scoping) -> bool:
        creator = self.catalog.creator(table)
        if self.catalog.is_account(table) or creator is None:
            return True
        return self.suite.may(actor, creator) or not (scoping.any or self.catalog.created_scope(table))

    def targets(self, operation: OperationPlan, actor: Actor | None) -> dict[str, Row]:
        """Fresh rows for the operation's path, by path field."""
        found: dict[str, Row] = {}
        for name, (table, _, call) in target_columns(operation).items():
            scoping = scoping_of(call, self.catalog.tenant_column)
            own = scoping.any and (scoping.tenant or actor is None or actor.role not in scoping.exempt)
            if self.catalog.is_account(table) and own and actor is not None:
                found[name] = Row(actor.name, table, f"{actor.name}/{self._account_wire(self._account_key())}", actor)
            else:
                found[name] = self.row(table, actor)
        missing = {item.name.snake for item in operation.path_fields} - found.keys()
        if missing:
            raise Unavailable(f"nothing tells which row {', '.join(sorted(missing))} names")
        return found

    def harmless_role(self, actor: Actor, row: Row) -> str | None:
        """A role to give an account: its own where the caller can only reach itself."""
        if row.bind == actor.name or self.suite.plan.auth is None:
            return actor.role
        return self.suite.plan.auth.roles[-1]

    def path(self, rows: Mapping[str, Row]) -> dict[str, str]:
        """Path references of rows by path field."""
        return {name: row.key for name, row in rows.items()}
