"""Who may: nobody without a token, no wrong role, no foreign row."""

import re
from base64 import b64encode

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import AggregateRows
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import Catalog
from tools.validators.conformance.checks import reading
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.deleting import delete
from tools.validators.conformance.document import expect, problem
from tools.validators.conformance.membership import for_members
from tools.validators.conformance.moves import guards_of
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import (
    finds_deleted,
    is_selective,
    named_rows,
    read_of,
    scoping_of,
    target_columns,
)
from tools.validators.conformance.script import Script
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

UNAUTHENTICATED = "access-without-token"
ROLES = "access-by-role"
OPTIONAL = "access-with-or-without-token"
FOREIGN = "access-to-foreign-rows"


def bad_tokens(plan: RenderPlan) -> tuple[dict[str, str], ...]:
    """Headers that try to carry a token, and hold none that is good."""
    assert plan.auth is not None
    carrier = plan.auth.carrier
    if carrier.kind == "cookie":
        return tuple({"Cookie": f"{carrier.prefix}{value}"} for value in ("", "not.a.token", "a" * 2000))
    values = ["", carrier.prefix.strip(), f"{carrier.prefix}not.a.token"]
    values += ["Basic dXNlcjpwYXNzd29yZA==", f"{carrier.prefix}{'a' * 2000}"]
    if carrier.kind == "basic":
        # Nothing, no colon, no UTF-8, NUL; and a login and password, but as a token.
        pairs = (b"", b"user password", b"us\xffer:password", b"us\x00er:password")
        values += [f"{carrier.prefix}{b64encode(pair).decode()}" for pair in pairs]
        values.append("Bearer dXNlcjpwYXNzd29yZA==")
    return tuple({carrier.header: value} for value in dict.fromkeys(values))


def refusal(plan: RenderPlan) -> dict[str, object]:
    """The answer to a caller who has to sign in: it says how."""
    assert plan.auth is not None
    challenge = {"WWW-Authenticate": {"pattern": f"{re.escape(plan.auth.carrier.challenge)}.*"}}
    return {**problem(401, "unauthenticated"), "headers": challenge}


def add(out: Collector) -> None:
    for operation in out.plan.operations:
        if operation.access.optional:
            out.add(OPTIONAL, operation, "", _optional, operation)
        if operation.access.public:
            continue
        out.add(UNAUTHENTICATED, operation, "", _without_token, operation)
        _roles(out, operation)
        if not operation.intent.startswith("account.") or operation.intent == "account.assign_role":
            _foreign(out, operation)
    for role in out.suite.roles_without_actor():
        out.none(ROLES, "api", f"nobody can be given the role {role} over the API")


def unreal_path(script: Script, operation: OperationPlan) -> dict[str, str]:
    """A path whose rows do not exist; enough where the caller is refused before a row is looked for."""
    return {field.name.snake: _unreal(field.type.kind, script.suite.number()) for field in operation.path_fields}


def _unreal(kind: str, number: int) -> str:
    # The percent sign tells a value from a reference.
    return f"%30{number:07d}-0000-4000-8000-000000000000" if kind == "uuid" else f"%39{number}0000"


def _without_token(script: Script, operation: OperationPlan) -> None:
    wanted = refusal(script.suite.plan)
    path = unreal_path(script, operation)
    for headers in ({}, *bad_tokens(script.suite.plan)):
        more: dict[str, object] = {"json": {}} if operation.body is not None else {}
        script.call(operation, None, path=path, headers=headers, expect=wanted, **more)


def _optional(script: Script, operation: OperationPlan) -> None:
    """Nobody need sign in; whoever tries to and fails is told, and not taken for a stranger."""
    wanted = refusal(script.suite.plan)
    rows = script.targets(operation, script.suite.who(operation))
    path = {name: row.path for name, row in rows.items()}
    for headers in bad_tokens(script.suite.plan):
        script.call(operation, None, path=path, headers=headers, expect=wanted)
    script.call(operation, None, path=path, expect=success(script.catalog, operation))


