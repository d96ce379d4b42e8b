"""Writes the steps of one case or fixture: logs actors in, makes rows, calls operations."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import AuthPlan
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import FindRow
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.apart import Apart
from tools.validators.conformance.bodies import Values, checked, plain
from tools.validators.conformance.catalog import CREATE_ACCOUNT, REGISTER
from tools.validators.conformance.choosing import choose_caller
from tools.validators.conformance.deleting import delete_where_asked
from tools.validators.conformance.document import Fixture, Step, ref
from tools.validators.conformance.failures import worded
from tools.validators.conformance.founding import new_member
from tools.validators.conformance.items import listed, names_rows, objects_of
from tools.validators.conformance.kinship import came_along, came_with, kin
from tools.validators.conformance.reaching import referable
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import parents_of, scoping_of, target_columns
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import ADMIN_LOGIN, ADMIN_PASSWORD, Suite, Unavailable
from tools.validators.conformance.tokens import token_places
from tools.validators.conformance.wrapping import enveloped


class Script:
    """Steps and the fixtures that they need."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite
        self.catalog = suite.catalog
        self.steps: list[Step] = []
        self.needs: list[str] = []
        self.credentials: dict[str, dict[str, object]] = {}
        """What each actor logs in with, by its name."""
        self.accounts: dict[str, Row] = {}
        """Accounts that were made here, by the name of their actor."""

    @property
    def auth(self) -> AuthPlan:
        """How accounts sign in. Raises Unavailable where there are none."""
        if self.suite.plan.auth is None:
            raise Unavailable("there are no accounts")
        return self.suite.plan.auth

    def request(self, operation: OperationPlan, actor: Actor | None, **more: Any) -> Step:
        """A request to the operation; `path` maps path parameters (logical names) to references."""
        self.need_actor(actor)
        path = self.suite.plan.api.prefix + operation.path
        for parameter in operation.path_fields:
            value = more.get("path", {}).get(parameter.name.snake)
            if value is not None:
                path = path.replace(f"{{{parameter.wire}}}", value if "%" in value else f"${{{value}}}")
        step: Step = {"do": "request", "method": operation.method, "path": path}
        if actor is not None and self.suite.signs_in(operation):
            step["as"] = actor.name
        headers = {**({"If-Match": "*"} if operation.if_match else {}), **more.get("headers", {})}
        kept = {name: value for name, value in headers.items() if value is not None}
        if kept:
            step["headers"] = kept
        rest = {name: value for name, value in more.items() if name not in ("path", "headers")}
        if "expect" in rest:
            rest["expect"] = worded(self.suite.plan, operation, rest["expect"])
        return {**step, **enveloped(operation, rest)}

    def call(self, operation: OperationPlan, actor: Actor | None, **more: Any) -> None:
        """Adds a request, as `request` makes it."""
        self.steps.append(self.request(operation, actor, **more))
        self._keep_signed_in(operation, more)

    # actors

    def need_actor(self, actor: Actor | None) -> None:
        """Makes sure that the actor is logged in; accounts of a single case already are."""
        if actor is None or actor not in (*self.suite.actors, *self.suite.spares.values()):
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
        if actor == self.suite.admin:
            self.log_in(actor, ref(ADMIN_LOGIN), ref(ADMIN_PASSWORD))
            self._save_account(actor)
        else:
            self._open(actor)

    def _open(self, actor: Actor) -> None:
        """Makes the actor's account, gives it its role and logs it in."""
        auth = self.suite.plan.auth
        assert auth is not None
        if actor.role is not None and actor.role == auth.first_role:
            self._open_admin(actor)
            return
        row, founder = new_member(self, actor.name)
        self.accounts[actor.name] = row
        if actor.role != auth.default_role:
            self.call(
                self.needed("account.assign_role"), founder or self.suite.admin, path={self.account_key(): row.key},
                json={self.catalog.cased("role"): actor.role}, expect={"status": [200]}, save={actor.name: "body"},
            )  # fmt: skip
        self.log_in(actor, row.sent[self._login_wire()], row.sent[self.catalog.cased("password")])

    def _open_admin(self, actor: Actor) -> None:
        """Has whoever plays the plan make one more account with the first-admin command."""
        command = self.catalog.admin_command
        if command is None:
            raise Unavailable("no command makes an admin")
        self.run_command(command, actor)

    def run_command(self, command: OperationPlan, actor: Actor, given: Mapping[str, object] | None = None) -> None:
        """Has whoever plays the plan make an account with a command; then it is logged in and saved."""
        assert command.body is not None
        assert self.suite.plan.auth is not None
        sent, _ = self.body(command, None, given, optional=False)
        account = {item.name.snake: sent[item.wire] for item in command.body.fields if item.wire in sent}
        self.steps.append({"do": "control", "action": "create_admin", "account": account})
        self.log_in(actor, account[self.suite.plan.auth.login], account["password"])
        self._save_account(actor)

    def _save_account(self, actor: Actor) -> None:
        self.call(self.needed("account.me"), None, save={actor.name: "body"}, expect={"status": [200]})
        self.steps[-1]["as"] = actor.name

    def new_account(self, role: str | None = None) -> Actor:
        """A fresh account of a role (the ordinary one unless told), logged in, for this case alone."""
        actor = Actor(f"@guest{self.suite.number()}", role or self.auth.default_role)
        self._open(actor)
        return actor

    def register(self, bind: str, given: Mapping[str, object] | None = None) -> Row:
        """Registers a fresh account and saves it. Raises Unavailable where nobody can."""
        operation = self.needed(REGISTER)
        assert operation.body is not None
        assert self.suite.plan.auth is not None
        sent, values = self.body(operation, None, given)
        self.call(operation, None, json=sent, expect=success(self.catalog, operation, sent), save={bind: "body"})
        account = self.suite.plan.auth.account
        return Row(bind, account, f"{bind}/{self.catalog.key_wire(operation, account)}", None, sent, values)

    def neighbour(self, maker: Actor) -> Actor:
        """A fresh account that the maker makes in its own tenant, logged in."""
        return self.signed_in(self.beside(maker, bind=f"@guest{self.suite.number()}"))

    def signed_in(self, row: Row) -> Actor:
        """Logs an account in that was just made with the ordinary role."""
        assert self.suite.plan.auth is not None
        actor = Actor(row.bind, self.suite.plan.auth.default_role)
        self.log_in(actor, row.sent[self._login_wire()], row.sent[self.catalog.cased("password")])
        return actor

    def _keep_signed_in(self, operation: OperationPlan, more: Mapping[str, Any]) -> None:
        """An actor whose login was changed, and who shows it with each request, shows the new one from then on."""
        auth, sent = self.suite.plan.auth, more.get("json") or {}
        if auth is None or auth.has_sessions or operation.intent != "crud.update" or operation.group != auth.account:
            return
        changed = more.get("expect", {}).get("status", [200])[0] < 300
        name = next(iter(more.get("path", {}).values()), "").partition("/")[0]
        if changed and name.startswith("@") and self._login_wire() in sent:
            self.steps.append({"do": "credentials", "actor": name, "login": sent[self._login_wire()]})

    def log_in(self, actor: Actor, login: object, password: object) -> None:
        """Logs the actor in and has it stay so; without sessions, has it show these with each request."""
        cased = self.catalog.cased
        self.credentials[actor.name] = {self._login_wire(): login, cased("password"): password}
        if not self.auth.has_sessions:
            self.steps.append({"do": "credentials", "actor": actor.name, "login": login, "password": password})
            return
        operation = self.needed("account.login")
        expected = success(self.catalog, operation, None)
        step = self.request(operation, None, json=self.credentials[actor.name], expect=expected)
        self.steps.append(
            {**step, "do": "login", "actor": actor.name, "save": {}, **token_places(self.catalog, operation)}
        )

    def needed(self, intent: str) -> OperationPlan:
        operation = self.catalog.operation(intent)
        if operation is None:
            raise Unavailable(f"there is no {intent} operation")
        return operation

    def _login_wire(self) -> str:
        assert self.suite.plan.auth is not None
        return self.catalog.cased(self.suite.plan.auth.login)

    def account_key(self) -> str:
        assert self.suite.plan.auth is not None
        return self.catalog.key_column(self.suite.plan.auth.account)

    # rows

    def body(
        self, operation: OperationPlan, actor: Actor | None, given: Mapping[str, object] | None = None,
        *, optional: bool = True, number: int | None = None, references: bool = True, again: bool = False,
    ) -> tuple[dict[str, object], Values]:  # fmt: skip
        """A valid body (wire names) and the values by column; `given` (wire names) are taken as they are.

        `again`: they are those of another row.
        """
        given = dict(given or {})
        fresh = number is None
        number = self.suite.number() if number is None else number
        table = self.catalog.written(operation)
        accepted = self.catalog.accepted(operation)
        sent: dict[str, object] = {}
        for item in operation.body.fields if operation.body is not None else ():
            if item.wire in given or objects_of(item) is not None or names_rows(operation, item):
                sent[item.wire] = given[item.wire] if item.wire in given else listed(self, operation, item, actor)
                continue
            target = self.catalog.reference_table(table, item)
            if target is not None:
                value = self._reference(operation, target, item, actor, optional and references)
            elif fresh and item.wire in accepted and item.name.snake in self.catalog.single_uniques(table):
                value = self.suite.fresh(table, item.name.snake, item.type)
            elif item.required or optional:
                value = plain(item, number)
            else:
                value = None
            if value is not None:
                sent[item.wire] = value
        if not self.catalog.has_table(table):
            return sent, {}
        sent, values = checked(self.catalog.table(table), sent, accepted, frozenset(given))
        if not fresh or again:
            return sent, values
        return Apart(self.suite, operation, actor).keep(sent, values, frozenset(given))

    def _reference(
        self, operation: OperationPlan, target: str, item: Field, actor: Actor | None, optional: bool
    ) -> object:
        """A value for a reference: a shared row, a fresh one where it must be unique, or nothing."""
        table = self.catalog.written(operation)
        alone = item.column in self.catalog.fresh_references(table)
        if not item.required and (not optional or alone or target == table):
            return None
        try:
            if alone:
                return referable(self, operation, target, item, actor).reference
            return self.shared(target, actor)
        except Unavailable:
            if item.required:
                raise
            return None

    def shared(self, table: str, actor: Actor | None) -> dict[str, str]:
        """The key of a row that several cases refer to and none changes."""
        if self.catalog.is_account(table) and actor is not None:
            return ref(f"{actor.name}/{self._account_wire(self.account_key())}")
        creator = self.catalog.creator(table)
        if creator is None:
            return self.row(table, actor).reference if self.catalog.maker(table) else self._tenant_of(table, actor)
        maker = self._maker(table, actor, creator)
        if maker is not None and maker not in self.suite.actors:
            # What an account of this case alone makes is nobody else's.
            return self.row(table, maker, optional=False).reference
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
            return self.suite.make(self, table, actor, given)
        if self.catalog.is_account(table):
            return self.register(bind, given)
        maker = self._maker(table, actor, creator)
        sent, values = self.body(creator, maker, given, optional=optional, number=number)
        self.call(creator, maker, json=sent, expect=success(self.catalog, creator, sent), save={bind: "body"})
        key = f"{bind}/{self.catalog.key_wire(creator, table)}"
        row = Row(bind, table, key, maker, sent, values)
        self.suite.made[key] = row = replace(row, beside=came_with(self, row, creator))
        return row

    def beside(self, maker: Actor, given: Mapping[str, object] | None = None, bind: str | None = None) -> Row:
        """Has the maker make an account in its own tenant. Raises Unavailable where it cannot."""
        creator, bind = self.needed(CREATE_ACCOUNT), bind or f"row{self.suite.number()}"
        sent, values = self.body(creator, maker, given)
        self.call(creator, maker, json=sent, expect=success(self.catalog, creator, sent), save={bind: "body"})
        key = f"{bind}/{self.catalog.key_wire(creator, creator.group)}"
        return Row(bind, creator.group, key, maker, sent, values)

    # targets

    def caller(self, operation: OperationPlan, *, alone: bool = False) -> Actor | None:
        """An actor to whom the operation is open and who can have rows for it. Raises Unavailable.

        Where the operation changes its caller's own account or tenant, or makes accounts beside it, that is no actor
        of other cases; `alone`: of no other case.
        """
        return choose_caller(self, operation, alone=alone)

    def targets(
        self, operation: OperationPlan, actor: Actor | None, given: Mapping[str, Mapping[str, object]] | None = None,
        fixed: Mapping[str, Row] | None = None,
    ) -> dict[str, Row]:  # fmt: skip
        """Fresh rows for the path, by path field; `given` (wire names) are taken as they are, and rows `fixed`."""
        asked = [item.wire for item in operation.query if item.required and item.name.snake != "q"]
        if asked:
            raise Unavailable(f"nothing tells what its query should ask for: {', '.join(asked)}")
        found: dict[str, Row] = {}
        under = parents_of(operation)
        for name, target in sorted(target_columns(operation).items(), key=lambda item: item[0] in under):
            row = (fixed or {}).get(name) or came_along(self, operation, target[2], found)
            if row is None and name in under:
                column, parent = under[name]
                row = self.suite.under(self, target[0], column, found[parent], actor)
            more = (given or {}).get(name, {})
            row = row or self.target(target, actor, {**kin(self, operation, target[2], found), **more})
            found[name] = replace(row, address=row.address or self.address(row, target[1]))
        missing = {item.name.snake for item in operation.path_fields} - found.keys()
        if missing:
            raise Unavailable(f"nothing tells which row {', '.join(sorted(missing))} names")
        return found

    def target(
        self, target: tuple[str, str, FindRow], actor: Actor | None, given: Mapping[str, object] | None = None
    ) -> Row:
        """A fresh row of the table that the call finds for the actor, addressed by the column; or the actor's own."""
        table, column, call = target
        scoping = scoping_of(call, self.catalog.tenant_column)
        own = scoping.any and (scoping.tenant or actor is None or actor.role not in scoping.exempt)
        itself = own and (
            self.catalog.is_account(table) or (table == self.catalog.tenant_table and scoping.tenant is not None)
        )
        row = self.own_row(table, actor) if itself and actor is not None else self.row(table, actor, given)
        delete_where_asked(self, row, call)
        return replace(row, address=row.address or self.address(row, column))

    def own_row(self, table: str, actor: Actor) -> Row:
        """The actor's own account, or the tenant that it belongs to."""
        if self.catalog.is_account(table):
            self.need_actor(actor)
            return Row(actor.name, table, f"{actor.name}/{self._account_wire(self.account_key())}", actor)
        return Row(actor.name, table, self._tenant_of(table, actor)["$"], actor)

    def path(self, rows: Mapping[str, Row]) -> dict[str, str]:
        """Path references of rows by path field."""
        return {name: row.path for name, row in rows.items()}

    def address(self, row: Row, column: str) -> str:
        """Reference to what a path names the row by. Raises Unavailable where that is not shown to its maker."""
        if column == self.catalog.key_column(row.table):
            return row.key
        creator = self.catalog.maker(row.table)
        wire = self.catalog.wire_of(creator, column) if creator is not None else None
        if wire is None:
            raise Unavailable(f"{row.table}.{column} is not shown to whoever makes the row")
        return f"{row.bind}/{wire}"