def _roles(out: Collector, operation: OperationPlan) -> None:
    """Actors whose role may not are refused, whatever the row; those who may are not."""
    if not operation.access.roles or operation.access.owner:
        return
    refused = [actor for actor in out.suite.actors if actor.role not in operation.access.roles]
    for actor in refused:
        out.add(ROLES, operation, f"as {actor.name}", _refused, operation, actor)
    for role in operation.access.roles:
        for actor in out.suite.actors:
            if actor.role == role:
                out.add(ROLES, operation, f"as {actor.name}", _admitted, operation, actor)


def _refused(script: Script, operation: OperationPlan, actor: Actor) -> None:
    more: dict[str, object] = {"json": {}} if operation.body is not None else {}
    path = unreal_path(script, operation)
    if operation.present is not None and operation.present.unrestricted:
        # Of a row that is not there, everybody is told so first.
        path = script.path(script.targets(operation, script.caller(operation)))
    script.call(operation, actor, path=path, expect=problem(403, "forbidden"), **more)


def _admitted(script: Script, operation: OperationPlan, actor: Actor) -> None:
    """Goes past the gate: the row is missing or the body is wrong, but the role is right."""
    statuses = tuple(status for status in (200, 201, 204, 404, 422) if status in (operation.response.status, 404, 422))
    more: dict[str, object] = {"json": {}} if operation.body is not None else {}
    script.call(operation, actor, path=unreal_path(script, operation), expect=expect(statuses), **more)


def _foreign(out: Collector, operation: OperationPlan) -> None:
    call = read_of(operation)
    if not operation.path_fields:
        # What is found without a path is the caller's own, such as its account.
        if call is not None and scoping_of(call, out.catalog.tenant_column).any:
            out.add(FOREIGN, operation, "", _not_listed, operation)
        return
    if not named_rows(operation):
        # Rows that a list names are looked at by a check of their own.
        return
    scoping = out.catalog.find_scoping(operation, _scoped_table(out.catalog, operation))
    if not scoping.any:
        if for_members(out.catalog, operation):
            out.add(FOREIGN, operation, "", _hidden, operation)
        return
    out.add(FOREIGN, operation, "", _hidden, operation)
    for actor in out.suite.actors if scoping.owner else ():
        # A role may see the rows of other owners, never those of another tenant.
        sees = actor.role in scoping.exempt and not scoping.tenant
        # Where the state of the row decides too, whoever sees it may still be refused.
        if sees and not guards_of(operation):
            out.add(FOREIGN, operation, f"seen by {actor.name}", _seen, operation, actor)
        elif not sees and actor != out.suite.actors[0] and out.suite.may(actor, operation):
            out.add(FOREIGN, operation, f"hidden from {actor.name}", _hidden, operation, actor)


def _scoped_table(catalog: Catalog, operation: OperationPlan) -> str:
    """The table of the row that only some may see: the operation's own, or another one that its path names."""
    tables = (operation.group, *(table for table, _, _ in target_columns(operation).values()))
    return next((table for table in tables if catalog.find_scoping(operation, table).any), operation.group)


def foreign_rows(script: Script, operation: OperationPlan) -> tuple[Actor, Actor, dict[str, Row]]:
    """Rows of one account for the operation's path, their owner, and an account that must not see them."""
    table = _scoped_table(script.catalog, operation)
    if not script.catalog.brings(table):
        owner, stranger = _owner_and_stranger(script, operation, table)
        return owner, stranger, script.targets(operation, owner)
    stranger_ = script.suite.who(operation)
    assert stranger_ is not None
    owner = script.new_account()
    return owner, stranger_, {name: script.own_row(table, owner) for name in target_columns(operation)}


def _owner_and_stranger(script: Script, operation: OperationPlan, table: str) -> tuple[Actor, Actor]:
    """An account that makes rows, and another one that may call the operation but owns none of them."""
    creator = script.catalog.maker(table)
    if creator is None:
        raise Unavailable(f"no operation makes a row of {table}")
    owner = script.suite.who(creator)
    if owner is None:
        raise Unavailable("rows belong to nobody")
    stranger = script.new_account()
    if not script.suite.may(stranger, operation):
        raise Unavailable("only roles that see all rows may call it")
    return owner, stranger


def _hidden(script: Script, operation: OperationPlan, stranger: Actor | None = None) -> None:
    owner, other, rows = foreign_rows(script, operation)
    if not rows:
        raise Unavailable("its path names no row")
    if stranger == owner:
        raise Unavailable("the row is its own")
    body = script.body(operation, owner)[0] if operation.body is not None else None
    more = {"json": body} if body is not None else {}
    script.call(operation, stranger or other, path=script.path(rows), expect=problem(404, "not_found"), **more)
    row = next(iter(rows.values()))
    # The refused change left the row as it was.
    if any(finds_deleted(call) for _, _, call in target_columns(operation).values()):
        script.call(operation, owner, path=script.path(rows), expect=expect(operation.response.status), **more)
        return
    me = script.catalog.operation("account.me")
    if script.catalog.is_account(row.table) and me is not None:
        script.call(me, owner, expect=expect(200, body=reading.own_account(script, me, None, row.bind)))
        return
    step = reading.read(script, row, owner)
    script.steps += [step] if step else []


def _seen(script: Script, operation: OperationPlan, actor: Actor) -> None:
    _, _, rows = foreign_rows(script, operation)
    body: dict[str, object] | None = {} if operation.body is not None and operation.intent == "crud.update" else None
    if operation.body is not None and body is None:
        body = script.body(operation, actor)[0]
    more = {"json": body} if body is not None else {}
    script.call(operation, actor, path=script.path(rows), expect=expect(operation.response.status), **more)


def _not_listed(script: Script, operation: OperationPlan) -> None:
    """The list of one caller holds nothing of another one's."""
    call = read_of(operation)
    if isinstance(call, AggregateRows):
        raise Unavailable("its numbers are checked under analytics")
    deleted = call is not None and finds_deleted(call)
    if call is not None and is_selective(call) and not deleted:
        raise Unavailable("it leaves out rows for what they hold")
    if script.catalog.wire_of(operation, script.catalog.key_column(operation.group)) is None:
        raise Unavailable("its rows do not show their key")
    owner, stranger, row = _listed_row(script, operation)
    if deleted:
        delete(script, row)
    query: list[list[object]] = []
    if any(field.name.snake == "q" for field in operation.query):
        texts = [value for name, value in row.values.items() if name in _searched(operation) and isinstance(value, str)]
        if not texts:
            raise Unavailable("nothing of the row can be searched for")
        query = [["q", texts[0]]]
    wire = script.catalog.key_wire(operation, operation.group)
    match = {"object": {wire: {"is": row.reference}}, "open": True}
    for caller, there in ((owner, True), (stranger, False)):
        save = f"list{script.suite.number()}"
        script.steps.append(reading.pages(script, operation, caller, query, script.suite.plan.api.max_limit, save))
        about = f"rows of {owner.name} listed as {caller.name}"
        script.steps.append(
            {"do": "holds", "list": save, "about": about, "matcher": {"has" if there else "lacks": match}}
        )
        script.need_actor(caller)


def _listed_row(script: Script, operation: OperationPlan) -> tuple[Actor, Actor, Row]:
    """A row that its owner's list shows, and an account whose list must not."""
    if not script.catalog.brings(operation.group):
        owner, stranger = _owner_and_stranger(script, operation, operation.group)
        return owner, stranger, script.row(operation.group, owner)
    caller = script.suite.who(operation)
    assert caller is not None
    owner = script.new_account(caller.role)
    return owner, caller, script.own_row(operation.group, owner)


def _searched(operation: OperationPlan) -> tuple[str, ...]:
    call = read_of(operation)
    search = getattr(call, "search", None)
    return search.columns if search is not None else ()
